import { oneLine } from '../../i18n/fold.ts';
import type { IntakeAddress } from '../intake-schema.ts';
import type { Problem } from './problems.ts';

/** Where an order goes, as far as the shop said. */
export interface Address extends Omit<IntakeAddress, 'country'> {
  /** ISO 3166-1; the shop's own unless it said otherwise. */
  readonly country: string;
}

/** An address in lines of text, its country as a code: as sent in either case, else the shop's own and marked. */
export function readAddress(
  given: IntakeAddress,
  home: string,
  path: string,
): { readonly address: Address; readonly problems: readonly Problem[] } {
  const { note, country: said, ...lines } = given;
  const code = said?.trim().toUpperCase();
  const known = code === undefined || /^[A-Z]{2}$/.test(code);
  return {
    address: {
      ...tidied(lines),
      ...(note === undefined ? {} : { note }),
      country: known ? (code ?? home) : home,
    },
    problems: known
      ? []
      : [{ field: `${path}.country`, reason: 'not-a-country', value: oneLine(said ?? '') }],
  };
}

const tidied = <T extends object>(lines: T): T =>
  Object.fromEntries(
    Object.entries(lines).flatMap(([name, text]: readonly [string, unknown]) =>
      typeof text === 'string' ? [[name, oneLine(text)]] : [],
    ),
  ) as T;
