import { describe, expect, it } from 'vitest';
import { answer, type Word } from '../../shared/amendments/decide/answer.ts';
import { customerAnswer, type CustomerWord } from '../../shared/amendments/decide/customer.ts';
import type { Speaker } from '../../shared/amendments/decide/persons.ts';
import { answerTask, type TaskWord } from '../../shared/amendments/decide/task.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { hours } from '../../shared/time/instant.ts';
import { giftProfile } from './given.ts';
import { base, eleven, endedAs, event, noon, on, party, ten, terms, waitingFor, withTasks } from './whole.ts';

type Deputies = NonNullable<NonNullable<ProfileInput['amendments']>['deputies']>;
const profile = (deputies: Deputies = []) => giftProfile({ amendments: { deputies } });
const elena: Speaker = { actor: 'elena', roles: ['supervisor'] };
const dragos: Speaker = { actor: 'dragos', roles: ['finance'] };
const ana: Speaker = { actor: 'ana', roles: ['packing'] };
const accepted = (outcome: string, ...events: unknown[]) => ({ accepted: events, outcome });
const repeated = accepted('repeated');
const refused = (is: string, more: object = {}) => ({ refused: { is, ...more } });

const [finance, supervisor] = [party('finance', 1, { asked: ten }), party('supervisor', 1, { asked: ten })];
const customer = party('customer', 9);
const open = waitingFor(finance, supervisor, customer);
/** Dragoș has said yes. */
const half = waitingFor({ ...finance, by: 'dragos', at: eleven }, supervisor, customer);

