import { describe, expect, it } from 'vitest';
import { claim, cover, type Digest, digestAggregate, type DigestEvent } from '../../shared/notices/digest.ts';
import { on } from '../orders/given.ts';

const after = (...events: DigestEvent[]): Digest | undefined =>
  events.reduce<Digest | undefined>((digest, event) => digestAggregate.evolve(digest, event), undefined);

const opened = (from: string, at = from, grave = false): DigestEvent => ({
  type: 'digest.opened',
  data: { from: on(from), at: on(at), ...(grave ? { grave } : {}) },
});
const claimed = (at: string): DigestEvent => ({ type: 'digest.claimed', data: { at: on(at) } });
const sent = (at: string, count = 1, grave = false, rest?: string): DigestEvent => ({
  type: 'digest.sent',
  data: {
    at: on(at),
    role: 'operator',
    orders: [],
    count,
    grave,
    ...(rest === undefined ? {} : { rest: on(rest) }),
  },
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
    expect(
      after(opened('Mon 08:00'), claimed('Mon 08:01'), sent('Mon 08:01', 1, false, 'Mon 08:00')),
    ).toEqual({ status: 'open', from: on('Mon 08:00'), dueAt: on('Mon 08:02') });
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

  it('goes before customers’ messages that are due as well', () => {
    expect(digestAggregate.due({ status: 'open', from: on('Mon 08:00'), dueAt: on('Mon 08:01') })).toEqual({
      kind: 'notice',
      at: on('Mon 08:01'),
      rank: 0,
    });
  });
});

describe('while a storm lasts', () => {
  /** So many digests, each of 21 alerts and each sent as soon as it was due, the next alert right behind it. */
  const dueTimes = (count: number): string[] => {
    let digest = after(opened('Mon 08:00'));
    return Array.from({ length: count }, () => {
      if (digest?.status !== 'open') return 'none is open';
      const at = digest.dueAt;
      const time = new Date(at).toISOString().slice(11, 16);
      for (const event of [
        { type: 'digest.claimed', data: { at } },
        { type: 'digest.opened', data: { from: at, at } },
        { type: 'digest.sent', data: { at, role: 'operator', orders: [], count: 21, grave: false } },
      ] as const)
        digest = digestAggregate.evolve(digest, event);
      return time;
    });
  };

  it('the pause grows: one minute, two, five, then a quarter of an hour', () => {
    expect(dueTimes(6)).toEqual(['08:01', '08:03', '08:08', '08:23', '08:38', '08:53']);
  });

  const storm = [opened('Mon 08:00'), claimed('Mon 08:01'), sent('Mon 08:01', 21), opened('Mon 08:02')];

  it('one digest of few alerts ends it', () => {
    expect(after(...storm)).toMatchObject({ dueAt: on('Mon 08:03') });
    expect(after(...storm, claimed('Mon 08:03'), sent('Mon 08:03', 20), opened('Mon 08:04'))).toEqual({
      status: 'open',
      from: on('Mon 08:04'),
      dueAt: on('Mon 08:05'),
    });
  });

  it('half an hour of silence ends it: the next one begins with short pauses', () => {
    const second = after(
      ...storm,
      claimed('Mon 08:03'),
      sent('Mon 08:03', 21),
      opened('Mon 08:40'),
      claimed('Mon 08:41'),
      sent('Mon 08:41', 21),
      opened('Mon 08:42'),
    );
    expect(second).toMatchObject({ dueAt: on('Mon 08:43'), storm: { digests: 1 } });
  });

  it('an escalation goes within the minute, unless the storm is one of escalations already', () => {
    const waits = [...storm, claimed('Mon 08:03'), sent('Mon 08:03', 21), opened('Mon 08:04')];
    expect(after(...waits)).toMatchObject({ dueAt: on('Mon 08:08') });
    expect(cover(after(...waits), on('Mon 08:05'), on('Mon 08:05'))).toMatchObject({ outcome: 'covered' });
    expect(cover(after(...waits), on('Mon 08:05'), on('Mon 08:05'), true)).toMatchObject({
      outcome: 'opened',
    });
    const hastened = after(...waits, opened('Mon 08:05', 'Mon 08:05', true));
    expect(hastened).toMatchObject({ from: on('Mon 08:04'), dueAt: on('Mon 08:06') });
    expect(cover(hastened, on('Mon 08:05'), on('Mon 08:05'), true)).toMatchObject({ outcome: 'covered' });
    const told = after(
      ...waits,
      opened('Mon 08:05', 'Mon 08:05', true),
      claimed('Mon 08:06'),
      sent('Mon 08:06', 21, true),
      opened('Mon 08:07', 'Mon 08:07', true),
    );
    expect(told).toMatchObject({ dueAt: on('Mon 08:21') });
    expect(cover(told, on('Mon 08:08'), on('Mon 08:08'), true)).toMatchObject({ outcome: 'covered' });
  });

  it('an escalation that arrives while a digest is sent has the next one go within the minute', () => {
    const sending = after(...storm, claimed('Mon 08:03'), opened('Mon 08:03'));
    expect(cover(sending, on('Mon 08:03'), on('Mon 08:03'), true)).toMatchObject({ outcome: 'opened' });
    const both = after(
      ...storm,
      claimed('Mon 08:03'),
      opened('Mon 08:03'),
      opened('Mon 08:03', 'Mon 08:03', true),
    );
    expect(cover(both!, on('Mon 08:03'), on('Mon 08:03'), true)).toMatchObject({ outcome: 'covered' });
    expect(digestAggregate.evolve(both, sent('Mon 08:03', 21))).toMatchObject({ dueAt: on('Mon 08:04') });
  });
});
