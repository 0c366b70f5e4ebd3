import { dateNumber } from './business.ts';
import { onClock } from './dates.ts';
import { type Instant, parseInstant } from './instant.ts';

/**
 * Reads a time as platforms write it: ISO 8601 with a `T` or a blank, the offset as `Z`, `+02:00`, `+0200` or `+02`. Without an
 * offset it is what the shop's clock showed, and `assumed`. Undefined for anything else, impossible dates included.
 */
export function readShopTime(
  text: string,
  timeZone: string,
): { readonly at: Instant; readonly assumed?: true } | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, date = '', clock = '', offset] = match;
  const exact = parseInstant(`${date}T${clock}${offset === undefined ? 'Z' : full(offset)}`);
  if (exact === undefined || offset !== undefined) return exact === undefined ? undefined : { at: exact };
  const midnight = parseInstant(`${date}T00:00:00Z`);
  return midnight === undefined
    ? undefined
    : { at: onClock(dateNumber(date), exact - midnight, timeZone), assumed: true };
}

function full(offset: string): string {
  if (offset === 'Z' || offset === 'z') return 'Z';
  const digits = offset.slice(1).replace(':', '');
  return `${offset.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2) || '00'}`;
}
