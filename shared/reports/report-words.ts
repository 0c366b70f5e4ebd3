import type { Locale } from '../i18n/dates.ts';
import type { Check } from './checks.ts';

interface Noun {
  readonly one: string;
  readonly few?: string;
  readonly other: string;
}

/** Everything a report says. */
export interface ReportWords {
  readonly title: (date: string) => string;
  readonly asOf: (time: string, before: string) => string;
  readonly reconstructed: (before: string) => string;
  readonly subject: (shop: string, date: string, stuck: string, cause: string | undefined) => string;
  readonly calm: string;
  readonly open: string;
  readonly sections: Readonly<
    Record<'piles' | 'stalls' | 'stages' | 'flow' | 'load' | 'notices' | 'alerts', string>
  >;
  readonly nothingStalled: string;
  readonly stalled: Noun;
  readonly pile: (stage: string, stalled: string, passed: number) => string;
  readonly cut: string;
  readonly noCause: string;
  readonly cause: (trait: string) => string;
  readonly together: (traits: string) => string;
  readonly shares: string;
  readonly amongStalled: string;
  readonly amongPassed: string;
  readonly evidence: Readonly<Record<string, (what: string, orders: string) => string>>;
  readonly missingReceipt: (
    what: string,
    orders: string,
    receipt: {
      readonly sku: string;
      readonly supplier: string;
      readonly pieces: string;
      readonly by: string;
    },
  ) => string;
  readonly pieces: Noun;
  readonly next: (check: string, who: string) => string;
  readonly checked: (by: string, outcome: string, note: string | undefined) => string;
  readonly outcomes: Readonly<Record<Check['outcome'], string>>;
  readonly ordersLead: string;
  readonly orders: Noun;
  readonly owned: (escalated: number, unowned: number) => string;
  readonly owner: (by: string, orders: string) => string;
  readonly head: Readonly<
    Record<
      | 'order'
      | 'stage'
      | 'since'
      | 'by'
      | 'waiting'
      | 'in'
      | 'out'
      | 'usual'
      | 'capacity'
      | 'work'
      | 'kind'
      | 'count',
      string
    >
  >;
  readonly escalated: string;
  readonly gravest: string;
  readonly nobody: string;
  readonly ages: string;
  readonly ageTones: Readonly<Record<'calm' | 'warn' | 'fault', string>>;
  readonly agesTable: string;
  readonly today: string;
  readonly flowCaption: (day: string) => string;
  readonly unusual: string;
  readonly loadCaption: string;
  readonly overYear: string;
  readonly days: Noun;
  readonly noticesCaption: (day: string) => string;
  readonly noticeKinds: Readonly<Record<string, string>>;
  readonly noticesWaiting: (count: number) => string;
  readonly economics: (alerts: string, per100: string | undefined, from: string, to: string) => string;
  readonly alertsNoun: Noun;
  readonly stallsOfWeek: (warned: number, breached: number, escalated: number) => string;
  readonly acted: (share: string) => string;
  readonly lead: (length: string) => string;
  readonly hours: Noun;
  readonly roles: Readonly<Record<string, string>>;
  readonly proposals: {
    readonly title: string;
    readonly decide: string;
    readonly limit: (stage: string, limit: string, before: string | undefined) => string;
    readonly effect: (per100: string, before: string | undefined) => string;
    readonly worth: (caught: number, wolf: number) => string;
    readonly other: (kind: string, stage: string, by: string) => string;
    readonly kinds: Readonly<Record<string, string>>;
  };
  readonly before: string;
  readonly after: string;
  readonly sheet: string;
  readonly worklist: string;
  readonly tick: string;
  readonly outcome: string;
  readonly note: string;
  readonly save: string;
  readonly saved: string;
}

