import type { Status } from '../amendments/status.ts';
import type { Locale } from '../i18n/dates.ts';

/** Words of the pages on which staff ask for changes of orders, decide them and see to their tasks. */
export interface AmendmentsWords {
  readonly title: string;
  readonly one: (order: string) => string;
  readonly ask: (order: string) => string;
  readonly none: string;
  readonly show: string;
  readonly status: string;
  readonly statuses: Readonly<Record<Status, string>>;
  readonly columns: {
    readonly order: string;
    readonly since: string;
    readonly extra: string;
    readonly waits: string;
  };
  readonly reasons: Readonly<Record<string, string>>;
  readonly approvals: string;
  readonly approval: (role: string, rules: string) => string;
  readonly waiting: (until: string) => string;
  readonly later: string;
  readonly approved: (who: string, when: string) => string;
  readonly standsFor: (who: string) => string;
  readonly decide: string;
  readonly approve: string;
  readonly decline: string;
  readonly comment: string;
  readonly tasks: string;
  readonly taskStates: Readonly<Record<'open' | 'acknowledged' | 'done', string>>;
  readonly take: string;
  readonly done: string;
  readonly refuse: string;
  readonly note: string;
  readonly quote: string;
  readonly item: string;
  readonly cost: string;
  readonly price: string;
  readonly supplier: string;
  readonly readyOn: string;
  readonly validOn: string;
  readonly sendQuote: string;
  readonly withdraw: string;
  readonly alternatives: string;
  readonly documents: string;
  readonly toOrder: string;
  readonly lines: string;
  readonly quantityOf: (name: string) => string;
  readonly more: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: string;
  readonly unlisted: string;
  readonly address: string;
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
  readonly delivery: string;
  readonly date: string;
  readonly shipments: string;
  readonly asBefore: string;
  readonly behalf: string;
  readonly nobody: string;
  readonly preview: string;
  readonly send: string;
  readonly previewed: string;
  readonly asks: (parties: string) => string;
  readonly asksNobody: string;
  readonly refused: (why: string) => string;
  readonly closed: string;
}

const ro: AmendmentsWords = {
  title: 'Modificări de comenzi',
  one: (order) => `Modificarea comenzii ${order}`,
  ask: (order) => `Modifică comanda ${order}`,
  none: 'Nu este nicio modificare aici.',
  show: 'Arată',
  status: 'Stare',
  statuses: {
    requested: 'la rând',
    'awaiting-quote': 'așteaptă oferta',
    'awaiting-approval': 'așteaptă aprobări',
    'awaiting-customer': 'așteaptă clientul',
    'awaiting-departments': 'așteaptă departamentele',
    applied: 'făcută',
    declined: 'respinsă',
    withdrawn: 'retrasă',
    expired: 'expirată',
  },
  columns: { order: 'Comanda', since: 'Din', extra: 'În plus, cu TVA', waits: 'Așteaptă' },
  reasons: {
    'no-answer': 'nu a răspuns nimeni la timp',
    quote: 'oferta nu a venit la timp',
    queue: 'a așteptat prea mult la rând',
    silence: 'fără răspuns',
    declined: 'respinsă',
    'order-closed': 'comanda s-a încheiat',
    'past-no-return': 'comanda a trecut de punctul fără întoarcere',
    'applied-by-shop': 'magazinul a făcut deja schimbarea',
  },
  approvals: 'Cine trebuie să fie de acord',
  approval: (role, rules) => `${role} (regula ${rules})`,
  waiting: (until) => `așteptat până ${until}`,
  later: 'întrebat mai târziu',
  approved: (who, when) => `de acord: ${who}, ${when}`,
  standsFor: (who) => `în locul lui ${who}`,
  decide: 'Decizia dumneavoastră',
  approve: 'Aprob',
  decline: 'Resping',
  comment: 'Comentariu',
  tasks: 'Sarcini',
  taskStates: { open: 'nepreluată', acknowledged: 'preluată', done: 'gata' },
  take: 'Preia',
  done: 'Gata',
  refuse: 'Refuz',
  note: 'Notă sau motiv',
  quote: 'Oferta pentru produsul nelistat',
  item: 'Produsul',
  cost: 'Costul pe bucată, fără TVA',
  price: 'Prețul pe bucată pentru client (opțional)',
  supplier: 'Furnizor',
  readyOn: 'Marfa este aici la',
  validOn: 'Oferta este valabilă până la',
  sendQuote: 'Trimit oferta',
  withdraw: 'Retrag cererea',
  alternatives: 'Ce altceva se poate',
  documents: 'Documente',
  toOrder: 'Comanda',
  lines: 'Produsele comenzii (0 scoate linia)',
  quantityOf: (name) => `Bucăți: ${name}`,
  more: 'Se adaugă',
  sku: 'SKU',
  name: 'Denumire (dacă nu este în catalog)',
  quantity: 'Bucăți',
  unlisted: 'În afara contractului: cere ofertă',
  address: 'Altă adresă de livrare',
  street: 'Strada',
  city: 'Localitatea',
  postalCode: 'Cod poștal',
  delivery: 'Livrarea',
  date: 'Altă dată',
  shipments: 'Cum pleacă',
  asBefore: 'ca până acum',
  behalf: 'Cine dorește schimbarea',
  nobody: 'eu',
  preview: 'Vezi ce înseamnă',
  send: 'Cer modificarea',
  previewed: 'Ce înseamnă modificarea',
  asks: (parties) => `Vor fi întrebați: ${parties}.`,
  asksNobody: 'Nu trebuie întrebat nimeni.',
  refused: (why) => `Nu se poate: ${why}`,
  closed: 'Comanda s-a încheiat: nu se mai poate modifica nimic.',
};

