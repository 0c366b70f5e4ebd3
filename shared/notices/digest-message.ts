import { own } from '../kernel/own.ts';
import { places } from '../http/page.ts';
import { counted, dayAndTime, grouped, type Locale } from '../i18n/dates.ts';
import { formatMoney } from '../i18n/money.ts';
import { oneSegment } from '../i18n/gsm.ts';
import { lengthText } from '../i18n/length.ts';
import { missing } from '../orders/decide/checklist.ts';
import type { Profile } from '../stores/profile.ts';
import { type Gathered, type Kind, type Line, mostNamed, named, total } from './gathered.ts';
import { stageLabel } from './words.ts';

interface StaffWords {
  readonly titles: Readonly<Record<string, string>>;
  readonly alerts: { readonly one: string; readonly few?: string; readonly other: string };
  readonly stage: (label: string, waited: string, limit: string) => string;
  readonly promised: (date: string) => string;
  readonly unticked: (items: string) => string;
  readonly more: string;
  readonly others: (count: string) => string;
  readonly stages: (counts: string) => string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly next: string;
  readonly escalation: (count: string, named: string, one: boolean) => string;
  readonly orders: { readonly one: string; readonly few?: string; readonly other: string };
}

const ro: StaffWords = {
  titles: {
    'order.stall-escalated': 'Nepreluat la timp, trece la dumneavoastră',
    'order.stalled': 'Limită depășită',
    'order.stall-returned': 'Revine: nu s-a mișcat de la preluare',
    'order.promise-missed': 'Data promisă a trecut',
    'order.delay-expected': 'Data promisă va fi probabil depășită; clientul află acum',
    'order.promise-at-risk': 'Data promisă este în pericol',
    'order.stall-warned': 'Limita se apropie',
    'order.checklist-awaited': 'Așteaptă doar lista de verificare',
    'order.statutory-deadline-passed': 'Au trecut cele 30 de zile ale consumatorului',
    'order.statutory-deadline-near': 'Se apropie cele 30 de zile ale consumatorului',
    'order.delay-answered': 'Clientul renunță la comanda întârziată',
    'refund.overdue': 'Bani care trebuiau deja dați înapoi',
    'refund.opened': 'Bani de dat înapoi',
    'order.return-expected': 'Colete care se întorc',
    'order.hold-review-due': 'Comenzi oprite, de revăzut',
    'order.status-contradicted': 'Raportări care se contrazic',
    'stock.drift-confirmed': 'Stoc care nu se potrivește, confirmat: căutați cauza',
    'stock.drift-detected': 'Raftul și stocul scriptic nu se potrivesc: mai uitați-vă o dată, altcineva',
    'stock.resolution-proposed': 'Corecții mari de stoc, de confirmat',
    'stock.sync-drifted': 'Magazinul online arată altă cantitate decât se poate vinde',
    'storefront.silent': 'Magazinul online nu mai spune ce cantități arată',
    'backorder.asked': 'Clienți întrebați ce facem cu produsele care lipsesc',
    'backorder.decided': 'Alegeri pentru produse care lipsesc: restul comenzii',
    'backorder.wait-missed': 'Produsele așteptate nu au venit la timp',
    'amendment.escalated': 'Modificări de comenzi la care nu s-a răspuns la timp',
    'amendment.task-refused': 'Modificări de comenzi refuzate de un departament',
    'amendment.applied': 'Modificări de comenzi făcute',
    'amendment.declined': 'Modificări de comenzi respinse',
    'amendment.expired': 'Modificări de comenzi expirate: comanda rămâne cum era',
    'order.allocation-lapsed': 'Comenzi neplătite: produsele se întorc la vânzare',
    'receipt.differs': 'Recepții care diferă de comandă: de reclamat la furnizor',
    'return.lingering': 'Retururi neprelucrate de prea mult timp',
    'audit.planned': 'De numărat azi',
    'webhook.parked': 'Magazinul online nu primește anunțurile noastre',
    'notice.held': 'Mesaje către clienți care așteaptă decizia dumneavoastră',
    'notice.failed': 'Mesaje care nu au putut fi trimise',
    'contact.suppressed': 'Adrese la care nu mai scriem',
    'access.guessed':
      'Cineva încearcă să ghicească linkuri sau chei de acces ale magazinului: încercările sunt limitate',
  },
  alerts: { one: 'alertă', few: 'alerte', other: 'de alerte' },
  stage: (label, waited, limit) => `${label} de ${waited} (limita ${limit})`,
  promised: (date) => `promisă pentru ${date}`,
  unticked: (items) => `nebifat: ${items}`,
  more: 'Mai sunt și altele; vin cu mesajul următor.',
  others: (count) => `și încă ${count}`,
  stages: (counts) => `în total, pe stadii: ${counts}`,
  reasons: {
    'too-many': 'prea multe într-un sfert de oră',
    'source-silent': 'sursa care raportează a amuțit',
    bounce: 'adresa nu există',
    complaint: 'clientul s-a plâns de mesaje',
    'sender-died': 'nu se știe dacă a plecat',
  },
  next: 'Preluați-le cu o cauză, amânați-le cu un motiv sau mutați comanda mai departe: alerta se închide singură.',
  escalation: (count, named, one) =>
    one
      ? `comanda ${named} a depasit limita si nu a preluat-o nimeni. Va rugam verificati acum.`
      : `${count} au depasit limita si nu le-a preluat nimeni: ${named}. Va rugam verificati acum.`,
  orders: { one: 'comandă', few: 'comenzi', other: 'de comenzi' },
};