const ro: ReportWords = {
  title: (date) => `Raportul zilei: ${date}`,
  asOf: (time, before) => `Situația la ${time}. Intrările, ieșirile și mesajele sunt de ${before}.`,
  reconstructed: (before) =>
    `Refăcut din contoare: comenzile pe etape la sfârșitul zilei de ${before}. Ce comenzi erau blocate atunci nu se mai știe.`,
  subject: (shop, date, stuck, cause) =>
    `${shop}, ${date}: ${stuck}${cause === undefined ? '' : `, probabil ${cause}`}`,
  calm: 'nicio comandă blocată',
  open: 'Deschideți raportul',
  sections: {
    piles: 'Unde se adună comenzile și de ce',
    stalls: 'Comenzi blocate și cine le are',
    stages: 'Ce așteaptă, pe etape',
    flow: 'Intrări și ieșiri',
    load: 'Cât de lucru este',
    notices: 'Mesaje către clienți',
    alerts: 'Cât deranjează alertele și la ce folosesc',
  },
  nothingStalled: 'Nicio comandă nu a depășit limita. O zi bună!',
  stalled: { one: 'comandă blocată', few: 'comenzi blocate', other: 'de comenzi blocate' },
  pile: (stage, stalled, passed) => `„${stage}”: ${stalled}, ${String(passed)} au trecut în același timp`,
  cut: 'Sunt mai multe decât s-au citit.',
  noCause: 'Nu au nimic în comun mai mult decât ar explica întâmplarea.',
  cause: (trait) => `Cauza probabilă: ${trait}`,
  together: (traits) => `Aceleași comenzi au și ${traits}: cifrele nu spun care dintre ele este cauza.`,
  shares: 'Câte comenzi o au',
  amongStalled: 'dintre cele blocate',
  amongPassed: 'dintre cele trecute',
  evidence: {
    hold: (what, orders) => `Oprite cu motivul „${what}”: ${orders}.`,
    checklist: (what, orders) => `Nebifat în listă „${what}”: ${orders}.`,
    'silent-source': (what, orders) =>
      `Sursa ${what}, care raportează mereu, a amuțit; a raportat ultima oară ${orders}.`,
  },
  missingReceipt: (what, orders, { sku, supplier, pieces, by }) =>
    `Lipsește recepția comenzii ${what} (${supplier}): ${pieces} ${sku}, cu termen ${by}. Articolul este în ${orders}.`,
  pieces: { one: 'bucată', few: 'bucăți', other: 'de bucăți' },
  next: (check, who) => `De verificat acum (${who}): ${check}`,
  checked: (by, outcome, note) => `Verificat de ${by}: ${outcome}${note === undefined ? '.' : `. „${note}”`}`,
  outcomes: { confirmed: 'se confirmă', 'ruled-out': 'nu este aceasta', unclear: 'neclar' },
  ordersLead: 'Comenzile',
  orders: { one: 'comandă', few: 'comenzi', other: 'de comenzi' },
  owned: (escalated, unowned) =>
    `Escaladate: ${String(escalated)}. Nepreluate de nimeni: ${String(unowned)}.`,
  owner: (by, orders) => `${by} are ${orders}`,
  head: {
    order: 'Comanda',
    stage: 'Etapa',
    since: 'Din',
    by: 'O are',
    waiting: 'Așteaptă',
    in: 'Intrate',
    out: 'Ieșite',
    usual: 'De obicei',
    capacity: 'Pe zi',
    work: 'Zile de lucru',
    kind: 'Felul',
    count: 'Câte',
  },
  escalated: 'escaladată',
  gravest: 'Cele mai grave, cele mai vechi întâi',
  nobody: 'nimeni',
  ages: 'Comenzi care așteaptă, după vechimea în etapă',
  ageTones: { calm: 'până la 1 zi', warn: '2–7 zile', fault: 'peste 7 zile' },
  agesTable: 'Aceleași cifre, după zilele petrecute în etapă',
  today: 'azi',
  flowCaption: (day) => `${day}, față de mediana aceleiași zile din ultimele șase săptămâni`,
  unusual: '–',
  loadCaption: 'Comenzi care așteaptă, împărțite la cât se lucrează pe zi',
  overYear: 'peste un an',
  days: { one: 'zi', few: 'zile', other: 'de zile' },
  noticesCaption: (day) => `Trimise și netrimise ${day}`,
  noticeKinds: {
    stage: 'etapă nouă',
    delay: 'întârziere',
    promise: 'dată nouă',
    correction: 'îndreptare',
    kept: 'păstrate, netrimise (probă)',
    held: 'oprite pentru decizie',
    dropped: 'renunțate',
    failed: 'eșuate',
  },
  noticesWaiting: (count) =>
    count === 0 ? 'Niciun mesaj nu așteaptă decizia cuiva.' : `Așteaptă decizia cuiva: ${String(count)}.`,
  economics: (alerts, per100, from, to) =>
    `${from} – ${to}: ${alerts}${per100 === undefined ? '' : `, ${per100} la 100 de comenzi noi`}.`,
  alertsNoun: { one: 'alertă', few: 'alerte', other: 'de alerte' },
  stallsOfWeek: (warned, breached, escalated) =>
    `Avertizate: ${String(warned)}. Limite depășite: ${String(breached)}. Escaladate: ${String(escalated)}.`,
  acted: (share) => `La ${share} dintre blocajele încheiate a reacționat cineva.`,
  lead: (length) => `Avertizarea a venit, la mijloc, cu ${length} înainte de limită.`,
  hours: { one: 'oră', few: 'ore', other: 'de ore' },
  roles: {
    operator: 'operator',
    warehouse: 'depozit',
    supervisor: 'supervizor',
    finance: 'financiar',
    procurement: 'achiziții',
    packing: 'ambalare',
    logistics: 'logistică',
    admin: 'administrator',
    storefront: 'magazin',
  },
  proposals: {
    title: 'Propuneri',
    decide: 'Vedeți propunerile și decideți',
    limit: (stage, limit, before) =>
      `Limita pentru „${stage}”: ${limit}${before === undefined ? '' : ` în loc de ${before}`}.`,
    effect: (per100, before) =>
      `La 100 de comenzi ar suna ${per100}${before === undefined ? '' : `, acum ${before}`}.`,
    worth: (caught, wolf) =>
      `În ultimele douăsprezece săptămâni ar fi semnalat la timp ${String(caught)} și degeaba ${String(wolf)}.`,
    other: (kind, stage, by) => `${kind} pentru „${stage}”, propus de ${by}.`,
    kinds: { notice: 'Mesaje către clienți', 'checklist-item': 'Punct în listă' },
  },
  before: 'Ziua dinainte',
  after: 'Ziua următoare',
  sheet: 'Foaie de calcul (CSV)',
  worklist: 'Toate comenzile de rezolvat',
  tick: 'Notați ce ați găsit',
  outcome: 'Este aceasta cauza?',
  note: 'Notă',
  save: 'Salvează',
  saved: 'Am notat ce ați găsit. Se vede și în istoricul comenzilor.',
};

