import type { Locale } from '../i18n/dates.ts';

/** The words of the page on which a customer agrees to what a change costs, and of the messages around it. */
export interface AcceptanceWords {
  readonly title: (order: string) => string;
  readonly company: (order: string) => string;
  readonly intro: string;
  readonly what: string;
  readonly date: (date: string) => string;
  readonly question: string;
  readonly accept: (sum: string) => string;
  readonly acceptFree: string;
  readonly decline: string;
  readonly declineHint: string;
  readonly alternative: (what: string, sum: string) => string;
  readonly orderNumber: string;
  readonly choose: string;
  readonly send: string;
  readonly until: (until: string) => string;
  readonly silence: string;
  readonly accepted: { readonly title: string; readonly text: string };
  readonly declined: { readonly title: string; readonly text: string };
  readonly chosen: { readonly title: string; readonly text: string };
  readonly over: { readonly title: string; readonly text: string };
  readonly mail: {
    readonly ask: { readonly subject: (order: string) => string; readonly intro: (order: string) => string };
    readonly remind: {
      readonly subject: (order: string) => string;
      readonly intro: (order: string) => string;
    };
    readonly link: string;
    readonly until: (until: string) => string;
    readonly applied: {
      readonly subject: (order: string) => string;
      readonly intro: (order: string) => string;
    };
    readonly paid: (sum: string) => string;
    readonly back: (sum: string) => string;
    readonly unchanged: {
      readonly subject: (order: string) => string;
      readonly text: (order: string) => string;
    };
  };
}

const ro: AcceptanceWords = {
  title: (order) => `Modificarea comenzii ${order}`,
  company: (order) => `Act adițional la comanda ${order}`,
  intro:
    'Ați cerut o modificare a comenzii. Iată exact ce se schimbă și cât costă. Comanda rămâne cum este până ne răspundeți.',
  what: 'Ce se schimbă',
  date: (date) => `Data livrării: ${date}.`,
  question: 'Ce alegeți?',
  accept: (sum) => `Accept modificarea și plătesc în plus ${sum}`,
  acceptFree: 'Accept modificarea',
  decline: 'Nu mai vreau modificarea',
  declineHint: 'Comanda rămâne cum era.',
  alternative: (what, sum) => `${what}: ${sum}`,
  orderNumber: 'Numărul dumneavoastră de comandă',
  choose: 'Alegeți una dintre variante.',
  send: 'Trimit răspunsul',
  until: (until) => `Puteți răspunde aici până ${until}.`,
  silence: 'Dacă nu răspundeți, comanda rămâne cum era.',
  accepted: {
    title: 'Vă mulțumim, am notat acordul',
    text: 'Facem modificarea și vă scriem imediat ce comanda nouă este confirmată.',
  },
  declined: {
    title: 'Comanda rămâne cum era',
    text: 'Am renunțat la modificare. Nu aveți nimic de plătit în plus.',
  },
  chosen: {
    title: 'Am notat varianta aleasă',
    text: 'O verificăm cu colegii noștri și vă scriem imediat ce este confirmată.',
  },
  over: {
    title: 'Nu mai este nimic de ales aici',
    text: 'S-a răspuns deja, a trecut timpul sau modificarea a fost retrasă.',
  },
  mail: {
    ask: {
      subject: (order) => `Modificarea comenzii ${order}: avem nevoie de acordul dumneavoastră`,
      intro: (order) =>
        `Am verificat modificarea cerută pentru comanda ${order}. O putem face, iar pentru asta avem nevoie de acordul dumneavoastră.`,
    },
    remind: {
      subject: (order) => `Comanda ${order}: așteptăm răspunsul despre modificare`,
      intro: (order) => `Modificarea comenzii ${order} așteaptă încă acordul dumneavoastră.`,
    },
    link: 'Vedeți modificarea și răspundeți',
    until: (until) => `Puteți răspunde până ${until}. Dacă nu răspundeți, comanda rămâne cum era.`,
    applied: {
      subject: (order) => `Comanda ${order} a fost modificată`,
      intro: (order) => `Am făcut modificarea cerută la comanda ${order}. Iată ce s-a schimbat:`,
    },
    paid: (sum) => `Comanda costă acum cu ${sum} mai mult, TVA inclus.`,
    back: (sum) => `Comanda costă acum cu ${sum} mai puțin, TVA inclus.`,
    unchanged: {
      subject: (order) => `Comanda ${order} rămâne cum era`,
      text: (order) =>
        `Din păcate nu am mai putut face modificarea la comanda ${order}, deși ați fost de acord cu ea. Ne pare rău. Comanda rămâne cum era și nu aveți nimic de plătit în plus.`,
    },
  },
};

const en: AcceptanceWords = {
  title: (order) => `Change of order ${order}`,
  company: (order) => `Addendum to order ${order}`,
  intro:
    'You asked for a change of the order. This is exactly what changes and what it costs. The order stays as it is until you answer.',
  what: 'What changes',
  date: (date) => `Delivery date: ${date}.`,
  question: 'What do you choose?',
  accept: (sum) => `I accept the change and pay ${sum} in addition`,
  acceptFree: 'I accept the change',
  decline: 'I no longer want the change',
  declineHint: 'The order stays as it was.',
  alternative: (what, sum) => `${what}: ${sum}`,
  orderNumber: 'Your own order number',
  choose: 'Choose one of them.',
  send: 'Send the answer',
  until: (until) => `You can answer here until ${until}.`,
  silence: 'If you do not answer, the order stays as it was.',
  accepted: {
    title: 'Thank you, we have noted your agreement',
    text: 'We make the change and write to you as soon as the new order is confirmed.',
  },
  declined: {
    title: 'The order stays as it was',
    text: 'The change is dropped. You have nothing more to pay.',
  },
  chosen: {
    title: 'We have noted your choice',
    text: 'We check it with our colleagues and write to you as soon as it is confirmed.',
  },
  over: {
    title: 'There is nothing to choose here any more',
    text: 'It was answered already, its time is over, or the change was taken back.',
  },
  mail: {
    ask: {
      subject: (order) => `Change of order ${order}: we need your agreement`,
      intro: (order) =>
        `We have looked at the change of order ${order} that was asked for. We can make it, and need your agreement.`,
    },
    remind: {
      subject: (order) => `Order ${order}: we wait for your answer about the change`,
      intro: (order) => `The change of order ${order} still waits for your agreement.`,
    },
    link: 'See the change and answer',
    until: (until) => `You can answer until ${until}. If you do not, the order stays as it was.`,
    applied: {
      subject: (order) => `Order ${order} has been changed`,
      intro: (order) =>
        `We have made the change of order ${order} that was asked for. This is what is different:`,
    },
    paid: (sum) => `The order now costs ${sum} more, VAT included.`,
    back: (sum) => `The order now costs ${sum} less, VAT included.`,
    unchanged: {
      subject: (order) => `Order ${order} stays as it was`,
      text: (order) =>
        `Unfortunately we could not make the change of order ${order} after all, though you had agreed to it. We are sorry. The order stays as it was and you have nothing more to pay.`,
    },
  },
};

export const acceptanceWords: Readonly<Record<Locale, AcceptanceWords>> = { ro, en };
