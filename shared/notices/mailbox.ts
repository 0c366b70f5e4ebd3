import type { Locale } from '../i18n/dates.ts';
import { digest } from '../kernel/receipts.ts';
import type { Channel, Person } from '../stores/profile.ts';

/** An address that somebody of the staff reads, in his language. */
export interface Mailbox {
  /** The first of those who share it. */
  readonly person: Person;
  readonly address: string;
  readonly locale: Locale;
  /** Of address and language, without either in it. */
  readonly id: string;
}

/** The mailboxes or phones of some people: one for an address and language, however many of them read it. */
export function mailboxes(people: readonly Person[], channel: Channel, usual: Locale): readonly Mailbox[] {
  const found = new Map<string, Mailbox>();
  for (const person of people) {
    const { locale = usual } = person;
    const address = channel === 'email' ? person.email : person.phone;
    if (address === undefined) continue;
    const name = `${address.toLowerCase()} ${locale}`;
    if (!found.has(name)) found.set(name, { person, address, locale, id: digest(name, 16) });
  }
  return [...found.values()];
}
