import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import type { House } from './house.ts';
import { clockError } from './setting.ts';

const hour = 3_600_000;

/** The patience of a shop that has said nothing, by hand. */
const patience = { remind: 2 * hour, call: 4 * hour, task: 4 * hour, staff: 8 * hour, customer: 48 * hour };

/** Since when somebody is waited for, as the events say. */
interface Waiting {
  readonly begun: number;
  lastMoment: number;
  readonly asked: Map<string, number>;
  tasks: number;
  readonly fired: Set<string>;
}

/** No reminder, call or end before its time, by the clock of the world and but for what two clocks may be wrong; and each once. */
export function tooEarly(house: House): string[] {
  const found: string[] = [];
  const of = new Map<string, Waiting>();
  house.store.log.forEach(({ key, change }, n) => {
    if (key.kind !== amendmentKind) return;
    const name = `${key.store}/${key.id}`;
    const at = house.times[n] ?? change.at;
    for (const event of change.events as readonly AmendmentEvent[]) {
      const waiting = of.get(name);
      const say = (since: number | undefined, wait: number, what: string): void => {
        if (!waiting || since === undefined) return;
        // What still makes the date ends every wait.
        const due = Math.min(since + wait, waiting.lastMoment > since ? waiting.lastMoment : Infinity);
        if (at < due - 2 * clockError) found.push(`${what} of amendment ${key.id} came before its time`);
        if (waiting.fired.has(what)) found.push(`${what} of amendment ${key.id} came twice`);
        waiting.fired.add(what);
      };
      if (event.type === 'amendment.assessed') {
        const { approvals, terms } = event.data;
        of.set(name, {
          begun: at,
          lastMoment: terms.lastMoment ?? Infinity,
          asked: new Map(approvals.map(({ party }) => [party, at])),
          tasks: at,
          fired: new Set(),
        });
      } else if (event.type === 'amendment.supply-changed' && waiting)
        // The same terms from other goods, which may be there sooner or later: every wait ends accordingly.
        waiting.lastMoment = event.data.terms.lastMoment ?? Infinity;
      else if (event.type === 'amendment.tasks-opened' && waiting) waiting.tasks = at;
      else if (event.type === 'amendment.reminded')
        say(waiting?.asked.get(event.data.party), patience.remind, `the reminder to ${event.data.party}`);
      else if (event.type === 'amendment.escalated' && event.data.party !== undefined)
        say(waiting?.asked.get(event.data.party), patience.call, `the call about ${event.data.party}`);
      else if (event.type === 'amendment.escalated' && event.data.department !== 'quote')
        say(waiting?.tasks, patience.task, `the call about ${String(event.data.department)}`);
      else if (event.type === 'amendment.expired' && event.data.why === 'no-answer') {
        const [party = ''] = event.data.waitedFor;
        const wait = party === 'customer' ? patience.customer : patience.staff;
        const asked = waiting?.asked.get(party);
        say(asked ?? waiting?.tasks, asked === undefined ? 2 * patience.task : wait, 'the end');
      }
    }
  });
  return found;
}
