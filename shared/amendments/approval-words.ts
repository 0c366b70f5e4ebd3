import type { Locale } from '../i18n/dates.ts';
import type { Verdict } from './assessment.ts';
import type { Department } from './department.ts';

/** Words to the staff whose word, quote or work a change waits for. */
export interface ApprovalWords {
  readonly title: (order: string) => string;
  readonly asked: (who: string) => string;
  readonly roles: Readonly<Record<string, string>>;
  readonly as: (role: string) => string;
  readonly what: string;
  readonly date: (date: string) => string;
  readonly margin: (sum: string, percent: string) => string;
  readonly marginUnknown: string;
  readonly risk: (now: string, withIt: string, safe: string) => string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly supply: (name: string, free: number, toBuy: number) => string;
  readonly unavailable: (name: string) => string;
  readonly refusedBy: (departments: string) => string;
  readonly departments: Readonly<Record<Department, string>>;
  readonly question: string;
  readonly approve: string;
  readonly decline: string;
  readonly reason: string;
  readonly reasonMissing: string;
  readonly choose: string;
  readonly send: string;
  readonly until: (until: string) => string;
  readonly approved: { readonly title: string; readonly text: string };
  readonly declined: { readonly title: string; readonly text: string };
  readonly over: { readonly title: string; readonly text: string };
  readonly changed: { readonly title: string; readonly text: string };
  readonly own: { readonly title: string; readonly text: string };
  /** His sign-in address was changed less than a day ago. */
  readonly address: { readonly title: string; readonly text: string };
  readonly mail: {
    readonly approve: (order: string) => string;
    readonly remind: (order: string) => string;
    readonly quote: (order: string) => string;
    readonly task: (order: string, department: string) => string;
    readonly link: string;
    readonly see: string;
    readonly work: Readonly<Record<Department, string>>;
    readonly quoteWork: string;
  };
}

const ro: ApprovalWords = {
  title: (order) => `Modificarea comenzii ${order} așteaptă decizia dumneavoastră`,
  asked: (who) => `A cerut-o ${who}.`,
  roles: {
    supervisor: 'supervizor',
    finance: 'financiar',
    procurement: 'achiziții',
    packing: 'ambalare',
    logistics: 'logistică',
    operator: 'operator',
    warehouse: 'depozit',
    admin: 'administrator',
    customer: 'client',
  },
  as: (role) => `Decideți ca ${role}.`,
  what: 'Ce se schimbă',
  date: (date) => `Data livrării: ${date}.`,
  margin: (sum, percent) => `Marja modificării: ${sum}${percent}.`,
  marginUnknown: 'Marja nu se cunoaște: lipsește costul unui produs.',
  risk: (now, withIt, safe) =>
    `Riscul de a rata data: acum ${now}, cu modificarea ${withIt}. Prima dată sigură: ${safe}.`,
  verdicts: {
    fits: 'Se încadrează.',
    'at-risk': 'Data este în pericol.',
    'does-not-fit': 'Nu se încadrează.',
  },
  supply: (name, free, toBuy) =>
    `${name}: ${String(free)} în stoc${toBuy > 0 ? `, ${String(toBuy)} de cumpărat` : ''}`,
  unavailable: (name) => `${name}: nu se găsește`,
  refusedBy: (departments) => `Au refuzat deja: ${departments}.`,
  departments: {
    procurement: 'achiziții',
    packing: 'ambalare',
    logistics: 'logistică',
    billing: 'facturare',
  },
  question: 'Decizia dumneavoastră',
  approve: 'Aprob exact aceste linii, acest cost și această dată',
  decline: 'Resping',
  reason: 'Motivul (obligatoriu la respingere)',
  reasonMissing: 'La respingere scrieți și motivul.',
  choose: 'Alegeți: aprob sau resping.',
  send: 'Trimit decizia',
  until: (until) => `Se poate decide până ${until}.`,
  approved: { title: 'Am notat aprobarea', text: 'Mulțumim. Ceilalți sunt întrebați mai departe.' },
  declined: { title: 'Am notat respingerea', text: 'Modificarea nu se face; comanda rămâne cum era.' },
  over: {
    title: 'Nu mai este nimic de decis aici',
    text: 'S-a decis deja, a trecut timpul sau cererea a fost retrasă.',
  },
  changed: {
    title: 'S-a schimbat între timp',
    text: 'Liniile, costul sau data nu mai sunt cele din mesaj. Veți primi unul nou, cu ce este acum.',
  },
  own: {
    title: 'Aici nu puteți decide',
    text: 'Nimeni nu decide asupra propriei cereri și nimeni nu ține locul a două roluri.',
  },
  address: {
    title: 'Deocamdată nu puteți decide',
    text: 'Adresa dumneavoastră de e-mail a fost schimbată acum mai puțin de 24 de ore. Așteptați, sau rugați un alt administrator să o confirme.',
  },
  mail: {
    approve: (order) => `Comanda ${order}: modificare de aprobat`,
    remind: (order) => `Comanda ${order}: modificarea așteaptă încă decizia dumneavoastră`,
    quote: (order) => `Comanda ${order}: ofertă de cerut pentru un produs nelistat`,
    task: (order, department) => `Comanda ${order}: sarcină pentru ${department}`,
    link: 'Vedeți modificarea și decideți',
    see: 'Deschideți modificarea',
    work: {
      procurement: 'De cumpărat ce nu este în stoc.',
      packing: 'De pus în pachete ce se schimbă; pachetele gata făcute se redeschid.',
      logistics: 'De reprogramat livrarea.',
      billing:
        'De pregătit documentul pentru diferență; factura fiscală se emite în programul de facturare, iar seria și numărul ei se notează la sarcină.',
    },
    quoteWork:
      'Produsul nu este în catalog sau în contract: înainte de orice aprobare este nevoie de cost, dată și valabilitate.',
  },
};