describe('a word of the staff', () => {
  const says = (
    amendment: Amendment | undefined,
    who: Speaker,
    word: Partial<Word> = {},
    deputies: Deputies = [],
    at = noon,
  ) => answer(amendment, who, { decision: 'approve', ...word }, profile(deputies), at);
  const yes = (more: object) =>
    event('approved', noon, { by: 'elena', party: 'supervisor', hash: 'h1', waited: hours(2), ...more });
  const no = (more: object) =>
    event('declined', noon, {
      by: 'elena',
      party: 'supervisor',
      why: 'declined',
      took: hours(3),
      ...more,
    });

  it('is a yes to these terms, with what was written to it, and how long it took', () => {
    expect(says(open, elena)).toStrictEqual(accepted('approved', yes({})));
    expect(says(open, elena, { note: 'note#1', hash: 'h1' })).toStrictEqual(
      accepted('approved', yes({ note: 'note#1' })),
    );
  });

  it('the last of the shop’s asks the customer; the last of all opens the tasks, or all is agreed', () => {
    const asksHim = event('customer-asked', noon, { hash: 'h1' });
    expect(says(half, elena)).toStrictEqual(accepted('approved', yes({}), asksHim));
    expect(says({ ...half, askedOf: 'h0' }, elena)).toStrictEqual(accepted('approved', yes({}), asksHim));
    // He was asked about exactly these terms before.
    expect(says({ ...half, askedOf: 'h1' }, elena)).toStrictEqual(accepted('approved', yes({})));
    const alone = waitingFor(supervisor);
    expect(says(alone, elena)).toStrictEqual(accepted('approved', yes({}), event('agreed', noon)));
    const tasks = [
      { department: 'packing', state: 'open' },
      { department: 'billing', state: 'open' },
    ];
    expect(says({ ...alone, terms: { ...terms, departments: ['packing', 'billing'] } }, elena)).toStrictEqual(
      accepted('approved', yes({}), event('tasks-opened', noon, { tasks })),
    );
  });

  it('is a no, and why', () => {
    expect(says(open, elena, { decision: 'decline' })).toStrictEqual(accepted('declined', no({})));
    expect(says(open, elena, { decision: 'decline', note: 'note#1' })).toStrictEqual(
      accepted('declined', no({ note: 'note#1' })),
    );
  });

  it('goes to the role that is named, or to the first that he fills', () => {
    const two: Speaker = { actor: 'elena', roles: ['finance', 'supervisor'] };
    expect(says(open, two)).toMatchObject({ accepted: [{ data: { party: 'finance' } }] });
    expect(says(open, two, { party: 'supervisor' })).toMatchObject({
      accepted: [{ data: { party: 'supervisor' } }],
    });
    const strange = { status: 'awaiting-approval', awaited: ['finance', 'supervisor'] };
    expect(says(open, elena, { party: 'finance' })).toStrictEqual(refused('not-awaited', strange));
    expect(says(open, { actor: 'elena', roles: [] })).toStrictEqual(refused('not-awaited', strange));
    // Nobody speaks for the customer here, whatever he is named.
    const his = waitingFor(party('customer', 9, { asked: ten }));
    expect(says({ ...his, status: 'awaiting-customer' }, elena, { party: 'customer' })).toStrictEqual(
      refused('not-awaited', { status: 'awaiting-customer', awaited: ['customer'] }),
    );
  });

  it('of a deputy says for whom, within his dates, both included', () => {
    const standsIn = { by: 'ana', standsFor: 'elena' };
    const on17 = { for: 'elena', deputy: 'ana', from: '2026-11-17', to: '2026-11-17' };
    expect(says(open, ana, {}, [on17])).toStrictEqual(accepted('approved', yes(standsIn)));
    expect(says(open, ana, {}, [{ for: 'elena', deputy: 'ana' }])).toStrictEqual(
      accepted('approved', yes(standsIn)),
    );
    expect(says(open, ana, { decision: 'decline' }, [on17])).toMatchObject({
      accepted: [{ type: 'amendment.declined', data: standsIn }],
    });
    const none = refused('not-awaited', { status: 'awaiting-approval', awaited: ['finance', 'supervisor'] });
    // On the wall clock of Bucharest the 17th begins at 22:00 UTC.
    expect(says(open, ana, {}, [on17], on('16 21:59'))).toStrictEqual(none);
    expect(says(open, ana, {}, [on17], on('17 22:00'))).toStrictEqual(none);
    expect(says(open, ana, {}, [{ for: 'elena', deputy: 'lucian' }])).toStrictEqual(none);
    expect(says(open, ana, {}, [{ for: 'paul', deputy: 'ana' }])).toStrictEqual(none);
    expect(says(open, ana, {}, [{ for: 'nobody', deputy: 'ana' }])).toStrictEqual(none);
  });

  it('is not that of who asked for it, nor through a deputy, nor of one who stands in for somebody who may', () => {
    const marius: Speaker = { actor: 'marius', roles: ['supervisor'] };
    expect(says(open, marius)).toStrictEqual(refused('own-request'));
    expect(says(open, marius, {}, [{ for: 'elena', deputy: 'marius' }])).toStrictEqual(
      refused('own-request'),
    );
    expect(says(open, ana, {}, [{ for: 'marius', deputy: 'ana' }])).toStrictEqual(refused('own-request'));
    expect(says({ ...open, onBehalfOf: 'elena' }, elena)).toStrictEqual(refused('own-request'));
    // Who stands in for two speaks for the one that did not ask.
    const two = [
      { for: 'marius', deputy: 'ana' },
      { for: 'elena', deputy: 'ana' },
    ];
    expect(says(open, ana, {}, two)).toMatchObject({ accepted: [{ data: { standsFor: 'elena' } }] });
  });

  it('one person fills one role, himself and through whoever stands in for him', () => {
    const both: Speaker = { actor: 'dragos', roles: ['finance', 'supervisor'] };
    expect(says(half, both)).toStrictEqual(refused('second-role', { role: 'finance' }));
    const through = waitingFor({ ...finance, by: 'ana', standsFor: 'elena', at: eleven }, supervisor);
    expect(says(through, elena)).toStrictEqual(refused('second-role', { role: 'finance' }));
    const other: Speaker = { actor: 'lucian', roles: [] };
    expect(says(through, other, {}, [{ for: 'elena', deputy: 'lucian' }])).toStrictEqual(
      refused('second-role', { role: 'finance' }),
    );
  });

  it('counts once: the same again is a repeat, another comes too late', () => {
    const late = refused('answered-otherwise', { by: 'dragos' });
    expect(says(half, dragos)).toStrictEqual(repeated);
    expect(says(half, dragos, { party: 'finance' })).toStrictEqual(repeated);
    expect(says(half, dragos, { decision: 'decline' })).toStrictEqual(late);
    expect(says(half, dragos, { party: 'supervisor' })).toStrictEqual(
      refused('not-awaited', { status: 'awaiting-approval', awaited: ['supervisor'] }),
    );
    // What he has said stands when it is applied, and counts for nothing when somebody else has declined.
    const approvals = half.approvals;
    expect(says(endedAs('applied', { approvals }), dragos)).toStrictEqual(repeated);
    expect(says(endedAs('applied', { approvals }), dragos, { decision: 'decline' })).toStrictEqual(late);
    const declined = endedAs('declined', { approvals, by: 'elena', why: 'declined' });
    expect(says(declined, dragos)).toStrictEqual(refused('amendment-over', { status: 'declined' }));
    expect(says(declined, elena, { decision: 'decline' })).toStrictEqual(repeated);
    expect(says(declined, elena)).toStrictEqual(refused('answered-otherwise', { by: 'elena' }));
    const lapsed = endedAs('expired', { approvals, by: 'elena' });
    expect(says(lapsed, elena, { decision: 'decline' })).toStrictEqual(
      refused('amendment-over', { status: 'expired' }),
    );
  });

  it('is about nothing, or other terms', () => {
    expect(says(undefined, elena)).toStrictEqual(refused('amendment-unknown'));
    expect(says(open, elena, { hash: 'h0' })).toStrictEqual(refused('terms-changed'));
    expect(says(base, elena, { hash: 'h1' })).toStrictEqual(refused('terms-changed'));
  });
});

