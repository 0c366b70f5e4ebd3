import { own } from '../kernel/own.ts';
import type { Envelope } from '../events/envelope.ts';
import { counted, dayAndTime, type Locale } from '../i18n/dates.ts';
import { formatMoney } from '../i18n/money.ts';
import { stageLabel } from '../notices/words.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, instant } from '../time/instant.ts';
import { amendmentTold } from './amendment-told.ts';
import type { Data, Tell } from './telling.ts';
import { pageWords } from './words.ts';

/** The lines that lack, as an event of a backorder names them. */
const lackingIn = (d: Data): string =>
  ((d['lines'] ?? []) as readonly { readonly sku: string; readonly lacking: number }[])
    .map(({ sku, lacking }) => `${sku} (${String(lacking)})`)
    .join(', ');

const ro: Readonly<Record<string, Tell>> = {
  ...amendmentTold.ro,
  'order.placed': (d, t) => `Comanda a intrat, în etapa „${t.stage(d['stage'])}”`,
  'order.stage-changed': (d, t) =>
    `${t.stage(d['from'])} → ${t.stage(d['to'])}${d['skipped'] ? `, peste ${t.list(d['skipped'])}` : ''}${d['unticked'] ? `; nebifat: ${t.list(d['unticked'])}` : ''}`,
  'order.closed': () => 'Comanda s-a încheiat',
  'order.status-late': (d, t) =>
    `Raportare întârziată: „${t.stage(d['stage'])}” la ${t.time(d['occurredAt'])}`,
  'order.status-contradicted': (d, t) =>
    `Raportare care contrazice: „${t.stage(d['stage'])}”, deși este „${t.stage(d['current'])}”`,
  'order.corrected': (d, t) => `Corectat: ${t.stage(d['from'])} → ${t.stage(d['to'])}`,
  'order.checklist-item-ticked': (d, t) => `Bifat: ${t.text(d['itemId'])}`,
  'order.checklist-item-unticked': (d, t) => `Bifa scoasă: ${t.text(d['itemId'])}`,
  'order.checklist-awaited': (d, t) => `Așteaptă doar lista de verificare: ${t.list(d['items'])}`,
  'order.parcel-added': (d, t) => `Colet nou: ${t.text((d['parcel'] as Data)['id'])}`,
  'order.parcel-updated': (d, t) => `Colet actualizat: ${t.text((d['parcel'] as Data)['id'])}`,
  'order.parcel-stage-changed': (d, t) =>
    `Coletul ${t.text(d['parcelId'])}: ${t.stage(d['from'])} → ${t.stage(d['to'])}`,
  'order.return-expected': (d) =>
    `Coletul se întoarce${d['refund'] === true ? '; se dau banii înapoi când ajunge' : '; nu este nimic de dat înapoi'}`,
  'order.refund-due': () => 'Bani de dat înapoi clientului',
  'order.refund-settled': () => 'Restituire trecută în contul comenzii',
  'order.pieces-returned': () => 'Produse întoarse, scăzute din comandă',
  'order.status-noted': (d, t) =>
    `Din nou: ${t.stage(d['stage'])}${d['reason'] === undefined ? '' : ` (${t.text(d['reason'])})`}`,
  'order.parcel-removed': (d, t) => `Etichetă anulată: coletul ${t.text(d['parcelId'])}`,
  'order.payment-overtaken': (d, t) =>
    `Veste întârziată despre plată, fără efect: ${t.text((d['payment'] as Data)['state'])}`,
  'refund.opened': (d, t) => `De dat înapoi ${t.sum(d['amount'], d['currency'])}`,
  'refund.overdue': (d, t) => `Trebuia dat înapoi ${t.sum(d['amount'], d['currency'])}`,
  'refund.settled': (d, t) => `Bani dați înapoi (${t.text(d['reference'])})`,
  'refund.voided': () => 'Nu mai este nimic de dat înapoi',
  'order.payment-changed': (d, t) => `Plata: ${t.text((d['payment'] as Data)['state'])}`,
  'order.promise-revised': (d, t) =>
    `Promisă pentru ${t.time(d['promisedAt'])}${d['previous'] ? `, înainte ${t.time(d['previous'])}` : ''}`,
  'order.content-confirmed': () => 'Magazinul a trimis comanda din nou, neschimbată',
  'order.customer-corrected': () => 'Datele de contact ale clientului au fost corectate',
  'order.time-taken': (d, t) =>
    `Ora primită nu se potrivește (${t.time(d['said'])}); a rămas ${t.time(d['taken'])}`,
  'order.revised': (d) =>
    d['reason'] === 'shop'
      ? 'Comanda a fost schimbată în magazin'
      : d['reason'] === 'backorder'
        ? 'Comanda s-a schimbat: produse care lipseau'
        : 'Comanda s-a schimbat, așa cum s-a convenit',
  'order.allocation-held': (d, t) => `Neplătită: produsele sunt păstrate până ${t.time(d['lapsesAt'])}`,
  'order.payment-awaited': () => 'Clientului i s-a amintit de plată',
  'order.allocation-lapsed': () => 'Neplătită la timp: produsele s-au întors la vânzare',
  'stock.drift-detected': (d, t) => `Raftul nu se potrivește cu stocul scriptic: ${t.text(d['driftId'])}`,
  'backorder.opened': (d) => `Lipsesc produse: ${lackingIn(d)}`,
  'backorder.changed': (d) => `Lipsesc acum: ${lackingIn(d)}`,
  'backorder.asked': (d, t) => `Clientul este întrebat ce facem; poate alege până ${t.time(d['deadline'])}`,
  'backorder.reminded': () => 'Clientului i s-a amintit să aleagă',
  'backorder.decided': (d) =>
    d['by'] === 'deadline'
      ? 'Niciun răspuns: contează regula magazinului'
      : 'S-a ales ce facem cu produsele care lipsesc',
  'backorder.applied': () => 'Alegerea a fost pusă în practică',
  'backorder.closed': (d) =>
    d['how'] === 'covered' ? 'Produsele sunt totuși aici' : 'Nu mai lipsește nimic',
  'order.refund-withdrawn': () => 'Nu mai este nimic de dat înapoi',
  'backorder.undone': () => 'Alegerea a fost luată înapoi',
  'backorder.wait-missed': () => 'Produsele așteptate nu au venit la timp',
  'order.held': () => 'Oprită',
  'order.hold-released': () => 'Reluată',
  'order.hold-review-due': () => 'Oprirea trebuie revăzută',
  'order.stall-warned': () => 'Limita se apropie',
  'order.stalled': () => 'Limită depășită',
  'order.stall-escalated': (d, t) => `Nepreluată la timp: trece la rolul ${t.text(d['role'])}`,
  'order.stall-acknowledged': (d, t) =>
    `${(d['quiet'] as Data)['kind'] === 'snoozed' ? 'Amânată' : 'Preluată'} până ${t.time((d['quiet'] as Data)['until'])}`,
  'order.stall-returned': () => 'Revine: nu s-a mișcat',
  'order.stall-closed': () => 'Nu mai stă pe loc',
  'order.promise-at-risk': (d, t) => `Data promisă este în pericol; estimare până ${t.time(d['p90'])}`,
  'order.delay-expected': (d, t) =>
    d['day'] === undefined
      ? 'Va întârzia; nu se poate numi o dată'
      : `Va întârzia; data nouă: cel târziu ${t.time(d['day'])}`,
  'order.delay-answered': (d) =>
    d['choice'] === 'keep' ? 'Clientul păstrează comanda' : 'Clientul renunță la comandă',
  'order.customer-erased': () => 'Datele clientului au fost șterse, la cererea lui',
  'order.delay-unanswered': () => 'Clientul nu a răspuns; tăcerea nu este un acord',
  'order.promise-missed': () => 'Data promisă a trecut',
  'order.statutory-deadline-near': (d, t) =>
    `Cele 30 de zile ale consumatorului se încheie ${t.time(d['deadline'])}`,
  'order.statutory-deadline-passed': () => 'Au trecut cele 30 de zile ale consumatorului',
  'notice.opened': () => 'Mesaj pregătit pentru client',
  'notice.deferred': () => 'Mesajul așteaptă',
  'notice.claimed': () => 'Mesajul pleacă',
  'notice.call-needed': () => 'De sunat clientul: nu are e-mail și are ceva de ales',
  'notice.call-tried': () => 'Clientul nu a răspuns la telefon',
  'notice.held': () => 'Mesaj oprit: așteaptă decizia unui om',
  'notice.released': () => 'Mesaj eliberat',
  'notice.sent': (d, t) => `Clientul a fost anunțat (${t.text(d['channel'])})`,
  'notice.kept': () => 'Mesaj păstrat, netrimis: magazinul este în umbră',
  'notice.dropped': (d, t) => `Mesaj la care s-a renunțat (${t.text(d['why'])})`,
  'notice.failed': (d, t) => `Mesaj care nu a putut fi trimis (${t.text(d['why'])})`,
  'link.issued': () => 'Link de alegere pentru client',
  'link.used': () => 'Linkul a fost folosit',
  'link.lapsed': () => 'Linkul a expirat',
  'digest.sent': (d, t) => `Anunțat în rezumatul pentru ${t.text(d['role'])}`,
  'bottleneck.checked': () => 'Cauză verificată',
};

