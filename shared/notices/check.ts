import type { Content } from '../orders/content.ts';
import { forecast, usualDate } from '../orders/forecast.ts';
import type { OrderRules } from '../orders/rules.ts';
import { isOpen, type Order } from '../orders/state.ts';
import { type ParcelText, trackingUrl } from '../orders/view.ts';
import type { Profile } from '../stores/profile.ts';
import { between, duration, earliest, hours, type Instant, minutes, plus } from '../time/instant.ts';
import type { Notice } from './notice.ts';
import { endOfQuiet } from './quiet.ts';
import { askedBy, type Reach } from './reach.ts';
import { type ToldTracking, trackingOf } from './tracking.ts';

/** What is known at the moment of sending. */
export interface Facts {
  readonly order: Order;
  readonly content: Content | undefined;
  readonly parcelTexts: ReadonlyMap<string, ParcelText>;
  readonly profile: Profile;
  readonly rules: OrderRules;
  readonly at: Instant;
  /** Did he get the message that this one follows: the stage that was wrong, the word of delay before? */
  readonly toldBefore: boolean;
  readonly suppressed: boolean;
  /** Of what asks the customer something: on which channels he is. Absent: by e-mail. */
  readonly reach?: Reach;
  /** Of a word of delay: what else the customer is asked. */
  readonly question?: 'asked' | 'about-to-be' | undefined;
  /** Of a word about another number: what was said of the parcel before. */
  readonly toldTracking?: ToldTracking;
}

export type Verdict =
  | { readonly go: true; readonly to: string }
  | { readonly go: false; readonly drop: string }
  | { readonly go: false; readonly until: Instant; readonly why: string };

/**
 * How long the word that a parcel left waits for its number. The number's own event sends it at once; it is asked
 * again besides, after ten minutes and then each time after twice as long.
 */
const trackingPatience = hours(24);
const trackingPause = minutes(10);

/** How soon a word of delay looks again whether the question that is prepared was put. */
const questionPause = minutes(5);

const drop = (why: string): Verdict => ({ go: false, drop: why });

/** Is the message still true, wanted, allowed and complete? Asked when it goes, not when it was written. */
export function check(notice: Notice, facts: Facts): Verdict {
  const { order, content, profile, at } = facts;
  const { channel } = notice;
  const { email, phone } = content?.customer ?? {};
  // Somebody phones where no message can ask; who left no number at all is looked for by people.
  if (channel === 'call' && (!content || askedBy(facts.reach, profile) !== 'call'))
    return drop('asked-by-message');
  const to = channel === 'email' ? email : channel === 'sms' ? phone : (phone ?? '');
  if (to === undefined) return drop('no-address');
  if (facts.suppressed) return drop('suppressed');
  if (order.attributes?.['marketplace'] !== undefined && !profile.marketplaceNotices)
    return drop('marketplace');
  const stale = staleness(notice, facts);
  if (stale !== undefined) return drop(stale);
  // A question that is open, or its reminder, carries the new date itself: never two links, never “nothing to do”.
  if (facts.question === 'asked') return drop('told-with-question');
  if (facts.question === 'about-to-be') return { go: false, until: plus(at, questionPause), why: 'question' };
  const { waits } = facts.toldTracking ?? {};
  if (waits !== undefined) return { go: false, until: waits, why: 'message-before' };
  const end = plus(notice.openedAt, trackingPatience);
  if (notice.kind === 'stage' && lacksTracking(notice, facts) && at < end) {
    const pause = duration(Math.max(trackingPause, between(notice.openedAt, at)));
    return { go: false, until: earliest(plus(at, pause), end), why: 'tracking' };
  }
  const quiet = channel === 'call' ? undefined : endOfQuiet(profile, channel, at);
  return quiet === undefined ? { go: true, to } : { go: false, until: quiet, why: 'quiet-hours' };
}

/** Why a message is no longer true, if it is not. */
function staleness(notice: Notice, facts: Facts): string | undefined {
  const { order, profile, rules, at, toldBefore } = facts;
  switch (notice.kind) {
    case 'stage': {
      const parcel = order.parcels?.find(({ id }) => id === notice.parcelId);
      const now = parcel?.stage ?? order.stay.stage;
      if (now === notice.stage) return undefined;
      // A later stage that speaks for itself has overtaken it; a silent one has not.
      const tells = profile.stages
        .find(({ name }) => name === now)
        ?.tell.some((channel) => channel === notice.channel);
      return tells ? 'overtaken' : undefined;
    }
    case 'tracking':
      return staleTracking(notice, facts);
    case 'delay': {
      if (!isOpen(order) || order.stay.n !== notice.stay) return 'moved-on';
      const { told } = order.late ?? {};
      if (told?.n !== notice.round || told?.at === undefined) return 'overtaken';
      if (told.day === undefined) return undefined;
      const date = told.before ?? order.promise?.at ?? usualDate(order, rules);
      return forecast(order, rules, at).p50 > rules.endOfDay(date) ? undefined : 'on-time-again';
    }
    case 'moving':
      if (!toldBefore) return 'was-not-told';
      return isOpen(order) && order.stay.n === notice.stay ? undefined : 'moved-on';
    case 'promise':
      return isOpen(order) && order.promise ? undefined : 'moved-on';
    case 'letter':
      // What it is about knows best: asked when the letter is written.
      return undefined;
    case 'correction':
      return toldBefore ? undefined : 'was-not-told';
  }
}

/** A number is told again where the customer was told another, and can still follow the parcel. */
function staleTracking({ parcelId = '' }: Notice, facts: Facts): string | undefined {
  const { order, rules, toldTracking } = facts;
  const parcel = order.parcels?.find(({ id }) => id === parcelId);
  const now = trackingOf(facts, parcelId);
  if (!parcel || now === undefined || rules.flow.isEnd(parcel.stage)) return 'moved-on';
  if (toldTracking?.waits !== undefined) return undefined;
  if (toldTracking?.last === undefined) return 'was-not-told';
  return toldTracking.last === now ? 'told-already' : undefined;
}

function lacksTracking(notice: Notice, { order, parcelTexts, profile }: Facts): boolean {
  if (profile.stages.find(({ name }) => name === notice.stage)?.tellNeedsTracking !== true) return false;
  const parcels = (order.parcels ?? []).filter(
    ({ id }) => notice.parcelId === undefined || id === notice.parcelId,
  );
  return (
    parcels.length === 0 ||
    parcels.some(
      (parcel) =>
        parcel.awb === undefined || trackingUrl(parcel, parcelTexts.get(parcel.text), profile) === undefined,
    )
  );
}
