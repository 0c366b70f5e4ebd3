import { commaBelow } from '../i18n/fold.ts';
import { own } from '../kernel/own.ts';
/** No order of the shop is without it: the segment of all. */
export const whole = '';

/**
 * The finest segment of an order: the values of the named attributes that it has, from coarse to fine,
 * `warehouse=bucuresti-2|carrier=fan`. Says itself what it is, so that it outlives a change of the profile.
 */
export function segmentOf(
  attributes: Readonly<Record<string, string>> | undefined,
  names: readonly string[],
): string {
  return names
    .flatMap((name) => {
      const value = own(attributes, name);
      return value === undefined ? [] : [`${name}=${commaBelow(value).replace(/[|=#]/g, '_')}`];
    })
    .join('|');
}

/** The next coarser segment; of the coarsest the whole shop. The whole has none. */
export function parentOf(segment: string): string | undefined {
  if (segment === whole) return undefined;
  return segment.slice(0, Math.max(0, segment.lastIndexOf('|')));
}
