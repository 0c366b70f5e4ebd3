import type { Locale } from '../i18n/dates.ts';

/** What staff read in a digest. */
export interface StaffWords {
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
  /** Beneath the message, before the places to go to. */
  readonly see: string;
  /** On the phone: the provider takes no more e-mails of ours. */
  readonly stopped: string;
  readonly orders: { readonly one: string; readonly few?: string; readonly other: string };
}

const ro: StaffWords = {
  titles: {
    'sending.mail-stopped':
      'E-mailurile nu sunt primite de furnizor: mesajele așteaptă și pleacă singure când se reia',
    'sending.sms-stopped':
      'SMS-urile nu sunt primite de furnizor: mesajele așteaptă și pleacă singure când se reia',
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
    'notice.call-needed': 'De sunat: clienți fără e-mail, care au ceva de ales',
    'notice.held': 'Mesaje către clienți care așteaptă decizia dumneavoastră',
    'notice.failed': 'Mesaje care nu au putut fi trimise',
    'contact.suppressed': 'Adrese la care nu mai scriem',
    'access.issuer-changed':
      'S-a schimbat contul firmei cu care se intră în Veghe: timp de 24 de ore nu decide nimic',
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
    unanswered: 'nu se știe dacă a plecat',
    fault: 'o eroare a sistemului; am anunțat administratorul',
  },
  next: 'Preluați-le cu o cauză, amânați-le cu un motiv sau mutați comanda mai departe: alerta se închide singură.',
  escalation: (count, named, one) =>
    one
      ? `comanda ${named} a depasit limita si nu a preluat-o nimeni. Va rugam verificati acum.`
      : `${count} au depasit limita si nu le-a preluat nimeni: ${named}. Va rugam verificati acum.`,
  see: 'Deschideți pagina',
  stopped:
    'e-mailurile nu mai pleaca, furnizorul le refuza. Mesajele asteapta. Va rugam anuntati administratorul.',
  orders: { one: 'comandă', few: 'comenzi', other: 'de comenzi' },
};

const en: StaffWords = {
  titles: {
    'sending.mail-stopped':
      'The provider takes no e-mails: messages wait, and go by themselves when it does again',
    'sending.sms-stopped':
      'The provider takes no SMS: messages wait, and go by themselves when it does again',
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
    'notice.call-needed': 'To phone: customers without e-mail who have something to choose',
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
    unanswered: 'it is not known whether it left',
    fault: 'a fault of the system; its operator has been told',
  },
  next: 'Take them with a cause, put them off with a reason, or move the order on: then the alert closes itself.',
  escalation: (count, named, one) =>
    one
      ? `order ${named} is past the limit and nobody has taken it. Please look now.`
      : `${count} are past the limit and nobody has taken them: ${named}. Please look now.`,
  see: 'Open the page',
  stopped:
    'e-mails no longer leave, the provider refuses them. Messages wait. Please tell the administrator.',
  orders: { one: 'order', other: 'orders' },
};

export const staffWords: Readonly<Record<Locale, StaffWords>> = { ro, en };
