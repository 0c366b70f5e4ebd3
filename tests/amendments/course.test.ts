import { describe, expect, it } from 'vitest';
import {
  assessed,
  changedMeanwhile,
  giveUp,
  letGo,
  queue,
  request,
  reserved,
  withdraw,
  wordRefused,
} from '../../shared/amendments/decide/course.ts';
import type { Amendment, OpenAmendment } from '../../shared/amendments/state.ts';
import type { Role } from '../../shared/stores/profile.ts';
import { hours } from '../../shared/time/instant.ts';
import {
  accepted,
  agreed,
  assessedOnce,
  base,
  customer,
  eleven,
  endedAs,
  event,
  finance,
  nine,
  noon,
  nothing,
  on,
  open,
  ten,
  terms,
} from './whole.ts';

describe('a request', () => {
  const command = {
    amendmentId: 'A1',
    orderId: 'GE-1',
    requestedBy: 'marius',
    changes: 'changes#a.1',
    stage: 'preparing',
    note: 'note#1',
  };
  it('is made once, by its id', () => {
    const { orderId: _, ...data } = command;
    expect(request(undefined, command, nine)).toStrictEqual({
      ...accepted('created', event('requested', nine, data)),
      id: 'A1',
    });
    expect(request(base, command, nine)).toStrictEqual({ ...accepted('repeated'), id: 'A1' });
  });

  it('waits behind another of its order, and looks again when it said', () => {
    const queued = accepted('queued', event('queued', ten, { behind: 'A0', lookAt: noon }));
    expect(queue(base, 'A0', noon, ten)).toStrictEqual(queued);
    expect(queue({ ...base, lookAt: ten }, 'A0', noon, ten)).toStrictEqual(queued);
    expect(queue({ ...base, lookAt: eleven }, 'A0', noon, ten)).toStrictEqual(nothing);
    expect(queue(open, 'A0', noon, ten)).toStrictEqual(nothing);
    expect(queue(undefined, 'A0', noon, ten)).toStrictEqual(nothing);
  });
});

describe('an assessment', () => {
  const found = { changes: 'changes#b.1', terms, asked: [finance, customer], unpriced: [] as string[] };
  const says = (amendment: Amendment | undefined, more: Partial<typeof found> = {}) =>
    assessed(amendment, { ...found, ...more }, eleven);
  const made = (more: object = {}) =>
    event('assessed', eleven, {
      round: 2,
      changes: 'changes#b.1',
      terms,
      approvals: [finance, customer],
      unpriced: [],
      ...more,
    });

  it('says who is asked, and what comes next', () => {
    const back: Amendment = { ...base, round: 1 };
    expect(says(back)).toStrictEqual(accepted('assessed', made()));
    expect(says(back, { asked: [customer] })).toStrictEqual(
      accepted('assessed', made({ approvals: [customer] }), event('customer-asked', eleven, { hash: 'h1' })),
    );
    expect(says(back, { asked: [] })).toStrictEqual(
      accepted('assessed', made({ approvals: [] }), event('agreed', eleven)),
    );
    // Without the prices nothing follows but the quote.
    expect(says(back, { asked: [], unpriced: ['2'] })).toStrictEqual(
      accepted('assessed', made({ approvals: [], unpriced: ['2'] })),
    );
    expect(says(base)).toMatchObject({ accepted: [{ data: { round: 1 } }] });
  });

  it('to the same terms is none; where other pieces are set aside it is said, and nobody asked', () => {
    const moved = { ...terms, reserves: 'r2' };
    expect(says(open)).toStrictEqual(nothing);
    expect(says(open, { terms: moved })).toStrictEqual(
      accepted('supply-changed', event('supply-changed', eleven, { terms: moved })),
    );
    expect(says(open, { terms: { ...terms, hash: 'h2' } })).toStrictEqual(
      accepted('assessed', made({ terms: { ...terms, hash: 'h2' } })),
    );
    // One that was sent back is assessed though the terms came out the same.
    expect(says(assessedOnce)).toStrictEqual(accepted('assessed', made()));
  });

  it('of what is agreed, or has ended, or never was, is none', () => {
    for (const amendment of [undefined, agreed, endedAs('withdrawn')])
      for (const hash of ['h1', 'h2'])
        expect(says(amendment, { terms: { ...terms, hash } })).toStrictEqual(nothing);
  });

  it('keeps the customer’s word on what he chose, while cost and date are what he was shown', () => {
    const his = { ...customer, by: 'customer', at: eleven, asked: eleven };
    const chose = (chosen: OpenAmendment['chosen']): Amendment => ({ ...base, round: 1, chosen: chosen! });
    const dated = { ...terms, promisedAt: noon };
    const shown = { id: 'part-later', gross: 127_353 } as const;
    expect(says(chose(shown))).toStrictEqual(accepted('assessed', made({ approvals: [finance, his] })));
    expect(says(chose({ ...shown, promisedAt: noon }), { terms: dated })).toStrictEqual(
      accepted('assessed', made({ terms: dated, approvals: [finance, his] })),
    );
    for (const other of [
      { ...shown, gross: 127_352 },
      { ...shown, promisedAt: noon },
    ])
      expect(says(chose(other))).toStrictEqual(accepted('assessed', made()));
    expect(says(chose(shown), { terms: dated })).toStrictEqual(accepted('assessed', made({ terms: dated })));
  });
});