const en: StaffWords = {
  titles: {
    'order.stall-escalated': 'Taken by nobody in time, now with you',
    'order.stalled': 'Past the limit',
    'order.stall-returned': 'Back again: not moved since it was taken',
    'order.promise-missed': 'The promised date has passed',
    'order.delay-expected': 'The promised date will probably be missed; the customer is told',
    'order.promise-at-risk': 'The promised date is at risk',
    'order.stall-warned': 'Close to the limit',
    'order.checklist-awaited': 'Waiting for the checklist alone',
    'order.statutory-deadline-passed': 'The consumer’s 30 days have passed',
    'order.statutory-deadline-near': 'The consumer’s 30 days are nearly over',
    'order.delay-answered': 'The customer cancels the late order',
    'refund.overdue': 'Money that should have been paid back by now',
    'refund.opened': 'Money to pay back',
    'order.return-expected': 'Parcels that come back',
    'order.hold-review-due': 'Holds to look at again',
    'order.status-contradicted': 'Reports that contradict each other',
    'stock.drift-confirmed': 'Stock that does not match, confirmed: find the cause',
    'stock.drift-detected': 'Shelf and book do not match: somebody else, please look again',
    'stock.resolution-proposed': 'Large stock adjustments to confirm',
    'stock.sync-drifted': 'The storefront shows another quantity than can be sold',
    'storefront.silent': 'The storefront no longer says what it shows',
    'backorder.asked': 'Customers asked what to do about missing items',
    'backorder.decided': 'Choices about missing items: the rest of the order',
    'backorder.wait-missed': 'Awaited items have not come in time',
    'amendment.escalated': 'Changes of orders that were not answered in time',
    'amendment.task-refused': 'Changes of orders that a department has refused',
    'amendment.applied': 'Changes of orders that were made',
    'amendment.declined': 'Changes of orders that were declined',
    'amendment.expired': 'Changes of orders that expired: the order stays as it was',
    'order.allocation-lapsed': 'Unpaid orders: their goods go back on sale',
    'receipt.differs': 'Deliveries that differ from the order: take up with the supplier',
    'return.lingering': 'Returns unprocessed for too long',
    'audit.planned': 'To count today',
    'webhook.parked': 'The storefront does not take our notices',
    'notice.held': 'Messages to customers that wait for your decision',
    'notice.failed': 'Messages that could not be sent',
    'contact.suppressed': 'Addresses we no longer write to',
    'access.issuer-changed':
      'The company account for signing in was changed: for 24 hours it decides nothing',
    'access.guessed': 'Somebody tries to guess links or credentials of the shop: the attempts are limited',
  },
  alerts: { one: 'alert', other: 'alerts' },
  stage: (label, waited, limit) => `${label} for ${waited} (limit ${limit})`,
  promised: (date) => `promised for ${date}`,
  unticked: (items) => `not ticked: ${items}`,
  more: 'There are more; they come with the next message.',
  others: (count) => `and ${count} more`,
  stages: (counts) => `in all, by stage: ${counts}`,
  reasons: {
    'too-many': 'too many within a quarter of an hour',
    'source-silent': 'the source that reports has fallen silent',
    bounce: 'the address does not exist',
    complaint: 'the customer complained of messages',
    'sender-died': 'it is not known whether it left',
  },
  next: 'Take them with a cause, put them off with a reason, or move the order on: then the alert closes itself.',
  escalation: (count, named, one) =>
    one
      ? `order ${named} is past the limit and nobody has taken it. Please look now.`
      : `${count} are past the limit and nobody has taken them: ${named}. Please look now.`,
  orders: { one: 'order', other: 'orders' },
};

