import { describe, expect, it } from 'vitest';
import { reviseContent, type Revision, undoRevision } from '../../shared/orders/decide/revise-content.ts';
import { on, Story } from './given.ts';

const lessOne: Revision = {
  from: 'content#x.1',
  content: 'content#y.1',
  units: 2,
  reason: 'backorder',
  ref: 'backorder/ES-1~1',
  credit: 5_000,
};
const paid = { payment: { state: 'paid', paid: 20_000 } } as const;

describe('a new revision', () => {
  it('changes the lines, and nothing else: neither stage nor clock', () => {
    const story = new Story().placed('Mon 08:00', paid);
    const before = story.order!;
    story.does('Tue 08:00', (order) => reviseContent(order, lessOne));
    expect(story.order).toEqual({
      ...before,
      revision: 2,
      content: 'content#y.1',
      units: 2,
      revisedBy: ['backorder/ES-1~1'],
      less: 5_000,
      lastRevision: {
        ref: 'backorder/ES-1~1',
        content: 'content#x.1',
        units: 3,
        stay: 1,
        parcels: 0,
        credit: 5_000,
      },
    });
    expect(story.events.map(({ type }) => type)).toEqual(['order.placed', 'order.revised']);
  });

  it('is made once of one reason, also after another', () => {
    const story = new Story().placed('Mon 08:00', paid);
    story.does('Tue 08:00', (order) => reviseContent(order, lessOne));
    const other = { ...lessOne, from: 'content#y.1', content: 'content#z.1', ref: 'amendment/a1', credit: 0 };
    story.does('Tue 09:00', (order) => reviseContent(order, other));
    expect(reviseContent(story.order!, lessOne)).toEqual({ accepted: [], outcome: 'repeated' });
    expect(story.order!.revision).toBe(3);
  });

  it('is refused where the order was revised meanwhile, or is closed', () => {
    const story = new Story().placed('Mon 08:00', paid);
    expect(reviseContent(story.order!, { ...lessOne, from: 'content#old.1' })).toEqual({
      refused: { is: 'content-changed' },
    });
    story.reported('Tue 08:00', 'cancelled');
    expect(reviseContent(story.order!, lessOne)).toEqual({
      refused: { is: 'order-closed', stage: 'cancelled' },
    });
  });

  it('brings a new date, and keeps the first that was promised', () => {
    const story = new Story().placed('Mon 08:00', { promisedAt: on('Fri 18:00') });
    story.does('Tue 08:00', (order) => reviseContent(order, { ...lessOne, promisedAt: on('Sun 18:00') }));
    expect(story.order!.promise).toEqual({ at: on('Sun 18:00'), original: on('Fri 18:00') });
  });

  it('can be undone once', () => {
    const story = new Story().placed('Mon 08:00', paid);
    const before = story.order!;
    story.does('Tue 08:00', (order) => reviseContent(order, lessOne));
    story.does('Tue 09:00', (order) => undoRevision(order, 'backorder/ES-1~1'));
    expect(story.order).toEqual({
      ...before,
      revision: 3,
      revisedBy: ['backorder/ES-1~1', 'backorder/ES-1~1~undo'],
    });
    expect(undoRevision(story.order!, 'backorder/ES-1~1')).toEqual({ accepted: [], outcome: 'repeated' });
  });

  it('cannot be undone once somebody has worked on the order, or it was revised again', () => {
    const story = new Story().placed('Mon 08:00', paid);
    story.does('Tue 08:00', (order) => reviseContent(order, lessOne));
    const other = { ...lessOne, from: 'content#y.1', content: 'content#z.1', ref: 'amendment/a1', credit: 0 };
    story.does('Tue 09:00', (order) => reviseContent(order, other));
    expect(undoRevision(story.order!, 'backorder/ES-1~1')).toEqual({ refused: { is: 'content-changed' } });
    story.reported('Tue 10:00', 'preparing');
    expect(undoRevision(story.order!, 'amendment/a1')).toEqual({ refused: { is: 'acted-upon' } });
  });
});