describe('a word of the customer', () => {
  const his = waitingFor(party('finance', 1, { by: 'dragos', at: ten }), { ...customer, asked: eleven });
  const asked: Amendment = { ...his, status: 'awaiting-customer' };
  const says = (word: CustomerWord, amendment: Amendment | undefined = asked, hash = 'h1') =>
    customerAnswer(amendment, word, hash, noon);
  const yes = { party: 'customer', by: 'customer', hash: 'h1', waited: hours(1) };
  const no = { party: 'customer', by: 'customer', why: 'declined', took: hours(3) };

  it('is a yes or a no, with what he wrote', () => {
    expect(says({ choice: 'accept' })).toStrictEqual(
      accepted('accepted', event('approved', noon, yes), event('agreed', noon)),
    );
    expect(says({ choice: 'accept', note: 'n' })).toStrictEqual(
      accepted('accepted', event('approved', noon, { ...yes, note: 'n' }), event('agreed', noon)),
    );
    expect(says({ choice: 'decline' })).toStrictEqual(accepted('declined', event('declined', noon, no)));
    expect(says({ choice: 'decline', note: 'n' })).toStrictEqual(
      accepted('declined', event('declined', noon, { ...no, note: 'n' })),
    );
  });

  it('is the alternative, at what it was shown to cost', () => {
    const chosen = { changes: 'changes#c.1', gross: 130_000 };
    expect(says({ choice: 'alternative', id: 'part-later', ...chosen })).toStrictEqual(
      accepted('chosen', event('alternative-chosen', noon, { alternative: 'part-later', ...chosen })),
    );
    expect(says({ choice: 'alternative', id: 'other-date', ...chosen, promisedAt: ten })).toStrictEqual(
      accepted(
        'chosen',
        event('alternative-chosen', noon, { alternative: 'other-date', ...chosen, promisedAt: ten }),
      ),
    );
  });

  it('counts when he is asked, on these terms; the same yes again is a repeat', () => {
    expect(customerAnswer(undefined, { choice: 'accept' }, 'h1', noon)).toStrictEqual(
      refused('amendment-unknown'),
    );
    expect(says({ choice: 'accept' }, endedAs('expired'))).toStrictEqual(
      refused('amendment-over', { status: 'expired' }),
    );
    expect(says({ choice: 'accept' }, asked, 'h0')).toStrictEqual(refused('terms-changed'));
    expect(says({ choice: 'accept' }, base)).toStrictEqual(refused('terms-changed'));
    expect(says({ choice: 'accept' }, half)).toStrictEqual(
      refused('not-awaited', { status: 'awaiting-approval', awaited: ['supervisor'] }),
    );
    const said: Amendment = { ...withTasks(), customer: 'accepted' };
    expect(says({ choice: 'accept' }, said)).toStrictEqual(repeated);
    expect(says({ choice: 'decline' }, said)).toStrictEqual(
      refused('not-awaited', { status: 'awaiting-departments', awaited: [] }),
    );
  });
});