describe('taken back', () => {
  const says = (actor: string, roles: Role[], amendment: Amendment | undefined = open, why?: string) =>
    withdraw(amendment, { actor, roles }, why, noon);
  const done = { by: 'ana', took: hours(3) };

  it('it is by who asked, for whom it was asked, and who runs the orders', () => {
    expect(says('marius', [])).toStrictEqual(
      accepted('withdrawn', event('withdrawn', noon, { ...done, by: 'marius' })),
    );
    for (const role of ['operator', 'supervisor', 'admin'] as const)
      expect(says('ana', [role], open, 'typo')).toStrictEqual(
        accepted('withdrawn', event('withdrawn', noon, { ...done, why: 'typo' })),
      );
    expect(says('ana', [], { ...open, onBehalfOf: 'ana' })).toStrictEqual(
      accepted('withdrawn', event('withdrawn', noon, done)),
    );
  });

  it('it is not by others, nor when it is agreed or over; once', () => {
    expect(says('ana', ['packing', 'finance'])).toStrictEqual({
      refused: {
        is: 'not-awaited',
        status: 'awaiting-approval',
        awaited: ['marius', 'operator', 'supervisor'],
      },
    });
    expect(says('marius', [], endedAs('withdrawn'))).toStrictEqual(accepted('repeated'));
    const over = (status: string) => ({ refused: { is: 'amendment-over', status } });
    expect(says('marius', [], endedAs('applied'))).toStrictEqual(over('applied'));
    expect(says('marius', [], agreed)).toStrictEqual(over('awaiting-departments'));
    expect(withdraw(undefined, { actor: 'marius', roles: [] }, undefined, noon)).toStrictEqual({
      refused: { is: 'amendment-unknown' },
    });
  });
});

describe('what happens beside it', () => {
  it('the order ends it: why, and after how long', () => {
    const data = { why: 'order-closed', waitedFor: [], took: hours(3) };
    expect(giveUp(agreed, 'order-closed', noon)).toStrictEqual(
      accepted('expired', event('expired', noon, data)),
    );
    for (const amendment of [undefined, endedAs('applied')])
      expect(giveUp(amendment, 'order-closed', noon)).toStrictEqual(nothing);
  });

  it('the order was revised: only what is agreed is asked for anew', () => {
    expect(changedMeanwhile(agreed, noon)).toStrictEqual(accepted('changed', event('order-changed', noon)));
    for (const amendment of [undefined, open, endedAs('applied', { agreed: ten } as object)])
      expect(changedMeanwhile(amendment, noon)).toStrictEqual(nothing);
  });

  it('a word that was refused is written down while it could have counted', () => {
    expect(wordRefused(open, 'marius', 'own-request', noon)).toStrictEqual(
      accepted('refused', event('word-refused', noon, { by: 'marius', why: 'own-request' })),
    );
    for (const amendment of [undefined, endedAs('declined')])
      expect(wordRefused(amendment, 'marius', 'own-request', noon)).toStrictEqual(nothing);
  });

  it('what its terms count on is set aside, once', () => {
    const set = accepted('reserved', event('reserved', noon, { reserves: 'r1' }));
    expect(reserved(open, 'r1', noon)).toStrictEqual(set);
    expect(reserved({ ...open, reserved: 'r0' }, 'r1', noon)).toStrictEqual(set);
    expect(reserved(open, 'r2', noon)).toStrictEqual(nothing);
    for (const amendment of [undefined, base, endedAs('applied'), { ...open, reserved: 'r1' }])
      expect(reserved(amendment, 'r1', noon)).toStrictEqual(nothing);
  });

  it('what was held is let go when it ends, and once more twenty minutes later', () => {
    expect(letGo(endedAs('expired'), eleven)).toStrictEqual(accepted('released', event('released', eleven)));
    const released = endedAs('expired', { released: true });
    expect(letGo(released, on('11:19'))).toStrictEqual(nothing);
    expect(letGo(released, on('11:20'))).toStrictEqual(accepted('settled', event('settled', on('11:20'))));
    for (const amendment of [undefined, open, endedAs('expired', { settled: true })])
      expect(letGo(amendment, noon)).toStrictEqual(nothing);
  });
});
