import { dayAndTime, type Locale } from '../i18n/dates.ts';
import { isOpen } from '../orders/state.ts';
import type { Facts } from './check.ts';
import { letter } from './letter-frame.ts';
import type { Letter } from './letter.ts';

const paymentWords: Readonly<
  Record<
    Locale,
    {
      subject: (order: string) => string;
      body: (order: string, until: string) => string[];
      sms: (order: string) => string;
    }
  >
> = {
  ro: {
    subject: (order) => `Comanda ${order} vă așteaptă`,
    body: (order, until) => [
      `Am pus deoparte produsele din comanda ${order}, dar plata nu a ajuns încă la noi.`,
      `Le păstrăm până ${until}. După aceea le punem din nou în vânzare.`,
      'Dacă ați plătit deja, vă mulțumim: nu trebuie să mai faceți nimic.',
    ],
    sms: (order) => `produsele din comanda ${order} sunt puse deoparte inca putin timp.`,
  },
  en: {
    subject: (order) => `Order ${order} is waiting for you`,
    body: (order, until) => [
      `We have set aside the goods of order ${order}, but your payment has not reached us yet.`,
      `We keep them until ${until}. After that they go back on sale.`,
      'If you have paid already, thank you: there is nothing more to do.',
    ],
    sms: (order) => `the goods of order ${order} are set aside for a little longer.`,
  },
};

/** The goods are set aside, the payment has not come. Not written where it has come meanwhile. */
export function paymentLetter({ order, content, profile, reach }: Facts): Letter | undefined {
  const { unpaid, payment, id } = order;
  if (!isOpen(order) || !unpaid || unpaid.lapsed || payment?.state !== 'pending') return undefined;
  const locale = content?.customer.locale ?? profile.locale;
  const w = paymentWords[locale];
  const until = dayAndTime(unpaid.lapsesAt, locale, profile.timeZone);
  return (to) =>
    letter(
      {
        locale,
        profile,
        customerName: content?.customer.name ?? '',
        subject: w.subject(id),
        blocks: w.body(id, until),
        sms: { text: w.sms(id) },
        reach,
      },
      to,
    );
}
