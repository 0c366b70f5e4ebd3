import * as z from 'zod/mini';
import { dateField, durationField, line, stageName } from '../http/fields.ts';
import { holidayCountries } from '../time/holidays.ts';

const opens = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:00'));
const closes = z
  .string()
  .check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as 18:00, or 24:00'));

/** The openings of one date, first to last. What runs past midnight is two: until 24:00, and from 00:00. */
const openings = z.array(z.tuple([opens, closes])).check(z.maxLength(6));
export type Openings = z.infer<typeof openings>;

const hours = z.strictObject({
  mon: z.optional(openings),
  tue: z.optional(openings),
  wed: z.optional(openings),
  thu: z.optional(openings),
  fri: z.optional(openings),
  sat: z.optional(openings),
  sun: z.optional(openings),
});

/** What is otherwise between two dates, both included. */
const exception = {
  from: dateField,
  to: dateField,
  /** The openings of each of these dates, weekends and public holidays too. */
  hours: z.optional(openings.check(z.minLength(1))),
  closed: z.optional(z.literal(true)),
  note: z.optional(line(200)),
};

const common = {
  /** A weekday that is not named is closed. Without hours there is no working time. */
  hours: z.optional(hours),
  /** The country whose public holidays are closed. */
  holidays: z._default(z.enum([...holidayCountries, 'none']), 'none'),
  /** Own closing days; they count above everything else. */
  closed: z._default(z.array(dateField).check(z.maxLength(200)), []),
};

/** When a carrier works. */
export const carrierCalendar = z.strictObject({
  ...common,
  exceptions: z._default(z.array(z.strictObject(exception)).check(z.maxLength(50)), []),
});
export type CalendarProfile = z.output<typeof carrierCalendar>;

/** When a shop works, and for which dates its limits are others. */
export const shopCalendar = z.strictObject({
  ...common,
  exceptions: z._default(
    z
      .array(
        z.strictObject({
          ...exception,
          /** Of orders that entered the stage on these dates: every limit times a factor, or stages' own limits. */
          limits: z.optional(
            z.union([
              z.number().check(z.minimum(0.1), z.maximum(10)),
              z
                .record(stageName, durationField)
                .check(z.refine((all) => Object.keys(all).length <= 40, 'at most 40 stages')),
            ]),
          ),
          /** What the stages manage on these dates: their capacity times a factor, or stages' own, in orders a day. */
          capacity: z.optional(
            z.union([
              z.number().check(z.minimum(0), z.maximum(10)),
              z
                .record(stageName, z.int().check(z.minimum(0), z.maximum(1_000_000)))
                .check(z.refine((all) => Object.keys(all).length <= 40, 'at most 40 stages')),
            ]),
          ),
        }),
      )
      .check(z.maxLength(50)),
    [],
  ),
});
export type ShopCalendar = z.output<typeof shopCalendar>;

/** Which time a stage's limits run in: the shop's opening hours, the carrier's, or all hours. */
export const stageClock = z.enum(['business', 'elapsed', 'carrier']);
export type StageClock = z.infer<typeof stageClock>;

/** The limit of a stage for orders with this attribute (express orders). The first that fits counts. */
export const attributeLimit = z.strictObject({
  attribute: line(30),
  value: line(60),
  stage: stageName,
  limit: durationField,
  /** Three quarters of the limit unless said otherwise. */
  warning: z.optional(durationField),
});
