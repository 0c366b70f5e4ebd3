import { describe, expect, it } from 'vitest';
import { textFaults } from '../../shared/stores/texts.ts';

describe('a shop’s own texts', () => {
  it('may use the placeholders that there are', () => {
    const texts = {
      ro: { delay: { subject: 'Comanda {order}', body: 'Din {since}.\n\nAjunge {range}.' } },
      en: { stages: { packed: { body: '{customer}, {order} is {stage}.' } } },
    };
    expect(textFaults(texts, ['packed'], 'texts')).toEqual([]);
  });

  it('are refused with a placeholder that does not exist, or a stage that the shop does not have', () => {
    const texts = {
      ro: { promise: { body: 'Până {data}, nu {range}.' }, stages: { pachet: { subject: 'x' } } },
      en: { delay: { sms: '{ORDER} {}' } },
    };
    expect(textFaults(texts, ['packed'], 'texts')).toEqual([
      { path: 'texts.ro.stages.pachet', message: 'there is no stage pachet' },
      {
        path: 'texts.ro.promise.body',
        message: '{data} is no placeholder; there are {order} {customer} {shop} {date} {original}',
      },
      {
        path: 'texts.ro.promise.body',
        message: '{range} is no placeholder; there are {order} {customer} {shop} {date} {original}',
      },
      {
        path: 'texts.en.delay.sms',
        message:
          '{ORDER} is no placeholder; there are {order} {customer} {shop} {stage} {since} {range} {promised}',
      },
      {
        path: 'texts.en.delay.sms',
        message:
          '{} is no placeholder; there are {order} {customer} {shop} {stage} {since} {range} {promised}',
      },
    ]);
  });
});
