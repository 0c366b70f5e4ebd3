import { describe, expect, it } from 'vitest';
import { lookAt } from '../../shared/amendments/agenda.ts';
import { answer, type Word } from '../../shared/amendments/decide/answer.ts';
import {
  assessed,
  fire,
  giveUp,
  letGo,
  request,
  reserved,
  withdraw,
} from '../../shared/amendments/decide/course.ts';
import { customerAnswer, type CustomerWord } from '../../shared/amendments/decide/customer.ts';
import { answerTask, type TaskWord } from '../../shared/amendments/decide/task.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { evolve } from '../../shared/amendments/evolve.ts';
import type { Department } from '../../shared/amendments/department.ts';
import { type Amendment, type Approval, type Terms, waiting } from '../../shared/amendments/state.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import type { ProfileInput, Role } from '../../shared/stores/profile.ts';
import { hours, type Instant, parseInstant } from '../../shared/time/instant.ts';
import { giftProfile } from './given.ts';
import { terms as usual } from './whole.ts';

const on = (text: string): Instant => parseInstant(`2026-11-${text.replace(' ', 'T')}:00Z`)!;
const nine = on('17 09:00');

const asked = (party: Approval['party'], step: number, more: Partial<Approval> = {}): Approval => ({
  party,
  rules: ['r'],
  step,
  within: hours(8),
  silence: 'expire',
  ...more,
});
const terms = (hash: string, more: Partial<Terms> = {}): Terms => ({ ...usual, hash, ...more });

/** An amendment whose story is told step by step. */
class Course {
  amendment: Amendment | undefined;
  types: string[] = [];
  refused: unknown;
  readonly profile;

  constructor(policy: NonNullable<ProfileInput['amendments']> = {}) {
    this.profile = giftProfile({ amendments: policy });
  }
  take(decision: Decision<AmendmentEvent, unknown>): this {
    this.refused = 'refused' in decision ? decision.refused : undefined;
    if ('refused' in decision) return this;
    this.types = decision.accepted.map(({ type }) => type.replace('amendment.', ''));
    for (const event of decision.accepted) this.amendment = evolve(this.amendment, event);
    return this;
  }
  requested(by = 'marius', more: { onBehalfOf?: string } = {}): this {
    const command = {
      amendmentId: 'A1',
      orderId: 'GE-1',
      requestedBy: by,
      changes: 'c',
      stage: 'preparing',
      ...more,
    };
    return this.take(request(this.amendment, command, nine));
  }
  assessed(
    approvals: readonly Approval[],
    of: Terms = terms('h1'),
    at = nine,
    unpriced: string[] = [],
  ): this {
    return this.take(
      assessed(this.amendment, { changes: 'c', terms: of, asked: approvals, unpriced }, at),
    ).take(reserved(this.amendment, of.reserves, at));
  }
  says(actor: string, roles: Role[], word: Partial<Word> = {}, at = on('17 10:00')): this {
    const speaker = { actor, roles };
    return this.take(answer(this.amendment, speaker, { decision: 'approve', ...word }, this.profile, at));
  }
  customer(word: CustomerWord, hash = 'h1'): this {
    return this.take(customerAnswer(this.amendment, word, hash, on('17 11:00')));
  }
  task(actor: string, role: Role, department: Department, state: TaskWord['state']): this {
    const word = { department, state };
    return this.take(
      answerTask(this.amendment, { actor, roles: [role] }, word, this.profile, on('17 12:00')),
    );
  }
  scanned(at: string): this {
    return this.take(fire(this.amendment, on(at)));
  }
  get status() {
    return this.amendment!.status;
  }
  get awaits() {
    return waiting(this.amendment!).map(({ party }) => party);
  }
}

const both = [asked('finance', 1), asked('supervisor', 1), asked('customer', 9)];
const begun = (policy = {}) => new Course(policy).requested().assessed(both);

