import { type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import { calendarOf } from '../../shared/stores/opening.ts';
import type { Calendar } from '../../shared/time/business.ts';
import { type Instant, instant } from '../../shared/time/instant.ts';
import { parse } from 'zod/v4/core';

export const weekdaysAndSaturday: NonNullable<NonNullable<ProfileInput['calendar']>['hours']> = {
  mon: [['08:00', '18:00']],
  tue: [['08:00', '18:00']],
  wed: [['08:00', '18:00']],
  thu: [['08:00', '18:00']],
  fri: [['08:00', '18:00']],
  sat: [['09:00', '13:00']],
};

/** Around the clock, every day. */
export const always = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
) as typeof weekdaysAndSaturday;

export function calendar(input: ProfileInput['calendar'], timeZone = 'Europe/Bucharest'): Calendar {
  const profile = parse(profileSchema, { storeId: 'shop', name: 'Shop', calendar: input });
  const made = calendarOf(profile.calendar, timeZone);
  if (!made) throw new Error('a calendar without hours');
  return made;
}

export const utc = (text: string): Instant => {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`no instant: ${text}`);
  return instant(ms);
};
