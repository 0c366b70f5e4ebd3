import { describe, expect, it } from 'vitest';
import { commitment, erased, linkOf, sealed } from '../../shared/events/chain.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { typedIn, withoutTyped } from '../../shared/events/typed.ts';

/**
 * Reckoned by hand, each with
 *   h() { printf '%s' "$1" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | cut -c1-32; }
 *   T=$(h '["salt-1","reason","doamna Pop a sunat"]')
 *   E0='{"actor":"ana","data":{"from":"placed","to":"preparing"},"id":"shop.order.A1.2.0","occurredAt":"2026-11-22T08:00:00.000Z","storeId":"shop","subject":"order/A1","type":"order.stage-changed","version":2}'
 *   C0=$(h "[$E0,{\"reason\":\"$T\"}]")
 *   L0=$(h "[\"\",\"shop.order.A1.2.0\",\"order.stage-changed\",\"2026-11-22T08:00:00.000Z\",2,\"$C0\"]")
 * and the same of the second event, with L0 in front and nothing typed.
 */
const byHand = {
  typed: 'aB9BcCjsL2znX9Nviyw25zEBQRDa6OkQ',
  commitments: ['egzZ7ifMLjXcAqMY-4m4Nof6VwUwQSyF', 'bnZIf9M0pTq2ZnXsjBJ0mxIpMPqcXqS0'],
  links: ['xw1jeyivnLJ2ISSi3lllgC3UaDRePHE-', 'lw7aFi_ewkpMNIjAa9vxWzn0ZTHYqB4-'],
};

const event = (index: number, type: string, data: Envelope['data']): Envelope => ({
  id: `shop.order.A1.2.${String(index)}`,
  type,
  storeId: 'shop',
  subject: 'order/A1',
  occurredAt: '2026-11-22T08:00:00.000Z',
  version: 2,
  actor: 'ana',
  data,
});
const changed = event(0, 'order.stage-changed', {
  from: 'placed',
  to: 'preparing',
  reason: 'doamna Pop a sunat',
});
const closed = event(1, 'order.closed', { stage: 'preparing' });

describe('a chain of two events of one change', () => {
  const { entries, link } = sealed([changed, closed], '', 'salt-1');

  it('is what openssl makes of it', () => {
    expect(entries.map(({ envelope, seal }) => commitment(envelope, seal))).toEqual(byHand.commitments);
    expect(entries.map(({ envelope, seal }) => linkOf(envelope, seal))).toEqual(byHand.links);
    expect(entries.map(({ seal }) => seal.link)).toEqual(byHand.links);
    expect(link).toBe(byHand.links[1]);
  });

  it('keeps a salt only where somebody typed something', () => {
    expect(entries.map(({ seal }) => seal)).toEqual([
      { before: '', link: byHand.links[0], of: 2, salt: 'salt-1' },
      { before: byHand.links[0], link: byHand.links[1], of: 2 },
    ]);
  });

  it('loses salt and text by an erasure, and no link', () => {
    const [first, second] = entries.map(erased);
    expect(first?.envelope.data).toEqual({ from: 'placed', to: 'preparing' });
    expect(first?.seal).toEqual({
      before: '',
      link: byHand.links[0],
      of: 2,
      erased: { reason: byHand.typed },
    });
    expect(second).toEqual(entries[1]);
    expect([first, second].map((one) => linkOf(one!.envelope, one!.seal))).toEqual(byHand.links);
    expect(erased(first!)).toEqual(first);
  });

  it('cannot be tried against guesses once the salt is gone: another salt gives other commitments', () => {
    const other = sealed([changed], '', 'salt-2').entries.map(erased)[0]?.seal.erased;
    expect(other).not.toEqual({ reason: byHand.typed });
  });

  it('reads the same after a table, which keeps no half characters and no undefined fields', () => {
    const odd = event(0, 'order.held', { hold: { id: 'x\ud800', until: undefined }, spent: -0 });
    const back = event(0, 'order.held', { spent: 0, hold: { id: 'x\ufffd' } });
    expect(sealed([odd], '', 's').link).toBe(sealed([back], '', 's').link);
  });
});

describe('what somebody typed', () => {
  it('is found wherever it stands, and taken out without the rest', () => {
    const placed = event(0, 'order.placed', {
      attributes: { channel: 'web', gift: 'for Zoe', invoice: 'F 17' },
      units: 2,
    });
    expect([...typedIn(placed)]).toEqual([
      ['attributes.channel', 'web'],
      ['attributes.gift', 'for Zoe'],
    ]);
    expect(withoutTyped(placed).data).toEqual({ attributes: { invoice: 'F 17' }, units: 2 });
    const held = event(0, 'order.held', { hold: { id: 'h', reason: 'Zoe asks' }, spent: 1 });
    expect(withoutTyped(held).data).toEqual({ hold: { id: 'h' }, spent: 1 });
  });

  it('is not what looks like it: a code under the same name stays', () => {
    const revised = event(0, 'order.revised', { reason: 'amendment' });
    expect(withoutTyped(revised)).toBe(revised);
  });
});