const en: Readonly<Record<string, Tell>> = {
  ...amendmentTold.en,
  'order.placed': (d, t) => `Taken in, at the stage “${t.stage(d['stage'])}”`,
  'order.stage-changed': (d, t) =>
    `${t.stage(d['from'])} → ${t.stage(d['to'])}${d['skipped'] ? `, past ${t.list(d['skipped'])}` : ''}${d['unticked'] ? `; not ticked: ${t.list(d['unticked'])}` : ''}`,
  'order.closed': () => 'The order is closed',
  'order.status-late': (d, t) => `Late report: “${t.stage(d['stage'])}” at ${t.time(d['occurredAt'])}`,
  'order.status-contradicted': (d, t) =>
    `A report that contradicts: “${t.stage(d['stage'])}”, though it is “${t.stage(d['current'])}”`,
  'order.corrected': (d, t) => `Corrected: ${t.stage(d['from'])} → ${t.stage(d['to'])}`,
  'order.checklist-item-ticked': (d, t) => `Ticked: ${t.text(d['itemId'])}`,
  'order.checklist-item-unticked': (d, t) => `Tick taken back: ${t.text(d['itemId'])}`,
  'order.checklist-awaited': (d, t) => `Waits for the checklist alone: ${t.list(d['items'])}`,
  'order.parcel-added': (d, t) => `New parcel: ${t.text((d['parcel'] as Data)['id'])}`,
  'order.parcel-updated': (d, t) => `Parcel updated: ${t.text((d['parcel'] as Data)['id'])}`,
  'order.parcel-stage-changed': (d, t) =>
    `Parcel ${t.text(d['parcelId'])}: ${t.stage(d['from'])} → ${t.stage(d['to'])}`,
  'order.return-expected': (d) =>
    `The parcel comes back${d['refund'] === true ? '; money goes back when it is here' : '; nothing is due for it'}`,
  'order.refund-due': () => 'Money is due to the customer',
  'order.refund-settled': () => 'Refund recorded in the account of the order',
  'order.pieces-returned': () => 'Items came back and were taken off the order',
  'order.status-noted': (d, t) =>
    `Again: ${t.stage(d['stage'])}${d['reason'] === undefined ? '' : ` (${t.text(d['reason'])})`}`,
  'order.parcel-removed': (d, t) => `Label annulled: parcel ${t.text(d['parcelId'])}`,
  'order.payment-overtaken': (d, t) =>
    `Late report about the payment, without effect: ${t.text((d['payment'] as Data)['state'])}`,
  'refund.opened': (d, t) => `To pay back: ${t.sum(d['amount'], d['currency'])}`,
  'refund.overdue': (d, t) => `Should have been paid back: ${t.sum(d['amount'], d['currency'])}`,
  'refund.settled': (d, t) => `Paid back (${t.text(d['reference'])})`,
  'refund.voided': () => 'Nothing is due any more',
  'order.payment-changed': (d, t) => `Payment: ${t.text((d['payment'] as Data)['state'])}`,
  'order.promise-revised': (d, t) =>
    `Promised for ${t.time(d['promisedAt'])}${d['previous'] ? `, before ${t.time(d['previous'])}` : ''}`,
  'order.content-confirmed': () => 'The shop has sent the order again, unchanged',
  'order.customer-corrected': () => 'The customer’s contact was put right',
  'order.time-taken': (d, t) =>
    `The time that was told cannot be so (${t.time(d['said'])}); taken as ${t.time(d['taken'])}`,
  'order.revised': (d) =>
    d['reason'] === 'shop'
      ? 'Edited in the shop'
      : d['reason'] === 'backorder'
        ? 'The order has changed: missing items'
        : 'The order has changed, as agreed',
  'order.allocation-held': (d, t) => `Not paid: the goods are kept until ${t.time(d['lapsesAt'])}`,
  'order.payment-awaited': () => 'The customer was reminded of the payment',
  'order.allocation-lapsed': () => 'Not paid in time: the goods went back on sale',
  'stock.drift-detected': (d, t) => `Shelf and book do not match: ${t.text(d['driftId'])}`,
  'backorder.opened': (d) => `Items are missing: ${lackingIn(d)}`,
  'backorder.changed': (d) => `Missing now: ${lackingIn(d)}`,
  'backorder.asked': (d, t) => `The customer is asked what to do, until ${t.time(d['deadline'])}`,
  'backorder.reminded': () => 'The customer was reminded to choose',
  'backorder.decided': (d) =>
    d['by'] === 'deadline'
      ? 'No answer: the shop’s rule counts'
      : 'It was chosen what to do about the missing items',
  'backorder.applied': () => 'The choice was put into effect',
  'backorder.closed': (d) =>
    d['how'] === 'covered' ? 'The items are here after all' : 'Nothing is missing any more',
  'order.refund-withdrawn': () => 'Nothing is to be paid back any more',
  'backorder.undone': () => 'The choice was taken back',
  'backorder.wait-missed': () => 'The awaited items have not come in time',
  'order.held': () => 'Held',
  'order.hold-released': () => 'Released',
  'order.hold-review-due': () => 'The hold is to be looked at again',
  'order.stall-warned': () => 'Close to the limit',
  'order.stalled': () => 'Past the limit',
  'order.stall-escalated': (d, t) => `Taken by nobody in time: now with the role ${t.text(d['role'])}`,
  'order.stall-acknowledged': (d, t) =>
    `${(d['quiet'] as Data)['kind'] === 'snoozed' ? 'Put off' : 'Taken'} until ${t.time((d['quiet'] as Data)['until'])}`,
  'order.stall-returned': () => 'Back again: it has not moved',
  'order.stall-closed': () => 'It no longer stands still',
  'order.promise-at-risk': (d, t) => `The promised date is at risk; expected by ${t.time(d['p90'])}`,
  'order.delay-expected': (d, t) =>
    d['day'] === undefined
      ? 'It will be late; no date can be named'
      : `It will be late; new date: ${t.time(d['day'])} at the latest`,
  'order.delay-answered': (d) =>
    d['choice'] === 'keep' ? 'The customer keeps the order' : 'The customer cancels the order',
  'order.customer-erased': () => 'The customer’s data were erased, as he asked',
  'order.delay-unanswered': () => 'The customer did not answer; silence is no consent',
  'order.promise-missed': () => 'The promised date has passed',
  'order.statutory-deadline-near': (d, t) => `The consumer’s 30 days end ${t.time(d['deadline'])}`,
  'order.statutory-deadline-passed': () => 'The consumer’s 30 days have passed',
  'notice.opened': () => 'A message to the customer is prepared',
  'notice.deferred': () => 'The message waits',
  'notice.claimed': () => 'The message leaves',
  'notice.call-needed': () => 'The customer has to be phoned: no e-mail, and something to choose',
  'notice.call-tried': () => 'The customer did not answer the phone',
  'notice.held': () => 'A message waits for somebody’s decision',
  'notice.released': () => 'A message was released',
  'notice.sent': (d, t) => `The customer was told (${t.text(d['channel'])})`,
  'notice.kept': () => 'A message was kept, not sent: the shop is in shadow mode',
  'notice.dropped': (d, t) => `A message was dropped (${t.text(d['why'])})`,
  'notice.failed': (d, t) => `A message could not be sent (${t.text(d['why'])})`,
  'link.issued': () => 'A link to choose was made for the customer',
  'link.used': () => 'The link was used',
  'link.lapsed': () => 'The link has lapsed',
  'digest.sent': (d, t) => `In the digest for ${t.text(d['role'])}`,
  'bottleneck.checked': () => 'A cause was looked into',
};

