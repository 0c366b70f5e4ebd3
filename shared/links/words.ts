import type { Locale } from '../i18n/dates.ts';

/** The words of the page on which a customer keeps or cancels a late order. */
export interface DelayWords {
  readonly title: (order: string) => string;
  readonly stage: (label: string, since: string) => string;
  readonly promised: (date: string) => string;
  readonly range: (range: string) => string;
  readonly open: string;
  readonly goods: string;
  readonly question: string;
  readonly keep: string;
  readonly keepHint: string;
  readonly cancel: string;
  readonly cancelHint: (amount: string | undefined) => string;
  readonly stays: string;
  readonly ends: (until: string) => string;
  readonly until: (until: string) => string;
  readonly choose: string;
  readonly send: string;
  readonly contact: (email: string | undefined, phone: string | undefined) => string;
  readonly kept: { readonly title: string; readonly text: string };
  readonly cancelled: { readonly title: string; readonly text: (amount: string | undefined) => string };
  readonly unknown: { readonly title: string; readonly text: string };
  readonly over: { readonly title: string; readonly text: string };
  readonly left: { readonly title: (order: string) => string; readonly text: (label: string) => string };
}

const ro: DelayWords = {
  title: (order) => `Comanda ${order} întârzie`,
  stage: (label, since) => `Comanda este „${label}” din ${since}. Ne pare rău pentru întârziere.`,
  promised: (date) => `V-am promis-o pentru ${date}.`,
  range: (range) => `Acum credem că ajunge la dumneavoastră ${range}.`,
  open: 'Încă nu vă putem spune o dată în care să avem încredere. Vă scriem imediat ce o știm.',
  goods: 'În comandă',
  question: 'Ce doriți să facem?',
  keep: 'Păstrez comanda',
  keepHint: 'Aștept până ajunge.',
  cancel: 'Renunț la comandă',
  cancelHint: (amount) => (amount === undefined ? 'Nu aveți nimic de plătit.' : `Vă dăm înapoi ${amount}.`),
  stays: 'Dacă nu alegeți nimic, comanda rămâne deschisă, iar drepturile dumneavoastră nu se schimbă.',
  ends: (until) => `Dacă nu alegeți nimic până ${until}, anulăm comanda și vă dăm înapoi tot ce ați plătit.`,
  until: (until) => `Puteți alege aici până ${until}.`,
  choose: 'Alegeți una dintre cele două variante.',
  send: 'Trimit alegerea',
  contact: (email, phone) =>
    email === undefined && phone === undefined
      ? ''
      : `Aveți o întrebare? ${[email && `Scrieți-ne la ${email}`, phone && `${email === undefined ? 'Sunați' : 'sunați'} la ${phone}`].filter(Boolean).join(' ori ')}.`,
  kept: {
    title: 'Vă mulțumim pentru răbdare',
    text: 'Păstrăm comanda și vă scriem când merge mai departe.',
  },
  cancelled: {
    title: 'Am anulat comanda',
    text: (amount) =>
      amount === undefined
        ? 'Nu aveți nimic de plătit. Ne pare rău că v-am făcut să așteptați.'
        : `Vă dăm înapoi ${amount}, în cel mult 14 zile, pe aceeași cale pe care ați plătit. Ne pare rău că v-am făcut să așteptați.`,
  },
  unknown: {
    title: 'Nu găsim această pagină',
    text: 'Linkul nu este întreg sau nu este de la noi. Deschideți-l din nou din mesajul primit.',
  },
  over: {
    title: 'Aici nu mai este nimic de ales',
    text: 'Ați răspuns deja, a trecut timpul de răspuns sau v-am scris între timp altceva. Dacă vreți altceva, scrieți-ne.',
  },
  left: {
    title: (order) => `Comanda ${order} a plecat mai departe`,
    text: (label) =>
      `Acum este „${label}” și nu mai poate fi oprită. O puteți refuza la livrare sau returna în 14 zile după ce o primiți.`,
  },
};

const en: DelayWords = {
  title: (order) => `Order ${order} is late`,
  stage: (label, since) => `It has been at the stage “${label}” since ${since}. We are sorry for the delay.`,
  promised: (date) => `We had promised it for ${date}.`,
  range: (range) => `We now expect it to reach you ${range}.`,
  open: 'We cannot yet name a date that we would trust ourselves. We write to you as soon as we know it.',
  goods: 'In the order',
  question: 'What shall we do?',
  keep: 'Keep the order',
  keepHint: 'I wait until it comes.',
  cancel: 'Cancel the order',
  cancelHint: (amount) => (amount === undefined ? 'There is nothing to pay.' : `You get ${amount} back.`),
  stays: 'If you choose nothing, the order stays open, and your rights stay as they are.',
  ends: (until) => `If you choose nothing by ${until}, we cancel the order and give you back all you paid.`,
  until: (until) => `You can choose here until ${until}.`,
  choose: 'Choose one of the two.',
  send: 'Send my choice',
  contact: (email, phone) =>
    email === undefined && phone === undefined
      ? ''
      : `A question? ${[email && `Write to ${email}`, phone && `${email === undefined ? 'Call' : 'call'} ${phone}`].filter(Boolean).join(', or ')}.`,
  kept: {
    title: 'Thank you for your patience',
    text: 'We keep the order and write to you when it moves on.',
  },
  cancelled: {
    title: 'The order is cancelled',
    text: (amount) =>
      amount === undefined
        ? 'There is nothing to pay. We are sorry that we made you wait.'
        : `You get ${amount} back, within 14 days, the way you paid. We are sorry that we made you wait.`,
  },
  unknown: {
    title: 'We cannot find this page',
    text: 'The link is not complete, or not from us. Open it again from the message you got.',
  },
  over: {
    title: 'There is nothing left to choose here',
    text: 'You have answered, the time to answer has passed, or we have written to you since. If you want something else, write to us.',
  },
  left: {
    title: (order) => `Order ${order} has moved on`,
    text: (label) =>
      `It is now “${label}” and can no longer be stopped. You can refuse it at the door or send it back within 14 days of getting it.`,
  },
};

export const delayWords: Readonly<Record<Locale, DelayWords>> = { ro, en };
