import type { Channel, Profile } from '../stores/profile.ts';
import { type Instant, minutes, plus } from '../time/instant.ts';

/**
 * When the shop's quiet hours end, if they are now; undefined if they are not. Found by walking the wall clock,
 * so that the nights on which it is put forward or back need no case of their own.
 */
export function endOfQuiet(profile: Profile, channel: Channel, at: Instant): Instant | undefined {
  const quiet = profile.quietHours;
  if (!quiet?.channels.includes(channel) || quiet.from === quiet.to) return undefined;
  const { from, to } = quiet;
  const isQuiet = (time: string): boolean =>
    from < to ? time >= from && time < to : time >= from || time < to;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: profile.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  if (!isQuiet(clock.format(at))) return undefined;
  let end = minuteAfter(at);
  while (isQuiet(clock.format(end))) end = plus(end, minutes(1));
  return end;
}

const minuteAfter = (at: Instant): Instant => (Math.floor(at / 60_000) * 60_000 + 60_000) as Instant;