const en: ReportWords = {
  title: (date) => `Daily report: ${date}`,
  asOf: (time, before) => `As of ${time}. What came, went and was sent is of ${before}.`,
  reconstructed: (before) =>
    `Reconstructed from counters: what waited in each stage at the end of ${before}. Which orders were stalled then is no longer known.`,
  subject: (shop, date, stuck, cause) =>
    `${shop}, ${date}: ${stuck}${cause === undefined ? '' : `, probably ${cause}`}`,
  calm: 'no order is stalled',
  open: 'Open the report',
  sections: {
    piles: 'Where orders pile up, and why',
    stalls: 'Stalled orders, and who has them',
    stages: 'What waits, by stage',
    flow: 'In and out',
    load: 'How much work there is',
    notices: 'Messages to customers',
    alerts: 'What alerts cost and what they are worth',
  },
  nothingStalled: 'No order is past its limit. Have a good day!',
  stalled: { one: 'stalled order', other: 'stalled orders' },
  pile: (stage, stalled, passed) => `“${stage}”: ${stalled}, ${String(passed)} passed in the same time`,
  cut: 'There are more than were read.',
  noCause: 'They have nothing in common beyond what chance explains.',
  cause: (trait) => `Probable cause: ${trait}`,
  together: (traits) =>
    `The same orders also have ${traits}: which of them is the cause the figures cannot tell.`,
  shares: 'How many orders have it',
  amongStalled: 'of the stalled',
  amongPassed: 'of those that passed',
  evidence: {
    hold: (what, orders) => `Held with the reason “${what}”: ${orders}.`,
    checklist: (what, orders) => `Not ticked, “${what}”: ${orders}.`,
    'silent-source': (what, orders) =>
      `The source ${what}, which always speaks, has fallen silent; it last reported ${orders}.`,
  },
  missingReceipt: (what, orders, { sku, supplier, pieces, by }) =>
    `Missing receipt of purchase order ${what} (${supplier}): ${pieces} of ${sku}, expected ${by}. The article is in ${orders}.`,
  pieces: { one: 'piece', other: 'pieces' },
  next: (check, who) => `Check next (${who}): ${check}`,
  checked: (by, outcome, note) => `Checked by ${by}: ${outcome}${note === undefined ? '.' : `. “${note}”`}`,
  outcomes: { confirmed: 'confirmed', 'ruled-out': 'not this', unclear: 'unclear' },
  ordersLead: 'The orders',
  orders: { one: 'order', other: 'orders' },
  owned: (escalated, unowned) => `Escalated: ${String(escalated)}. Taken by nobody: ${String(unowned)}.`,
  owner: (by, orders) => `${by} has ${orders}`,
  head: {
    order: 'Order',
    stage: 'Stage',
    since: 'Since',
    by: 'Who has it',
    waiting: 'Waiting',
    in: 'In',
    out: 'Out',
    usual: 'Usual',
    capacity: 'A day',
    work: 'Days of work',
    kind: 'Kind',
    count: 'How many',
  },
  escalated: 'escalated',
  gravest: 'The gravest, oldest first',
  nobody: 'nobody',
  ages: 'Orders waiting, by how long they have been in the stage',
  ageTones: { calm: 'up to 1 day', warn: '2–7 days', fault: 'over 7 days' },
  agesTable: 'The same figures, by days in the stage',
  today: 'today',
  flowCaption: (day) => `${day}, against the median of the same weekday in the last six weeks`,
  unusual: '–',
  loadCaption: 'Orders waiting, over what is managed in a day',
  overYear: 'over a year',
  days: { one: 'day', other: 'days' },
  noticesCaption: (day) => `Sent and not sent on ${day}`,
  noticeKinds: {
    stage: 'new stage',
    delay: 'delay',
    promise: 'new date',
    correction: 'correction',
    kept: 'kept, unsent (shadow)',
    held: 'held for a decision',
    dropped: 'dropped',
    failed: 'failed',
  },
  noticesWaiting: (count) =>
    count === 0 ? 'No message waits for a decision.' : `Waiting for a decision: ${String(count)}.`,
  economics: (alerts, per100, from, to) =>
    `${from} – ${to}: ${alerts}${per100 === undefined ? '' : `, ${per100} per 100 new orders`}.`,
  alertsNoun: { one: 'alert', other: 'alerts' },
  stallsOfWeek: (warned, breached, escalated) =>
    `Warned: ${String(warned)}. Past the limit: ${String(breached)}. Escalated: ${String(escalated)}.`,
  acted: (share) => `Somebody reacted to ${share} of the stalls that are over.`,
  lead: (length) => `The median warning came ${length} before the limit.`,
  hours: { one: 'hour', other: 'hours' },
  roles: {},
  proposals: {
    title: 'Proposals',
    decide: 'See the proposals and decide',
    limit: (stage, limit, before) =>
      `The limit of “${stage}”: ${limit}${before === undefined ? '' : ` instead of ${before}`}.`,
    effect: (per100, before) =>
      `It would alert for ${per100} orders in 100${before === undefined ? '' : `, now ${before}`}.`,
    worth: (caught, wolf) =>
      `In the last twelve weeks it would have caught ${String(caught)} in time and cried wolf ${String(wolf)} times.`,
    other: (kind, stage, by) => `${kind} for “${stage}”, proposed by ${by}.`,
    kinds: { notice: 'Messages to customers', 'checklist-item': 'Checklist item' },
  },
  before: 'The day before',
  after: 'The day after',
  sheet: 'Sheet (CSV)',
  worklist: 'All orders to solve',
  tick: 'Take down what you found',
  outcome: 'Is this the cause?',
  note: 'Note',
  save: 'Save',
  saved: 'Taken down. It is on the timelines of the orders too.',
};

export const reportWords: Readonly<Record<Locale, ReportWords>> = { ro, en };
