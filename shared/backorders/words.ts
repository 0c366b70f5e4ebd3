import type { Locale } from '../i18n/dates.ts';
import { missing } from '../i18n/pieces.ts';

/** The words of everything a customer reads about goods that lack. */
export interface BackorderWords {
  readonly subject: (order: string) => string;
  readonly intro: (order: string) => string;
  readonly lacks: (pieces: number, name: string) => string;
  readonly three: (deadline: string) => string;
  readonly link: string;
  readonly silence: { readonly wait: string; readonly cancel: (paid: boolean) => string };
  readonly reminder: (order: string) => string;
  readonly remind: (deadline: string) => string;
  readonly covered: { readonly subject: (order: string) => string; readonly body: string };
  readonly settled: {
    readonly subject: (order: string) => string;
    readonly wait: (name: string, until: string | undefined) => string;
    readonly cancel: (name: string) => string;
    readonly substitute: (name: string, by: string) => string;
    readonly whole: string;
    readonly refund: (sum: string) => string;
    readonly less: (sum: string) => string;
    readonly more: (sum: string) => string;
    readonly rest: { readonly 'ship-now': string; readonly 'ship-together': string };
    readonly silent: string;
  };
  readonly sms: {
    readonly asked: (order: string) => string;
    readonly settled: (order: string) => string;
    readonly covered: (order: string) => string;
  };
  readonly page: {
    readonly title: (order: string) => string;
    readonly wait: string;
    readonly waitHint: (
      from: string,
      to: string,
      basis: 'purchase-order' | 'overdue' | 'lead-time',
    ) => string;
    readonly cancel: string;
    readonly cancelHint: (sum: string, paid: boolean) => string;
    readonly substitute: (name: string) => string;
    readonly substituteHint: (difference: string | undefined, dearer: boolean) => string;
    readonly restQuestion: string;
    readonly shipNow: string;
    readonly shipNowHint: string;
    readonly shipTogether: string;
    readonly shipTogetherHint: string;
    readonly cancelAll: string;
    readonly cancelAllHint: (sum: string | undefined) => string;
    readonly send: string;
    readonly choose: string;
    readonly until: (deadline: string) => string;
    readonly done: string;
    readonly over: { readonly title: string; readonly text: string };
    readonly chosen: string;
  };
}

const ro: BackorderWords = {
  subject: (order) => `Comanda ${order}: un produs nu mai este în stoc. Ce doriți să facem?`,
  intro: (order) =>
    `Ne pare rău: când am pregătit comanda ${order}, am văzut că ne lipsește ceva ce v-am vândut. Restul comenzii este în regulă.`,
  lacks: (n, name) => `${name}: ${missing(n, 'ro')}`,
  three: (deadline) =>
    `Alegeți dumneavoastră ce facem: așteptați, renunțați la produs sau luați altul în loc. Ne puteți răspunde până ${deadline}.`,
  link: 'Alegeți ce facem',
  silence: {
    wait: 'Dacă nu alegeți nimic, așteptăm produsul cât timp se respectă data convenită; altfel îl scoatem din comandă.',
    cancel: (paid) =>
      `Dacă nu alegeți nimic, scoatem produsul din comandă${paid ? ' și vă dăm banii înapoi' : ''}. Nu vă trimitem niciodată altceva fără acordul dumneavoastră.`,
  },
  reminder: (order) => `Comanda ${order}: așteptăm alegerea dumneavoastră`,
  remind: (deadline) => `V-am scris că ne lipsește un produs din comandă. Mai puteți alege până ${deadline}.`,
  covered: {
    subject: (order) => `Comanda ${order}: avem totuși produsul`,
    body: 'V-am scris că ne lipsește un produs din comandă. Între timp l-am găsit sau l-am primit: nu trebuie să mai alegeți nimic, comanda merge mai departe.',
  },
  settled: {
    subject: (order) => `Comanda ${order}: am făcut cum s-a hotărât`,
    wait: (name, until) => `${name}: îl așteptăm${until === undefined ? '' : `, cel târziu până ${until}`}.`,
    cancel: (name) => `${name}: l-am scos din comandă.`,
    substitute: (name, by) => `${name}: trimitem în loc ${by}.`,
    whole: 'Am anulat toată comanda.',
    refund: (sum) => `Primiți înapoi ${sum}, în cel mult 14 zile, pe calea pe care ați plătit.`,
    less: (sum) => `Aveți de plătit cu ${sum} mai puțin.`,
    more: (sum) => `Diferența pe care ați acceptat-o este de ${sum}.`,
    rest: {
      'ship-now': 'Restul comenzii pleacă acum, fără niciun cost în plus.',
      'ship-together': 'Restul comenzii pleacă împreună cu ce așteptați.',
    },
    silent: 'Nu am primit un răspuns, așa că am făcut ce v-am scris.',
  },
  sms: {
    asked: (order) => `un produs din comanda ${order} lipseste.`,
    settled: (order) => `comanda ${order}: am facut cum s-a hotarat.`,
    covered: (order) => `comanda ${order}: avem totusi produsul care lipsea.`,
  },
  page: {
    title: (order) => `Comanda ${order}: ce facem cu ce lipsește?`,
    wait: 'Aștept',
    waitHint: (from, to, basis) =>
      basis === 'purchase-order'
        ? `Este comandat la furnizor: vine între ${from} și ${to}.`
        : basis === 'overdue'
          ? `Furnizorul a întârziat; credem că vine între ${from} și ${to}.`
          : `După cât durează de obicei, vine între ${from} și ${to}. Nu este sigur.`,
    cancel: 'Renunț la acest produs',
    cancelHint: (sum, paid) => (paid ? `Vă dăm înapoi ${sum}.` : `Plătiți cu ${sum} mai puțin.`),
    substitute: (name) => `Iau în loc: ${name}`,
    substituteHint: (difference, dearer) =>
      difference === undefined
        ? 'La același preț. Îl avem pus deoparte pentru dumneavoastră.'
        : dearer
          ? `Costă în plus ${difference}, pe care îi acceptați dacă îl alegeți.`
          : `Costă cu ${difference} mai puțin; diferența o primiți înapoi.`,
    restQuestion: 'Ce facem cu restul comenzii?',
    shipNow: 'Trimiteți restul acum',
    shipNowHint: 'Fără niciun cost în plus.',
    shipTogether: 'Trimiteți totul împreună',
    shipTogetherHint: 'Când este gata și ce așteptați.',
    cancelAll: 'Anulați toată comanda',
    cancelAllHint: (sum) => (sum === undefined ? 'Nu aveți nimic de plătit.' : `Vă dăm înapoi ${sum}.`),
    send: 'Trimit alegerea',
    choose: 'Alegeți câte o variantă pentru fiecare produs și una pentru restul comenzii.',
    until: (deadline) => `Puteți alege aici până ${deadline}.`,
    done: 'Vă mulțumim! Facem așa:',
    over: {
      title: 'Aici nu mai este nimic de ales',
      text: 'Ați răspuns deja, timpul de răspuns a trecut sau am găsit produsul între timp. Dacă doriți altceva, scrieți-ne.',
    },
    chosen: 'S-a hotărât deja așa:',
  },
};

