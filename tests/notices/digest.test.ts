import { describe, expect, it } from 'vitest';
import { claim, cover, type Digest, digestAggregate, type DigestEvent } from '../../shared/notices/digest.ts';
import { on } from '../orders/given.ts';

const after = (...events: DigestEvent[]): Digest | undefined =>
  events.reduce<Digest | undefined>((digest, event) => digestAggregate.evolve(digest, event), undefined);

const opened = (from: string, at = from): DigestEvent => ({
  type: 'digest.opened',
  data: { from: on(from), at: on(at) },
});
const claimed = (at: string): DigestEvent => ({ type: 'digest.claimed', data: { at: on(at) } });
const sent = (at: string, more = false): DigestEvent => ({
  type: 'digest.sent',
  data: { at: on(at), role: 'operator', orders: [], more },
});

describe('a digest', () => {
  it('goes a minute after its first alert, whatever follows', () => {
    expect(after(opened('Mon 08:00'), opened('Mon 07:00', 'Mon 08:01'))).toEqual({
      status: 'open',
      from: on('Mon 07:00'),
      dueAt: on('Mon 08:01'),
    });
  });

  it('is opened by an alert that it does not cover yet, and by no other', () => {
    const open = after(opened('Mon 08:00'));
    expect(cover(open, on('Mon 08:01'), on('Mon 08:01'))).toMatchObject({ accepted: [] });
    expect(cover(open, on('Mon 07:59'), on('Mon 08:01'))).toMatchObject({ outcome: 'opened' });
    expect(
      cover(after(opened('Mon 08:00'), claimed('Mon 08:01')), on('Mon 08:00'), on('Mon 08:01')),
    ).toMatchObject({ outcome: 'opened' });
    expect(cover(undefined, on('Mon 08:00'), on('Mon 08:00'))).toMatchObject({ outcome: 'opened' });
  });

  it('is claimed once it is due, and again when its sender has been silent for five minutes', () => {
    const open = after(opened('Mon 08:00'));
    expect(claim(open, on('Mon 08:00'))).toEqual({ refused: { is: 'not-due' } });
    expect(claim(open, on('Mon 08:01'))).toMatchObject({ outcome: 'claimed' });
    const held = after(opened('Mon 08:00'), claimed('Mon 08:01'));
    expect(claim(held, on('Mon 08:05'))).toEqual({ refused: { is: 'not-due' } });
    expect(claim(held, on('Mon 08:06'))).toMatchObject({ outcome: 'claimed' });
    expect(
      claim(after(opened('Mon 08:00'), claimed('Mon 08:01'), sent('Mon 08:01')), on('Mon 09:00')),
    ).toEqual({ refused: { is: 'not-due' } });
  });

  it('opens the next with what came in while it was sent', () => {
    const digest = after(opened('Mon 08:00'), claimed('Mon 08:01'), opened('Mon 08:01'), sent('Mon 08:02'));
    expect(digest).toEqual({ status: 'open', from: on('Mon 08:01'), dueAt: on('Mon 08:03') });
  });

  it('goes on where it stopped when there was more than one message holds', () => {
    expect(after(opened('Mon 08:00'), claimed('Mon 08:01'), sent('Mon 08:01', true))).toMatchObject({
      status: 'open',
      from: on('Mon 08:00'),
    });
  });

  // Found by the simulation, seed 3: what came in while the first sender died was forgotten by the second.
  it('of a sender who died is told by the next with what came in meanwhile', () => {
    const digest = after(
      opened('Mon 08:00'),
      claimed('Mon 08:01'),
      opened('Mon 07:00', 'Mon 08:01'),
      claimed('Mon 08:06'),
    );
    expect(digest).toMatchObject({ status: 'claimed', from: on('Mon 07:00') });
  });
});
