import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import type { Content } from '../orders/content.ts';
import type { Order } from '../orders/state.ts';
import { problemsOf, type Shown } from '../orders/view.ts';

interface Words {
  readonly title: string;
  readonly reasons: Readonly<Record<Shown['reason'], string>>;
}

const words: Readonly<Record<Locale, Words>> = {
  ro: {
    title: 'De verificat',
    reasons: {
      'not-an-email': 'Adresa de e-mail nu poate fi folosită: nu scriem la ea',
      'not-a-phone': 'Numărul de telefon nu poate fi folosit: nu trimitem SMS',
      'not-a-language': 'Limba nu a fost recunoscută: scriem în limba magazinului',
      cut: 'Numele este prea lung și apare scurtat',
      'not-a-country': 'Țara nu a fost recunoscută: am luat țara magazinului',
      'no-offset': 'Ora comenzii a venit fără fus orar: am citit-o după ceasul magazinului',
      'withdrawal-without-reason': 'Produs fără drept de retragere, dar fără motiv',
      'differs-from-lines':
        'Totalul magazinului nu este suma produselor: nicio restituire parțială nu se propune de la sine',
      'nothing-ordered': 'Comanda nu mai are niciun produs',
      'ahead-of-clock': 'S-a raportat o oră din viitor: am luat ora la care a venit vestea',
      'before-placed': 'S-a raportat o oră dinaintea comenzii: am luat ora comenzii',
      'same-time-other-content':
        'Magazinul a trimis două variante ale comenzii cu aceeași oră: este păstrată ultima sosită',
    },
  },
  en: {
    title: 'To check',
    reasons: {
      'not-an-email': 'The e-mail address cannot be used: nothing is sent to it',
      'not-a-phone': 'The telephone number cannot be used: no SMS is sent',
      'not-a-language': 'The language was not recognized: messages come in the shop’s language',
      cut: 'The name is too long and is shown cut',
      'not-a-country': 'The country was not recognized: the shop’s own was taken',
      'no-offset': 'The time of the order came without a time zone: it was read on the shop’s clock',
      'withdrawal-without-reason': 'No right to withdraw from a line, but no reason why',
      'differs-from-lines':
        'The shop’s total is not the sum of the lines: no part of it is proposed to go back by itself',
      'nothing-ordered': 'The order has no goods left',
      'ahead-of-clock': 'A time in the future was told: the time at which it was told was taken',
      'before-placed': 'A time before the order was told: the time of the order was taken',
      'same-time-other-content':
        'The shop sent two versions of the order with the same time: the last to arrive was kept',
    },
  },
};

/** What of an order could not be used as it was sent, for a person to look at; nothing where all is well. */
export function orderProblems(order: Order, content: Content | undefined, locale: Locale): Html {
  const all = problemsOf(order, content);
  if (all.length === 0) return html``;
  const { title, reasons } = words[locale];
  return html`<h2>${title}</h2>
    <ul>
      ${all.map(
        ({ reason, value }) =>
          html`<li>
            ${reasons[reason]}${value !== undefined && value !== '' && html`: <strong>${value}</strong>`}
          </li>`,
      )}
    </ul>`;
}
