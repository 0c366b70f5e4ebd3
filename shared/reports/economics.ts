import { formatDuration } from '../time/instant.ts';
import { dateText } from '../time/dates.ts';
import { type Days, medianOf } from './days.ts';

/** Alerts are judged over a week: a day has too few, and weekdays differ. */
export const economicsDays = 7;

/** What alerts cost the staff, and what they are worth. */
export interface Economics {
  readonly from: string;
  readonly to: string;
  /** Orders placed. */
  readonly orders: number;
  /** Everything staff were told of. */
  readonly alerts: number;
  readonly alertsPer100Orders: number | null;
  readonly warned: number;
  readonly breached: number;
  readonly escalated: number;
  readonly acknowledged: number;
  readonly snoozed: number;
  /** Stalls that are over. */
  readonly closed: number;
  /** Of these, the share to which somebody had reacted. */
  readonly actedShare: number | null;
  /** How long before the limit staff had been warned, of the stalls that passed it. */
  readonly medianLead: string | null;
}

/** The week that ends with a date. */
export function economicsOf(days: Days, to: number): Economics {
  const from = to - economicsDays + 1;
  const { placed = 0 } = days.sum('orders', from, to);
  const alerts = Object.values(days.sum('alerts', from, to)).reduce((sum, count) => sum + count, 0);
  const stalls = days.sum('stalls', from, to);
  const {
    warned = 0,
    breached = 0,
    escalated = 0,
    acknowledged = 0,
    snoozed = 0,
    closed = 0,
    acted = 0,
  } = stalls;
  const lead = medianOf(stalls, 'lead');
  return {
    from: dateText(from),
    to: dateText(to),
    orders: placed,
    alerts,
    alertsPer100Orders: placed === 0 ? null : (100 * alerts) / placed,
    warned,
    breached,
    escalated,
    acknowledged,
    snoozed,
    closed,
    actedShare: closed === 0 ? null : acted / closed,
    medianLead: lead === undefined ? null : formatDuration(lead),
  };
}