describe('approvals', () => {
  it('those of one step are asked together, the next when all of them have agreed', () => {
    const course = begun();
    expect([course.status, course.awaits]).toEqual(['awaiting-approval', ['finance', 'supervisor']]);
    course.says('elena', ['supervisor']);
    expect(course.awaits).toEqual(['finance']);
    course.says('dragos', ['finance']);
    expect([course.status, course.awaits]).toEqual(['awaiting-customer', ['customer']]);
    course.customer({ choice: 'accept' });
    expect([course.types, course.status]).toEqual([['approved', 'agreed'], 'awaiting-departments']);
  });

  it('who asked approves nothing, nor does he for whom it was asked, nor anybody in his place', () => {
    const own = begun().says('marius', ['supervisor']);
    expect(own.refused).toEqual({ is: 'own-request' });
    const behalf = new Course().requested('shop', { onBehalfOf: 'elena' }).assessed(both);
    expect(behalf.says('elena', ['supervisor']).refused).toEqual({ is: 'own-request' });
    // Ana stands in for Marius, who asked.
    const deputy = begun({ deputies: [{ for: 'marius', deputy: 'ana' }] });
    expect(deputy.says('ana', ['packing']).refused).toEqual({ is: 'own-request' });
  });

  it('one person fills one role', () => {
    const course = begun().says('elena', ['supervisor', 'finance'], { party: 'supervisor' });
    expect(course.says('elena', ['supervisor', 'finance'], { party: 'finance' }).refused).toEqual({
      is: 'second-role',
      role: 'supervisor',
    });
    expect(course.says('elena', ['supervisor', 'finance']).refused).toMatchObject({ is: 'second-role' });
    // Nor two roles for one absent colleague.
    const deputies = begun({ deputies: [{ for: 'elena', deputy: 'ana' }] });
    deputies.says('elena', ['supervisor']);
    expect(deputies.says('ana', ['packing']).refused).toMatchObject({ is: 'not-awaited' });
  });

  it('a deputy speaks while he stands in, and it is written down for whom', () => {
    const course = begun({
      deputies: [{ for: 'dragos', deputy: 'ana', from: '2026-11-17', to: '2026-11-17' }],
    });
    expect(course.says('ana', ['packing'], {}, on('18 10:00')).refused).toMatchObject({ is: 'not-awaited' });
    course.says('ana', ['packing'], {}, on('17 10:00'));
    expect(course.amendment!.approvals[0]).toMatchObject({
      party: 'finance',
      by: 'ana',
      standsFor: 'dragos',
    });
  });

  it('a stranger is told whose word is waited for', () => {
    expect(begun().says('ana', ['packing']).refused).toEqual({
      is: 'not-awaited',
      status: 'awaiting-approval',
      awaited: ['finance', 'supervisor'],
    });
  });

  it('the first word counts: a repeat changes nothing, another one is refused', () => {
    const course = begun().says('elena', ['supervisor']);
    expect(course.says('elena', ['supervisor']).types).toEqual([]);
    expect(course.says('elena', ['supervisor'], { decision: 'decline' }).refused).toEqual({
      is: 'answered-otherwise',
      by: 'elena',
    });
    course.says('dragos', ['finance'], { decision: 'decline' });
    expect(course.status).toBe('declined');
    expect(course.says('dragos', ['finance'], { decision: 'decline' }).types).toEqual([]);
    expect(course.says('elena', ['supervisor']).refused).toEqual({
      is: 'amendment-over',
      status: 'declined',
    });
  });

  it('are bound to the terms: of others every word is asked for anew', () => {
    const course = begun().says('elena', ['supervisor']);
    course.assessed(both, terms('h1'));
    expect(course.awaits).toEqual(['finance']);
    course.assessed(both, terms('h2'));
    expect(course.awaits).toEqual(['finance', 'supervisor']);
    expect(course.says('elena', ['supervisor'], { hash: 'h1' }).refused).toEqual({ is: 'terms-changed' });
    expect(course.says('elena', ['supervisor'], { hash: 'h2' }).types).toEqual(['approved']);
  });
});

describe('time', () => {
  it('reminds, calls, and lets lapse; what was said at one of them is said once', () => {
    const course = begun();
    expect(lookAt(course.amendment!)).toBe(on('17 11:00'));
    expect(course.scanned('17 11:00').types).toEqual(['reminded', 'reminded']);
    expect(course.scanned('17 11:30').types).toEqual([]);
    expect(course.scanned('17 13:00').types).toEqual(['escalated', 'escalated']);
    expect(course.scanned('17 17:00').types).toEqual(['expired']);
    expect([course.status, lookAt(course.amendment!)]).toEqual(['expired', on('17 17:01')]);
    // Let go at once, and looked after once more.
    course.take(letGo(course.amendment, on('17 17:00')));
    expect([course.types, lookAt(course.amendment!)]).toEqual([['released'], on('17 17:20')]);
    expect(course.take(letGo(course.amendment, on('17 17:10'))).types).toEqual([]);
    course.take(letGo(course.amendment, on('17 17:20')));
    expect([course.types, lookAt(course.amendment!)]).toEqual([['settled'], undefined]);
  });

  it('an approval ends at the last moment that still makes the date', () => {
    const course = new Course().requested().assessed(both, terms('h1', { lastMoment: on('17 12:30') }));
    expect(course.scanned('17 12:30').types).toEqual(['reminded', 'reminded', 'expired']);
  });

  it('silence can be a no, never a yes', () => {
    const course = new Course().requested().assessed([asked('finance', 1, { silence: 'decline' })]);
    course.scanned('17 20:00');
    expect([course.status, course.types.at(-1)]).toEqual(['declined', 'declined']);
  });

  it('a department that does not answer escalates, and in the end the amendment expires', () => {
    const course = new Course().requested().assessed([], terms('h1', { departments: ['packing'] }));
    expect(course.status).toBe('awaiting-departments');
    expect(course.amendment!.tasks).toEqual([{ department: 'packing', state: 'open' }]);
    expect(course.scanned('17 13:00').types).toEqual(['escalated']);
    expect(course.scanned('17 17:00').types).toEqual(['expired']);
  });

  it('a quote that does not come escalates, and in the end the amendment expires', () => {
    const course = new Course().requested().assessed([], terms('h1'), nine, ['2']);
    expect(course.status).toBe('awaiting-quote');
    expect(course.scanned('17 17:00').types).toEqual(['escalated']);
    expect(course.scanned('18 01:00').types).toEqual(['expired']);
  });

  it('a quoted price that no longer holds is asked for again', () => {
    const course = new Course().requested().assessed(both, terms('h1', { validUntil: on('17 10:30') }));
    expect(course.scanned('17 10:30').types).toEqual(['quote-lapsed']);
    expect(course.status).toBe('requested');
  });
});

