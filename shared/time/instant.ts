import type { Brand } from '../kernel/brand.ts';

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>;
/** A length of time in milliseconds. */
export type Duration = Brand<number, 'Duration'>;

export const instant = (ms: number): Instant => ms as Instant;
export const duration = (ms: number): Duration => ms as Duration;

/** Source of the present: an argument everywhere, so that tests and the local runtime can move it. */
export type Clock = () => Instant;

export const seconds = (n: number): Duration => duration(n * 1_000);
export const minutes = (n: number): Duration => duration(n * 60_000);
export const hours = (n: number): Duration => duration(n * 3_600_000);
export const days = (n: number): Duration => duration(n * 86_400_000);

export const plus = (at: Instant, by: Duration): Instant => instant(at + by);
export const minus = (at: Instant, by: Duration): Instant => instant(at - by);
export const between = (from: Instant, to: Instant): Duration => duration(to - from);
export const earliest = (...all: readonly Instant[]): Instant => instant(Math.min(...all));
export const latest = (...all: readonly Instant[]): Instant => instant(Math.max(...all));

/**
 * Reads an ISO 8601 time. An offset is required: without one the same text means two instants.
 * Answers undefined for anything else, impossible dates (30 February) included.
 */
export function parseInstant(text: string): Instant | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text);
  if (!match) return undefined;
  const [, year = 0, month = 0, day = 0, hour = 0] = match.map(Number);
  // What Date.parse would take for the first days of the next month, and for midnight. All else it refuses itself.
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > lastDay || hour > 23) return undefined;
  const ms = Date.parse(text);
  return ms >= firstInstant && ms <= lastInstant ? instant(ms) : undefined;
}

/** In UTC, years of four digits: beyond them (an offset can get there) ISO text has a sign, and no longer sorts as time does. */
const [firstInstant, lastInstant] = [
  Date.parse('0000-01-01T00:00:00Z'),
  Date.parse('9999-12-31T23:59:59.999Z'),
];

/** ISO 8601 in UTC, as the HTTP face answers it: whole seconds unless there are milliseconds to keep. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** ISO 8601 in UTC, always with milliseconds: sorts as text in the order of time. */
export const sortable = (at: Instant): string => new Date(at).toISOString();

/** `PT48H`, `P2D`, `P1DT12H`, `PT90M`, `PT30S`. A day is 24 hours; months and years have no fixed length and are refused. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^P(?=.)(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/.exec(text);
  if (!match) return undefined;
  const [d, h, m, s] = match.slice(1).map((part) => Number(part ?? 0));
  return duration((((d ?? 0) * 24 + (h ?? 0)) * 60 + (m ?? 0)) * 60_000 + (s ?? 0) * 1_000);
}

/** ISO 8601 in hours, minutes and seconds: `PT48H`, `PT1H30M`. */
export function formatDuration(length: Duration): string {
  const total = Math.round(length / 1_000);
  const [h, m, s] = [Math.floor(total / 3_600), Math.floor((total % 3_600) / 60), total % 60];
  const text = `${h ? `${String(h)}H` : ''}${m ? `${String(m)}M` : ''}${s ? `${String(s)}S` : ''}`;
  return `PT${text || '0S'}`;
}