const en: BackorderWords = {
  subject: (order) => `Order ${order}: an item is out of stock. What shall we do?`,
  intro: (order) =>
    `We are sorry: as we prepared order ${order} we saw that something we sold you is missing. The rest of the order is fine.`,
  lacks: (n, name) => `${name}: ${missing(n, 'en')}`,
  three: (deadline) =>
    `You choose what we do: wait for it, cancel it, or take something else instead. You can answer until ${deadline}.`,
  link: 'Choose what we do',
  silence: {
    wait: 'If you choose nothing, we wait as long as the agreed date can be kept; otherwise we take the item out of the order.',
    cancel: (paid) =>
      `If you choose nothing, we take the item out of the order${paid ? ' and give you the money back' : ''}. We never send you something else without your consent.`,
  },
  reminder: (order) => `Order ${order}: we are waiting for your choice`,
  remind: (deadline) =>
    `We wrote that an item of your order is missing. You can still choose until ${deadline}.`,
  covered: {
    subject: (order) => `Order ${order}: we have the item after all`,
    body: 'We wrote that an item of your order is missing. Meanwhile we have found or received it: there is nothing left to choose, your order goes on.',
  },
  settled: {
    subject: (order) => `Order ${order}: done as decided`,
    wait: (name, until) =>
      `${name}: we wait for it${until === undefined ? '' : `, until ${until} at the latest`}.`,
    cancel: (name) => `${name}: we took it out of the order.`,
    substitute: (name, by) => `${name}: we send ${by} instead.`,
    whole: 'We have cancelled the whole order.',
    refund: (sum) => `You get ${sum} back within 14 days, the way you paid.`,
    less: (sum) => `You pay ${sum} less.`,
    more: (sum) => `The difference that you accepted is ${sum}.`,
    rest: {
      'ship-now': 'The rest of the order leaves now, at no extra cost.',
      'ship-together': 'The rest of the order leaves together with what you wait for.',
    },
    silent: 'We had no answer, so we did what we had written.',
  },
  sms: {
    asked: (order) => `an item of order ${order} is missing.`,
    settled: (order) => `order ${order}: done as decided.`,
    covered: (order) => `order ${order}: we have the missing item after all.`,
  },
  page: {
    title: (order) => `Order ${order}: what about the missing item?`,
    wait: 'I wait for it',
    waitHint: (from, to, basis) =>
      basis === 'purchase-order'
        ? `It is on order: it comes between ${from} and ${to}.`
        : basis === 'overdue'
          ? `The supplier is late; we think it comes between ${from} and ${to}.`
          : `By the usual time it comes between ${from} and ${to}. This is not certain.`,
    cancel: 'I give this item up',
    cancelHint: (sum, paid) => (paid ? `You get ${sum} back.` : `You pay ${sum} less.`),
    substitute: (name) => `I take instead: ${name}`,
    substituteHint: (difference, dearer) =>
      difference === undefined
        ? 'At the same price. It is set aside for you.'
        : dearer
          ? `It costs ${difference} more, which you accept by choosing it.`
          : `It costs ${difference} less; you get the difference back.`,
    restQuestion: 'What about the rest of the order?',
    shipNow: 'Send the rest now',
    shipNowHint: 'At no extra cost.',
    shipTogether: 'Send everything together',
    shipTogetherHint: 'When what you wait for is ready as well.',
    cancelAll: 'Cancel the whole order',
    cancelAllHint: (sum) => (sum === undefined ? 'There is nothing to pay.' : `You get ${sum} back.`),
    send: 'Send my choice',
    choose: 'Choose one option for each item and one for the rest of the order.',
    until: (deadline) => `You can choose here until ${deadline}.`,
    done: 'Thank you! This is what we do:',
    over: {
      title: 'There is nothing left to choose here',
      text: 'You have answered, the time to answer has passed, or we have found the item meanwhile. If you want something else, write to us.',
    },
    chosen: 'It has been decided:',
  },
};

export const backorderWords: Readonly<Record<Locale, BackorderWords>> = { ro, en };