const en: AmendmentsWords = {
  title: 'Changes of orders',
  one: (order) => `Change of order ${order}`,
  ask: (order) => `Change order ${order}`,
  none: 'There is no change here.',
  show: 'Show',
  status: 'Status',
  statuses: {
    requested: 'waits for its turn',
    'awaiting-quote': 'waits for a quote',
    'awaiting-approval': 'waits for approvals',
    'awaiting-customer': 'waits for the customer',
    'awaiting-departments': 'waits for departments',
    applied: 'made',
    declined: 'declined',
    withdrawn: 'taken back',
    expired: 'expired',
  },
  columns: { order: 'Order', since: 'Since', extra: 'In addition, with VAT', waits: 'Waits for' },
  reasons: {
    'no-answer': 'nobody answered in time',
    quote: 'the quote did not come in time',
    queue: 'it waited too long for its turn',
    silence: 'no answer',
    declined: 'declined',
    'order-closed': 'the order has ended',
    'past-no-return': 'the order has passed the point of no return',
    'applied-by-shop': 'the shop has made the change itself',
  },
  approvals: 'Who must agree',
  approval: (role, rules) => `${role} (rule ${rules})`,
  waiting: (until) => `waited for until ${until}`,
  later: 'asked later',
  approved: (who, when) => `agreed: ${who}, ${when}`,
  standsFor: (who) => `in the place of ${who}`,
  decide: 'Your decision',
  approve: 'Approve',
  decline: 'Decline',
  comment: 'Comment',
  tasks: 'Tasks',
  taskStates: { open: 'not taken', acknowledged: 'taken', done: 'done' },
  take: 'Take',
  done: 'Done',
  refuse: 'Refuse',
  note: 'Note or reason',
  quote: 'Quote for the unlisted item',
  item: 'Item',
  cost: 'Cost of a piece, net',
  price: 'Price of a piece to the customer (optional)',
  supplier: 'Supplier',
  readyOn: 'The goods are here on',
  validOn: 'The quote holds until',
  sendQuote: 'Send the quote',
  withdraw: 'Take the request back',
  alternatives: 'What else could be done',
  documents: 'Documents',
  toOrder: 'Order',
  lines: 'The order’s goods (0 removes the line)',
  quantityOf: (name) => `Pieces: ${name}`,
  more: 'Added',
  sku: 'SKU',
  name: 'Name (if the catalogue has none)',
  quantity: 'Pieces',
  unlisted: 'Outside the contract: needs a quote',
  address: 'Another delivery address',
  street: 'Street',
  city: 'City',
  postalCode: 'Postal code',
  delivery: 'Delivery',
  date: 'Another date',
  shipments: 'How it leaves',
  asBefore: 'as before',
  behalf: 'Whose wish it is',
  nobody: 'mine',
  preview: 'See what it means',
  send: 'Ask for the change',
  previewed: 'What the change means',
  asks: (parties) => `These will be asked: ${parties}.`,
  asksNobody: 'Nobody needs to be asked.',
  refused: (why) => `It cannot be done: ${why}`,
  closed: 'The order has ended: nothing of it can be changed.',
};

export const amendmentsWords: Readonly<Record<Locale, AmendmentsWords>> = { ro, en };
