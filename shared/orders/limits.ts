import { own } from '../kernel/own.ts';
import { isSameText } from '../i18n/fold.ts';
import type { Profile } from '../stores/profile.ts';
import type { Workflow } from '../stores/workflow.ts';
import { dateNumber, localDate } from '../time/business.ts';
import { type Duration, duration, parseDuration } from '../time/instant.ts';
import type { Order } from './state.ts';

/** In the stage's own time: working hours where it runs on a calendar. */
export interface Limits {
  readonly warning: Duration;
  readonly breach: Duration;
}

/** Three quarters of the limit leave time to act without crying wolf early. */
const warningShare = 0.75;

/**
 * The limits of an order in its present stage; undefined at an end. The first override by attribute goes before the
 * stage's own; a dated exception counts for orders that entered the stage on its dates, so that no limit moves while
 * an order waits. A stage's limit in an exception takes the place of the stage's own, a factor stretches any.
 */
export function limitsOf(profile: Profile, flow: Workflow): (order: Order) => Limits | undefined {
  return (order) => {
    const { stage: name, since } = order.stay;
    const stage = flow.stage(name);
    if (stage?.limit === undefined) return undefined;
    const override = profile.limitsFor?.find(
      ({ stage: of, attribute, value }) =>
        of === name && isSameText(own(order.attributes, attribute) ?? '', value),
    );
    const usual = read(override ?? { limit: stage.limit, warning: stage.warning });
    const date = localDate(since, profile.timeZone);
    const limits = profile.calendar?.exceptions.find(
      (one) => one.limits !== undefined && dateNumber(one.from) <= date && date <= dateNumber(one.to),
    )?.limits;
    if (limits === undefined) return usual;
    if (typeof limits === 'number') return times(usual, limits);
    const limit = override ? undefined : own(limits, name);
    return limit === undefined ? usual : times(usual, length(limit) / usual.breach);
  };
}

function read({ limit, warning }: { limit: string; warning?: string | undefined }): Limits {
  const breach = length(limit);
  return { breach, warning: warning === undefined ? duration(breach * warningShare) : length(warning) };
}

/** The warning keeps its share of the limit. */
const times = ({ warning, breach }: Limits, factor: number): Limits => ({
  warning: duration(Math.round(warning * factor)),
  breach: duration(Math.round(breach * factor)),
});

const length = (text: string): Duration => parseDuration(text) ?? duration(0);
