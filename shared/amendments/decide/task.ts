import { accept, refuse } from '../../kernel/decision.ts';
import type { Profile, Role } from '../../stores/profile.ts';
import type { Instant } from '../../time/instant.ts';
import type { AmendmentEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { Department } from '../department.ts';
import { type Amendment, isEnded } from '../state.ts';
import type { Answer } from './answer.ts';
import { placesOf, type Speaker } from './persons.ts';

/** Billing is finance's work; the other departments are named as their role. */
export const roleOf = (department: Department): Role => (department === 'billing' ? 'finance' : department);

export interface TaskWord {
  readonly department: Department;
  readonly state: 'acknowledged' | 'done' | 'refused';
  readonly note?: string;
}

/**
 * A department's word on its task. Taken by all of them the change is agreed; a refusal sends it back to assessment with
 * that fact. What was applied can be done, no longer refused.
 */
export function answerTask(
  amendment: Amendment | undefined,
  speaker: Speaker,
  { department, state, note }: TaskWord,
  profile: Pick<Profile, 'amendments' | 'staff' | 'timeZone'>,
  at: Instant,
): Answer {
  if (!amendment) return refuse({ is: 'amendment-unknown' });
  const { orderId, status, tasks } = amendment;
  const task = tasks.find((one) => one.department === department);
  if (placesOf(speaker, roleOf(department), profile, at).length === 0)
    return refuse({ is: 'not-awaited', status, awaited: [roleOf(department)] });
  const applied = status === 'applied';
  if (isEnded(amendment) && !applied) return refuse({ is: 'amendment-over', status });
  if (!task) return refuse({ is: 'not-awaited', status, awaited: tasks.map((one) => one.department) });
  if (task.state === state || (task.state === 'done' && state === 'acknowledged'))
    return accept([], 'repeated');
  if (state === 'refused' && (isEnded(amendment) || amendment.agreed !== undefined))
    return refuse({ is: 'answered-otherwise', by: task.by ?? 'system' });
  const data = { orderId, at, department, by: speaker.actor, ...(note === undefined ? {} : { note }) };
  if (state === 'refused') return accept([{ type: 'amendment.task-refused', data }], 'refused');
  const said: AmendmentEvent = {
    type: state === 'done' ? 'amendment.task-done' : 'amendment.task-acknowledged',
    data,
  };
  return accept([said, ...agreed(evolve(amendment, said), at)], state);
}

const agreed = (amendment: Amendment, at: Instant): AmendmentEvent[] =>
  !isEnded(amendment) &&
  amendment.agreed === undefined &&
  amendment.tasks.every(({ state }) => state !== 'open')
    ? [{ type: 'amendment.agreed', data: { orderId: amendment.orderId, at } }]
    : [];
