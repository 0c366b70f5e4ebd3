import { own } from '../kernel/own.ts';
import type { Locale } from '../i18n/dates.ts';
import { stageLabel } from '../notices/words.ts';
import type { Profile } from '../stores/profile.ts';
import type { Role } from '../stores/roles.ts';
import type { Trait } from './causes.ts';
import { attributeLabel } from './words.ts';

/** What to look at next, in the reader's words, and who does. */
export interface NextCheck {
  readonly check: string;
  readonly role: Role;
  /** Who fills the role in this shop. */
  readonly people: readonly string[];
}

interface Usual {
  readonly check: Readonly<Record<Locale, string>>;
  /** The first of these that somebody fills. */
  readonly roles: readonly Role[];
}

const place: Usual = {
  check: {
    ro: 'Mergeți la {value}: este cineva la lucru, ce lipsește, ce blochează comenzile?',
    en: 'Go to {value}: is somebody at work there, what is missing, what blocks the orders?',
  },
  roles: ['warehouse', 'supervisor'],
};

/** What one looks at when the shop's own playbook says nothing, by the kind of attribute. */
const usual: Readonly<Record<string, Usual>> = {
  sku: {
    check: {
      ro: 'Numărați {value} pe raft și căutați recepția: a sosit marfa, este înregistrată?',
      en: 'Count {value} on the shelf and look for its receipt: has it arrived, is it booked?',
    },
    roles: ['procurement', 'warehouse'],
  },
  warehouse: place,
  zone: place,
  carrier: {
    check: {
      ro: 'Sunați la {value}: când vine ridicarea, primește coletele?',
      en: 'Call {value}: when is the pick-up, does it take the parcels?',
    },
    roles: ['logistics', 'warehouse'],
  },
  payment: {
    check: {
      ro: 'Verificați plățile prin {value}: sunt confirmate, ajung la comenzi?',
      en: 'Check payments by {value}: are they confirmed, do they reach the orders?',
    },
    roles: ['finance', 'supervisor'],
  },
  channel: {
    check: {
      ro: 'Verificați legătura cu {value}: comenzile vin întregi, stările se întorc?',
      en: 'Check the connection with {value}: do orders come in whole, do statuses go back?',
    },
    roles: ['operator', 'supervisor'],
  },
  hour: {
    check: {
      ro: 'Vedeți ce se întâmplă cu comenzile plasate între orele {value}: cine le preia, ce tură lipsește?',
      en: 'See what happens to orders placed between {value}: who takes them, which shift is missing?',
    },
    roles: ['supervisor'],
  },
};
const other: Usual = {
  check: {
    ro: 'Luați trei dintre comenzile cu {attribute} {value}: ce le oprește?',
    en: 'Take three of the orders with {attribute} {value}: what stops them?',
  },
  roles: ['operator'],
};

/**
 * The next check for a cause: the shop's own entry where one fits, else the usual one of that kind of attribute, made
 * by a role that somebody fills.
 */
export function nextCheck(profile: Profile, stage: string, trait: Trait, locale: Locale): NextCheck {
  const chosen = profile.playbook.find(
    (entry) =>
      entry.attribute === trait.attribute &&
      (entry.value === undefined || entry.value === trait.value) &&
      (entry.stage === undefined || entry.stage === stage),
  );
  const standard = own(usual, trait.attribute) ?? other;
  const peopleOf = (role: Role) =>
    profile.staff.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
  const role = chosen?.role ?? standard.roles.find((one) => peopleOf(one).length > 0) ?? 'operator';
  const says: Readonly<Record<string, string>> = {
    value: trait.value,
    attribute: attributeLabel(trait.attribute, locale),
    stage: stageLabel(stage, locale, profile.stages),
  };
  const check = (chosen ?? standard).check[locale].replace(
    /\{(\w+)\}/g,
    (whole, name: string) => own(says, name) ?? whole,
  );
  return { check, role, people: peopleOf(role) };
}