const all: Readonly<Record<Locale, StaffWords>> = { ro, en };

/**
 * A digest for one reader: gravest first, each named order with its stage, its time there and its date; of a storm the
 * number, by stage.
 */
export function digestText(
  profile: Profile,
  locale: Locale,
  gathered: Gathered,
  more: boolean,
  base: string,
): { subject: string; text: string } {
  const w = all[locale];
  const groups = Object.keys(w.titles).flatMap((type) => {
    const kind = gathered.kinds.get(type);
    if (!kind) return [];
    const said = [
      ...kind.named.map((line) => describe(line, profile, locale)),
      ...others(kind, profile, locale),
    ];
    return [`${own(w.titles, type) ?? type}:\n${said.map((line) => `- ${line}`).join('\n')}`];
  });
  const lines = named(gathered);
  const [first] = Object.keys(w.titles).filter((type) => gathered.kinds.has(type));
  const gravest = first === undefined ? '' : `: ${(own(w.titles, first) ?? first).toLowerCase()}`;
  const stalls = lines.some(({ alert }) => alert.stallId !== undefined);
  return {
    subject: `${profile.name}: ${counted(total(gathered), w.alerts, locale)}${gravest}`,
    text: [
      ...groups,
      ...(more ? [w.more] : []),
      ...(stalls ? [w.next] : []),
      placesOf(lines)
        .map((path) => `${base}${path}`)
        .join('\n'),
    ].join('\n\n'),
  };
}

/** What is not named: how many, and in which stages all of the kind stand, most first. */
function others({ count, stages }: Kind, profile: Profile, locale: Locale): string[] {
  if (count <= mostNamed) return [];
  const w = all[locale];
  const counts = [...stages]
    .sort(([, a], [, b]) => b - a)
    .map(([stage, of]) => `${stageLabel(stage, locale, profile.stages)} ${grouped(of, locale)}`);
  return [
    w.others(grouped(count - mostNamed, locale)),
    ...(counts.length > 0 ? [w.stages(counts.join(', '))] : []),
  ];
}

/** Where to go: the one order it is about, else the work list; the held messages where some are. */
function placesOf(lines: readonly Line[]): string[] {
  const held = lines.some(({ alert }) => alert.type === 'notice.held');
  const others = lines.filter(({ alert }) => alert.type !== 'notice.held');
  const ids = [...new Set(others.flatMap(({ alert }) => alert.orderId ?? []))];
  const [only] = ids;
  return [
    ...(others.length === 0 ? [] : [ids.length === 1 ? `/staff/orders/${only ?? ''}` : places.stalls]),
    ...(held ? [places.notices] : []),
  ];
}

/** One segment for the phone: how many, and the first. */
export function digestSms(profile: Profile, locale: Locale, orders: Gathered['urgent']): string {
  const w = all[locale];
  const count = orders.size;
  const first = [...orders].slice(0, 2);
  const beyond = count > 2 ? ` +${grouped(count - 2, locale)}` : '';
  return oneSegment(
    `${profile.name}: ${w.escalation(counted(count, w.orders, locale), `${first.join(', ')}${beyond}`, count === 1)}`,
  );
}

function describe({ alert, order, waiting }: Line, profile: Profile, locale: Locale): string {
  const w = all[locale];
  const reason =
    alert.why === undefined
      ? undefined
      : (own(w.reasons, alert.why) ??
        (alert.stallId === undefined && stageLabel(alert.why, locale, profile.stages)));
  const clocks =
    alert.stallId !== undefined ||
    alert.type.startsWith('order.promise-') ||
    alert.type === 'order.delay-expected';
  const where =
    clocks &&
    order &&
    waiting &&
    w.stage(
      stageLabel(order.stay.stage, locale, profile.stages),
      lengthText(waiting.spent, waiting.kind, locale),
      lengthText(waiting.limit, waiting.kind, locale),
    );
  const promised =
    clocks && order?.promise && w.promised(dayAndTime(order.promise.at, locale, profile.timeZone));
  const open =
    alert.stallId !== undefined && order
      ? missing(order, profile.stages.find(({ name }) => name === order.stay.stage)?.checklist)
      : [];
  const unticked = open.length > 0 && w.unticked(open.map(({ label }) => label[locale]).join('; '));
  const sum = alert.sum && formatMoney(alert.sum.amount, alert.sum.currency, locale);
  return [alert.orderId, alert.about, sum, where, promised, unticked, reason].filter(Boolean).join(', ');
}
