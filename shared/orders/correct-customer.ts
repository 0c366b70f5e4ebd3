import { accept, refuse } from '../kernel/decision.ts';
import { canonical } from '../kernel/receipts.ts';
import { type Content, contentParts } from './content.ts';
import type { CustomerBody } from './intake-schema.ts';
import type { Decide, Decided } from './decided.ts';
import { type Customer, readContact, type ReadPhone } from './reading/contact.ts';
import type { Order } from './state.ts';

/** What correcting a customer needs to know of his shop. */
export interface Contacts {
  readonly country: string;
  readonly readPhone: ReadPhone;
  readonly hash: (person: Customer) => string | undefined;
  readonly content: (order: Order) => Promise<Content | undefined>;
}

/**
 * Puts a customer's name, e-mail, telephone number or language right: what is absent stays, `null` removes. Messages that
 * have not left yet go to the new address. Refuses an order whose customer was erased.
 */
export const correctCustomer =
  (body: CustomerBody, contacts: Contacts): Decide =>
  async (order): Promise<Decided> => {
    const before = await contacts.content(order);
    if (order.erased !== undefined || !before) return refuse({ is: 'customer-erased' });
    const country = (before.deliveryAddress ?? before.billingAddress)?.country ?? contacts.country;
    const customer = changed(before.customer, body, (given) =>
      readContact(given, country, contacts.readPhone),
    );
    const fields = (['name', 'email', 'phone', 'locale'] as const).filter(
      (field) => body[field] !== undefined,
    );
    if (canonical(customer) === canonical(before.customer)) return accept([], 'repeated');
    const { name, parts } = contentParts({ ...before, customer });
    const [was, is] = [contacts.hash(before.customer), contacts.hash(customer)];
    const data = {
      content: name,
      previous: order.content,
      fields,
      reason: body.reason,
      ...(was === is ? {} : { customer: is ?? null }),
    };
    return { ...accept([{ type: 'order.customer-corrected', data }], 'accepted'), parts };
  };

function changed(
  before: Customer,
  { name, email, phone, locale }: CustomerBody,
  read: (given: Parameters<typeof readContact>[0]) => Customer,
): Customer {
  const given = { name, email, phone, locale };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  const fields = new Set(said.map(([field]) => field));
  const anew = read(Object.fromEntries(said.filter(([, value]) => value !== null)));
  const kept = Object.fromEntries(
    Object.entries(before).filter(
      ([field]) => field !== 'problems' && !fields.has(field === 'language' ? 'locale' : field),
    ),
  );
  const problems = [
    ...(before.problems ?? []).filter(({ field }) => !fields.has(field)),
    ...(anew.problems ?? []),
  ];
  const { problems: _, ...values } = anew;
  return { ...kept, ...values, ...(problems.length > 0 ? { problems } : {}) };
}
