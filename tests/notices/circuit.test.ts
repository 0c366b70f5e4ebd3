import { describe, expect, it } from 'vitest';
import {
  type Circuit,
  circuitAggregate,
  type CircuitEvent,
  probe,
  refusedSender,
  tookMessage,
  waitsUntil,
} from '../../shared/notices/circuit.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import { type Instant, minutes, plus, seconds } from '../../shared/time/instant.ts';
import { whoHears } from '../../shared/notices/stopped-alert.ts';
import { on, profileOf } from '../orders/given.ts';

const t0 = on('Mon 08:00');
const at = (s: number): Instant => plus(t0, seconds(s));

/** A circuit after what happened to it, one decision after the other. */
function after(...decisions: ((circuit: Circuit | undefined) => Decision<CircuitEvent, unknown>)[]) {
  return decisions.reduce<Circuit | undefined>((circuit, decide) => {
    const decided = decide(circuit);
    if ('refused' in decided) return circuit;
    return decided.accepted.reduce<Circuit | undefined>(circuitAggregate.evolve, circuit);
  }, undefined);
}
const denied = (recipient: string, s: number) => (circuit: Circuit | undefined) =>
  refusedSender(circuit, { recipient, why: 'AccessDenied', everybody: false }, at(s));
const paused = (s: number) => (circuit: Circuit | undefined) =>
  refusedSender(circuit, { recipient: 'a', why: 'AccountSendingPausedException', everybody: true }, at(s));
const took = (s: number) => (circuit: Circuit | undefined) => tookMessage(circuit, at(s));

describe('a circuit', () => {
  it('opens at once where everybody is refused', () => {
    expect(after(paused(0))).toEqual({
      status: 'open',
      since: t0,
      why: 'AccountSendingPausedException',
      probedAt: t0,
    });
  });

  it('opens when three different recipients are refused within five minutes', () => {
    expect(after(denied('a', 0), denied('b', 10))?.status).toBe('closed');
    expect(after(denied('a', 0), denied('b', 10), denied('c', 299))?.status).toBe('open');
  });

  it('stays closed where the same recipient is refused again and again', () => {
    expect(after(...[0, 60, 120, 180, 240].map((s) => denied('a', s)))?.status).toBe('closed');
  });

  it('stays closed where the first refusal is five minutes old', () => {
    expect(after(denied('a', 0), denied('b', 10), denied('c', 300))?.status).toBe('closed');
  });

  it('stays closed where somebody was written to in between', () => {
    expect(after(denied('a', 0), denied('b', 10), took(20), denied('c', 30))?.status).toBe('closed');
  });

  it('is closed by the first message that is taken', () => {
    expect(after(paused(0), took(90))).toEqual({ status: 'closed', refused: [] });
  });

  it('gives one probe a minute, and none before the first is over', () => {
    const open = after(paused(0));
    expect(probe(open, at(59))).toEqual({ refused: { is: 'probed-already' } });
    expect(probe(open, at(60))).toMatchObject({ outcome: 'probe' });
    const probed = after(paused(0), (circuit) => probe(circuit, at(60)));
    expect(probe(probed, at(119))).toEqual({ refused: { is: 'probed-already' } });
    expect(probe(probed, at(120))).toMatchObject({ outcome: 'probe' });
  });

  it('writes nothing where there is nothing to note', () => {
    expect(tookMessage(undefined, t0)).toEqual({ accepted: [], outcome: 'closed' });
    expect(tookMessage({ status: 'closed', refused: [] }, t0)).toEqual({ accepted: [], outcome: 'closed' });
    expect(paused(60)(after(paused(0)))).toEqual({ accepted: [], outcome: 'open' });
  });
});

describe('what waits behind an open circuit', () => {
  it('waits five minutes at first, a quarter of the time it is open, and fifteen at most', () => {
    expect(waitsUntil(t0, at(60), 0)).toBe(plus(at(60), minutes(5)));
    expect(waitsUntil(t0, at(40 * 60), 0)).toBe(plus(at(40 * 60), minutes(10)));
    expect(waitsUntil(t0, at(10 * 3_600), 0)).toBe(plus(at(10 * 3_600), minutes(15)));
  });

  it('is spread over a minute', () => {
    expect(waitsUntil(t0, at(60), 0.5)).toBe(plus(at(60), seconds(330)));
  });
});

describe('who hears that a channel has stopped', () => {
  const staff = (
    ...people: [string, 'admin' | 'operator' | 'supervisor', { email?: string; phone?: string }][]
  ) =>
    profileOf({
      escalation: [],
      staff: people.map(([id, role, reach]) => ({ id, name: id, roles: [role], ...reach })),
    });
  const mail = { email: 'a@shop.example' };
  const phone = { phone: '+40722000111' };

  it('is an admin, else an operator, else a supervisor, who can be reached by the other channel', () => {
    expect(whoHears(staff(['a', 'admin', phone], ['o', 'operator', phone]), 'email')).toBe('admin');
    expect(whoHears(staff(['a', 'admin', mail], ['o', 'operator', phone]), 'email')).toBe('operator');
    expect(whoHears(staff(['o', 'operator', mail], ['s', 'supervisor', phone]), 'email')).toBe('supervisor');
    expect(whoHears(staff(['a', 'admin', phone], ['s', 'supervisor', mail]), 'sms')).toBe('supervisor');
  });

  it('is the operator where nobody can, so that it stands in his next digest', () => {
    expect(whoHears(staff(['o', 'operator', mail]), 'email')).toBe('operator');
  });
});
