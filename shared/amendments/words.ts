import type { Locale } from '../i18n/dates.ts';
import type { CostKind } from './cost.ts';

/** Words about a change of an order that customers and staff share. */
export interface AmendmentWords {
  readonly change: {
    readonly more: (name: string, before: number, after: number) => string;
    readonly added: (name: string, quantity: number) => string;
    readonly removed: (name: string) => string;
    readonly address: (address: string) => string;
    readonly date: (date: string) => string;
    readonly carrier: (carrier: string) => string;
    readonly shipments: Readonly<Record<'together' | 'part-later' | 'separate-parcel', string>>;
  };
  readonly cost: Readonly<Record<CostKind, string>> & {
    readonly title: string;
    readonly item: string;
    readonly net: string;
    readonly vat: string;
    readonly gross: string;
    readonly total: string;
    readonly free: string;
    readonly back: string;
  };
  readonly risk: (probability: number) => string;
  readonly later: (units: number, day: string) => string;
  readonly alternatives: Readonly<Record<'part-later' | 'separate-parcel' | 'other-date', string>>;
}

const tenths = (probability: number): number => Math.max(1, Math.round(probability * 10));

const ro: AmendmentWords = {
  change: {
    more: (name, before, after) => `${name}: ${String(before)} → ${String(after)} buc.`,
    added: (name, quantity) => `Se adaugă: ${String(quantity)} × ${name}`,
    removed: (name) => `Se scoate: ${name}`,
    address: (address) => `Adresa nouă de livrare: ${address}`,
    date: (date) => `Data nouă de livrare: ${date}`,
    carrier: (carrier) => `Curier: ${carrier}`,
    shipments: {
      together: 'Totul vine împreună.',
      'part-later': 'Ce avem vine acum, restul într-un al doilea colet.',
      'separate-parcel': 'Ce se adaugă vine într-un colet separat.',
    },
  },
  cost: {
    title: 'Cât costă în plus',
    item: 'Pentru ce',
    net: 'Fără TVA',
    vat: 'TVA',
    gross: 'Cu TVA',
    total: 'Total',
    free: 'Modificarea nu costă nimic în plus.',
    back: 'Vă dăm înapoi diferența.',
    goods: 'Produse',
    rush: 'Aprovizionare urgentă',
    rework: 'Redeschiderea pachetelor gata făcute',
    logistics: 'Logistică',
    fee: 'Taxă de modificare',
  },
  risk: (probability) =>
    probability <= 0.05
      ? 'Suntem aproape siguri că ajunge la timp.'
      : probability <= 0.2
        ? 'Foarte probabil ajunge la timp.'
        : `Există riscul să ajungă mai târziu: cam ${String(tenths(probability))} din 10 comenzi ca aceasta întârzie.`,
  later: (units, day) => `${String(units)} buc. vin separat, cel târziu ${day}.`,
  alternatives: {
    'part-later': 'O parte acum, restul într-un al doilea colet',
    'separate-parcel': 'Ce se adaugă, într-un colet separat',
    'other-date': 'Totul împreună, la o altă dată',
  },
};

const en: AmendmentWords = {
  change: {
    more: (name, before, after) => `${name}: ${String(before)} → ${String(after)} pcs`,
    added: (name, quantity) => `Added: ${String(quantity)} × ${name}`,
    removed: (name) => `Removed: ${name}`,
    address: (address) => `New delivery address: ${address}`,
    date: (date) => `New delivery date: ${date}`,
    carrier: (carrier) => `Carrier: ${carrier}`,
    shipments: {
      together: 'Everything comes together.',
      'part-later': 'What we have comes now, the rest in a second parcel.',
      'separate-parcel': 'What is added comes in a parcel of its own.',
    },
  },
  cost: {
    title: 'What it costs in addition',
    item: 'For what',
    net: 'Net',
    vat: 'VAT',
    gross: 'With VAT',
    total: 'Total',
    free: 'The change costs nothing in addition.',
    back: 'We pay the difference back.',
    goods: 'Goods',
    rush: 'Rush supply',
    rework: 'Opening packed units again',
    logistics: 'Logistics',
    fee: 'Change fee',
  },
  risk: (probability) =>
    probability <= 0.05
      ? 'We are almost certain that it arrives on time.'
      : probability <= 0.2
        ? 'It very probably arrives on time.'
        : `It may arrive later: about ${String(tenths(probability))} in 10 orders like this one do.`,
  later: (units, day) => `${String(units)} pcs come separately, by ${day} at the latest.`,
  alternatives: {
    'part-later': 'A part now, the rest in a second parcel',
    'separate-parcel': 'What is added, in a parcel of its own',
    'other-date': 'Everything together, on another date',
  },
};

export const amendmentWords: Readonly<Record<Locale, AmendmentWords>> = { ro, en };