const en: ApprovalWords = {
  title: (order) => `A change of order ${order} waits for your decision`,
  asked: (who) => `${who} asked for it.`,
  roles: {
    supervisor: 'supervisor',
    finance: 'finance',
    procurement: 'procurement',
    packing: 'packing',
    logistics: 'logistics',
    operator: 'operator',
    warehouse: 'warehouse',
    admin: 'administrator',
    customer: 'customer',
  },
  as: (role) => `You decide as ${role}.`,
  what: 'What changes',
  date: (date) => `Delivery date: ${date}.`,
  margin: (sum, percent) => `Margin of the change: ${sum}${percent}.`,
  marginUnknown: 'The margin is not known: the cost of an article is missing.',
  risk: (now, withIt, safe) =>
    `Risk of missing the date: ${now} now, ${withIt} with the change. First safe date: ${safe}.`,
  verdicts: { fits: 'It fits.', 'at-risk': 'The date is at risk.', 'does-not-fit': 'It does not fit.' },
  supply: (name, free, toBuy) =>
    `${name}: ${String(free)} in stock${toBuy > 0 ? `, ${String(toBuy)} to buy` : ''}`,
  unavailable: (name) => `${name}: not to be had`,
  refusedBy: (departments) => `Refused already by: ${departments}.`,
  departments: { procurement: 'procurement', packing: 'packing', logistics: 'logistics', billing: 'billing' },
  question: 'Your decision',
  approve: 'I approve exactly these lines, this cost and this date',
  decline: 'I decline',
  reason: 'The reason (needed to decline)',
  reasonMissing: 'Write the reason as well.',
  choose: 'Choose: approve or decline.',
  send: 'Send the decision',
  until: (until) => `It can be decided until ${until}.`,
  approved: { title: 'Your approval is noted', text: 'Thank you. The others are asked next.' },
  declined: { title: 'Your refusal is noted', text: 'The change is not made; the order stays as it was.' },
  over: {
    title: 'There is nothing to decide here any more',
    text: 'It was decided already, its time is over, or it was taken back.',
  },
  changed: {
    title: 'It has changed meanwhile',
    text: 'Lines, cost or date are no longer those of the message. A new one comes with what is true now.',
  },
  own: {
    title: 'You cannot decide here',
    text: 'Nobody decides on his own request, and nobody fills two roles.',
  },
  address: {
    title: 'You cannot decide yet',
    text: 'Your e-mail address was changed less than 24 hours ago. Please wait, or ask another admin to confirm it.',
  },
  mail: {
    approve: (order) => `Order ${order}: a change to approve`,
    remind: (order) => `Order ${order}: the change still waits for your decision`,
    quote: (order) => `Order ${order}: a quote is needed for an unlisted item`,
    task: (order, department) => `Order ${order}: a task for ${department}`,
    link: 'See the change and decide',
    see: 'Open the change',
    work: {
      procurement: 'Buy what is not in stock.',
      packing: 'Pack what changes; packed units are opened again.',
      logistics: 'Reschedule the delivery.',
      billing:
        'Prepare the document for the difference; the fiscal invoice is issued in the invoicing programme, and its series and number are noted with the task.',
    },
    quoteWork:
      'The item is outside catalogue or contract: cost, date and validity are needed before anybody approves.',
  },
};

export const approvalWords: Readonly<Record<Locale, ApprovalWords>> = { ro, en };
