import { commitProblem } from '../http/commit-problem.ts';
import { problem, type Problem } from '../http/problem.ts';
import type { Refused } from './refusals.ts';

/** Each refusal of an order once, in words that say what to do. */
export function orderProblem(refusal: Refused): Problem {
  switch (refusal.is) {
    case 'order-unknown':
      return problem('not-found', { detail: 'There is no order with this id.' });
    case 'stall-unknown':
      return problem('not-found', { detail: 'There is no such stall, or the order has moved on.' });
    case 'hold-unknown':
      return problem('not-found', { detail: 'The order has no such hold, or it was released.' });
    case 'order-exists-differently':
      return problem('order-exists-differently', {
        detail: 'Orders are changed by their own calls, not by a second intake.',
      });
    case 'stage-unknown':
      return problem('invalid', {
        detail: `The store has no stage ${refusal.stage}.`,
        errors: [{ path: 'stage', message: `must be one of ${refusal.known.join(', ')}` }],
      });
    case 'transition-not-allowed':
      return problem('transition-not-allowed', {
        detail: `From ${refusal.from} it may go to ${refusal.allowed.join(', ') || 'nothing: this is an end'}.`,
        from: refusal.from,
        allowed: refusal.allowed,
      });
    case 'checklist-open':
      return problem('checklist-open', {
        detail: `Before it leaves ${refusal.stage}: ${refusal.missing.map(({ label }) => label).join('; ')}. Tick with PUT …/checklist/{itemId}.`,
        missing: refusal.missing,
      });
    case 'checklist-item-unknown':
      return problem('not-found', {
        detail: `The shop's checklists have ${refusal.known.length > 0 ? refusal.known.join(', ') : 'no items'}.`,
      });
    case 'parcel-left':
      return problem('conflict', {
        detail: `Parcel ${refusal.parcelId} is ${refusal.stage}: it is on its way. Report where it goes instead.`,
      });
    case 'answer-late':
      return problem('conflict', { detail: 'It was answered already, or there is newer word of the delay.' });
    case 'content-changed':
      return problem('conflict', { detail: 'The order has been revised since; look at it again.' });
    case 'acted-upon':
      return problem('conflict', { detail: 'The order has moved on since: it can no longer be undone.' });
    case 'past-no-return':
      return problem('conflict', { detail: `It is ${refusal.stage}: its content no longer changes.` });
    case 'held-for':
      return problem('conflict', { detail: 'Another change of the order is not decided yet.' });
    case 'not-cancellable':
      return problem('conflict', { detail: `It is ${refusal.stage}: it can no longer be cancelled.` });
    case 'order-closed':
      return problem('order-closed', {
        detail: `It is ${refusal.stage}. An operator can correct a wrong stage.`,
      });
    case 'customer-erased':
      return problem('order-closed', {
        detail: 'Its customer asked to be forgotten and was: nothing of the order changes any more.',
      });
    case 'time-out-of-bounds':
    case 'parcel-lines':
    case 'rule':
      return problem('invalid', { errors: [{ path: refusal.path, message: refusal.message }] });
    case 'parcel-unknown':
      return problem('invalid', {
        errors: [
          {
            path: 'parcelId',
            message: `the order has no such parcel; it has ${refusal.known.join(', ') || 'none'}`,
          },
        ],
      });
    case 'too-many':
      return problem('too-many', { detail: `At most ${String(refusal.most)} ${refusal.what}.` });
    default:
      return commitProblem(refusal);
  }
}