describe('departments', () => {
  const given = () =>
    new Course().requested().assessed([], terms('h1', { departments: ['packing', 'billing'] }));

  it('all take it: it is agreed', () => {
    const course = given().task('ana', 'packing', 'packing', 'acknowledged');
    expect(course.types).toEqual(['task-acknowledged']);
    expect(course.task('dragos', 'finance', 'billing', 'done').types).toEqual(['task-done', 'agreed']);
    // What is agreed can no longer be refused, nor taken back.
    expect(course.task('ana', 'packing', 'packing', 'refused').refused).toMatchObject({
      is: 'answered-otherwise',
    });
    expect(
      course.take(withdraw(course.amendment, { actor: 'marius', roles: ['operator'] }, undefined, nine))
        .refused,
    ).toMatchObject({
      is: 'amendment-over',
    });
    expect(course.scanned('19 09:00').types).toEqual([]);
  });

  it('one refuses: back to assessment with that fact, and everything is asked anew', () => {
    const course = given().task('ana', 'packing', 'packing', 'refused');
    expect([course.status, course.amendment!.refusedBy, course.amendment!.tasks]).toEqual([
      'requested',
      ['packing'],
      [],
    ]);
    course.assessed(both, terms('h2'));
    expect(course.awaits).toEqual(['finance', 'supervisor']);
  });

  it('another role’s task is not one’s own', () => {
    expect(given().task('ana', 'packing', 'billing', 'acknowledged').refused).toMatchObject({
      is: 'not-awaited',
    });
  });
});

describe('the customer', () => {
  const given = () => new Course().requested().assessed([asked('customer', 9)]);
  const choice = { choice: 'alternative', id: 'part-later', changes: 'c2', gross: 130_000 } as const;

  it('declines: it ends; a word on older terms is refused', () => {
    expect(given().customer({ choice: 'decline' }).status).toBe('declined');
    expect(given().customer({ choice: 'accept' }, 'h0').refused).toEqual({ is: 'terms-changed' });
  });

  it('chooses the alternative: the shop agrees to it anew, his own word holds while cost and date do', () => {
    const course = given().customer(choice);
    expect(course.status).toBe('requested');
    course.assessed(both, terms('h2', { gross: 130_000 }));
    expect(course.awaits).toEqual(['finance', 'supervisor']);
    course.says('elena', ['supervisor']).says('dragos', ['finance']);
    expect(course.types).toEqual(['approved', 'agreed']);
  });

  it('is asked again where it costs other than he was shown', () => {
    const course = given()
      .customer(choice)
      .assessed([asked('customer', 9)], terms('h2', { gross: 130_001 }));
    expect(course.status).toBe('awaiting-customer');
  });

  it('is not asked before the shop has agreed', () => {
    expect(begun().customer({ choice: 'accept' }).refused).toMatchObject({ is: 'not-awaited' });
  });
});

describe('it is taken back', () => {
  it('by whoever asked, or runs the orders; by nobody else', () => {
    const by = (actor: string, roles: Role[]) =>
      begun().take(withdraw(begun().amendment, { actor, roles }, undefined, nine));
    expect(by('marius', []).status).toBe('withdrawn');
    expect(by('vlad', ['operator']).status).toBe('withdrawn');
    expect(by('ana', ['packing']).refused).toMatchObject({ is: 'not-awaited' });
  });
  it('by what happens to the order', () => {
    const course = begun();
    expect(course.take(giveUp(course.amendment, 'order-closed', nine)).amendment).toMatchObject({
      status: 'expired',
      why: 'order-closed',
    });
  });
});