describe('a word of a department', () => {
  const tasks = [
    { department: 'packing', state: 'open' },
    { department: 'billing', state: 'open' },
  ] as const;
  const given = withTasks(...tasks);
  const says = (
    state: TaskWord['state'],
    who: Speaker = ana,
    amendment: Amendment | undefined = given,
    more: Partial<TaskWord> = {},
  ) => answerTask(amendment, who, { department: 'packing', state, ...more }, profile(), noon);
  const data = { department: 'packing', by: 'ana' };
  const taken = withTasks({ ...tasks[0], state: 'acknowledged', by: 'ana', at: eleven }, tasks[1]);
  const done = withTasks({ ...tasks[0], state: 'done', by: 'ana', at: eleven }, tasks[1]);

  it('takes it, has done it, or refuses it, with a note', () => {
    expect(says('acknowledged')).toStrictEqual(
      accepted('acknowledged', event('task-acknowledged', noon, data)),
    );
    expect(says('done')).toStrictEqual(accepted('done', event('task-done', noon, data)));
    expect(says('refused')).toStrictEqual(accepted('refused', event('task-refused', noon, data)));
    expect(says('done', ana, taken, { note: 'n' })).toStrictEqual(
      accepted('done', event('task-done', noon, { ...data, note: 'n' })),
    );
  });

  it('of the last one is the agreement; billing is finance’s', () => {
    expect(says('acknowledged', dragos, taken, { department: 'billing' })).toStrictEqual(
      accepted(
        'acknowledged',
        event('task-acknowledged', noon, { department: 'billing', by: 'dragos' }),
        event('agreed', noon),
      ),
    );
    // Agreed once; what was applied is done afterwards.
    const finished = event('task-done', noon, data);
    expect(says('done', ana, { ...withTasks(taken.tasks[0]!), agreed: eleven })).toStrictEqual(
      accepted('done', finished),
    );
    expect(says('done', ana, endedAs('applied', { tasks: [taken.tasks[0]!] }))).toStrictEqual(
      accepted('done', finished),
    );
  });

  it('again changes nothing, nor does taking what is done; undoing what is done is a word', () => {
    expect(says('acknowledged', ana, taken)).toStrictEqual(repeated);
    expect(says('done', ana, done)).toStrictEqual(repeated);
    expect(says('acknowledged', ana, done)).toStrictEqual(repeated);
    expect(says('refused', ana, done)).toMatchObject({ outcome: 'refused' });
  });

  it('comes too late to refuse what is agreed or applied, and for what has ended otherwise', () => {
    const late = (by: string) => refused('answered-otherwise', { by });
    expect(says('refused', ana, { ...taken, agreed: eleven })).toStrictEqual(late('ana'));
    expect(says('refused', ana, { ...given, agreed: eleven })).toStrictEqual(late('system'));
    expect(says('refused', ana, endedAs('applied', { tasks: done.tasks }))).toStrictEqual(late('ana'));
    expect(says('done', ana, endedAs('withdrawn', { tasks }))).toStrictEqual(
      refused('amendment-over', { status: 'withdrawn' }),
    );
  });

  it('is that of whoever has the role, on a task that there is', () => {
    const strange = { status: 'awaiting-departments', awaited: ['packing'] };
    expect(
      answerTask(undefined, ana, { department: 'packing', state: 'done' }, profile(), noon),
    ).toStrictEqual(refused('amendment-unknown'));
    expect(says('done', dragos)).toStrictEqual(refused('not-awaited', strange));
    expect(says('done', ana, withTasks(tasks[1]))).toStrictEqual(
      refused('not-awaited', { ...strange, awaited: ['billing'] }),
    );
    expect(says('done', ana, given, { department: 'billing' })).toStrictEqual(
      refused('not-awaited', { ...strange, awaited: ['finance'] }),
    );
  });
});