const all: Readonly<Record<Locale, Readonly<Record<string, Tell>>>> = { ro, en };

/** What an entry of a timeline says to a person; what has no words says its type. */
export function timelineText(
  { type, data }: Pick<Envelope, 'type' | 'data'>,
  profile: Pick<Profile, 'stages' | 'timeZone'>,
  locale: Locale,
): string {
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  const reason = data['reason'] ?? (data['hold'] as Data | undefined)?.['reason'];
  const cause = (data['quiet'] as Data | undefined)?.['cause'];
  const said = own(all[locale], type)?.(data, {
    text,
    stage: (name) => stageLabel(text(name), locale, profile.stages),
    time: (at) => (typeof at === 'number' ? dayAndTime(at as Instant, locale, profile.timeZone) : '–'),
    sum: (amount, currency) => formatMoney(Number(amount), text(currency), locale),
    list: (values) =>
      Array.isArray(values)
        ? values.map((value) => stageLabel(text(value), locale, profile.stages)).join(', ')
        : '–',
  });
  const why = [reason, cause].filter((value): value is string => typeof value === 'string');
  return [said ?? type, ...why].join(': ');
}

/** Who did it, in words. */
export function actorName(actor: string, profile: Pick<Profile, 'staff'>, locale: Locale): string {
  const w = pageWords[locale];
  if (actor === 'system') return w.system;
  if (actor === 'customer') return w.customerName;
  return profile.staff.find(({ id }) => id === actor)?.name ?? actor;
}

export const entryTime = (occurredAt: string, profile: Pick<Profile, 'timeZone'>, locale: Locale): string =>
  dayAndTime(instant(Date.parse(occurredAt)), locale, profile.timeZone);

export const timesText = (count: number, locale: Locale): string =>
  counted(count, pageWords[locale].order.times, locale);
