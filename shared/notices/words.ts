import type { Locale } from '../i18n/dates.ts';

/** What a customer is told at a stage: the subject, and one paragraph. `{order}` is the order's id. */
interface StageWords {
  readonly label: string;
  readonly subject: string;
  readonly body: string;
}

export interface Words {
  readonly hello: (name: string) => string;
  readonly stages: Readonly<Record<string, StageWords>>;
  /** For a stage of the shop's own. */
  readonly otherStage: (order: string, label: string) => StageWords;
  readonly range: (likely: string, latest: string) => string;
  readonly expected: string;
  readonly parcel: (carrier: string, awb: string) => string;
  readonly track: string;
  readonly delay: {
    readonly subject: (order: string) => string;
    readonly body: (order: string, stage: string, since: string) => string;
    readonly promised: (date: string) => string;
    readonly next: string;
    readonly sms: (order: string, range: string) => string;
  };
  readonly promise: {
    readonly subject: (order: string) => string;
    readonly body: (order: string, date: string) => string;
    readonly before: (date: string) => string;
    readonly sms: (order: string, date: string) => string;
  };
  readonly correction: {
    readonly subject: (order: string) => string;
    readonly body: (order: string, wrong: string, right: string) => string;
    readonly sms: (order: string, right: string) => string;
  };
  readonly answer: (email: string | undefined, phone: string | undefined) => string;
  readonly signature: (shop: string) => string;
}

const stage = (label: string, subject: string, body: string): StageWords => ({ label, subject, body });

const ro: Words = {
  hello: (name) => `Bună ziua, ${name},`,
  stages: {
    placed: stage(
      'primită',
      'Am primit comanda {order}',
      'Vă mulțumim! Am primit comanda {order} și ne ocupăm de ea.',
    ),
    confirmed: stage(
      'confirmată',
      'Comanda {order} este confirmată',
      'Am confirmat comanda {order} și începem să o pregătim.',
    ),
    preparing: stage('în pregătire', 'Pregătim comanda {order}', 'Comanda {order} este în pregătire.'),
    packed: stage(
      'ambalată',
      'Comanda {order} este ambalată',
      'Am ambalat comanda {order}. În curând o predăm curierului.',
    ),
    shipped: stage(
      'expediată',
      'Comanda {order} a plecat spre dumneavoastră',
      'Am predat curierului comanda {order}.',
    ),
    'at-pickup-point': stage(
      'la punctul de ridicare',
      'Comanda {order} vă așteaptă la punctul de ridicare',
      'Comanda {order} a ajuns la punctul de ridicare și vă așteaptă.',
    ),
    'delivery-failed': stage(
      'livrare nereușită',
      'Curierul nu a putut livra comanda {order}',
      'Curierul a încercat să vă livreze comanda {order} și nu a reușit. Va încerca din nou.',
    ),
    refused: stage(
      'refuzată',
      'Comanda {order} a fost refuzată la livrare',
      'Curierul ne-a anunțat că ați refuzat comanda {order}.',
    ),
    returning: stage(
      'în curs de retur',
      'Comanda {order} se întoarce la noi',
      'Comanda {order} este pe drumul de întoarcere.',
    ),
    returned: stage(
      'returnată',
      'Comanda {order} s-a întors la noi',
      'Comanda {order} a ajuns înapoi la noi.',
    ),
    lost: stage(
      'pierdută de curier',
      'Căutăm comanda {order}',
      'Curierul nu mai găsește coletul cu comanda {order}. Ne pare rău. Facem verificări și revenim cu o soluție.',
    ),
    delivered: stage(
      'livrată',
      'Comanda {order} a fost livrată',
      'Comanda {order} a ajuns la dumneavoastră. Să o folosiți cu bucurie!',
    ),
    cancelled: stage('anulată', 'Comanda {order} a fost anulată', 'Comanda {order} a fost anulată.'),
  },
  otherStage: (order, label) =>
    stage(label, `Comanda ${order}: ${label}`, `Comanda ${order} este acum în etapa „${label}”.`),
  range: (likely, latest) =>
    likely === latest ? `cel mai probabil ${likely}` : `cel mai probabil ${likely}, cel târziu ${latest}`,
  expected: 'Ajunge la dumneavoastră',
  parcel: (carrier, awb) => `${carrier}, AWB ${awb}`,
  track: 'Urmăriți coletul',
  delay: {
    subject: (order) => `Comanda ${order} întârzie: ce știm acum`,
    body: (order, label, since) =>
      `Comanda ${order} este „${label}” din ${since}, și durează mai mult decât ar fi trebuit. Ne pare rău pentru întârziere.`,
    promised: (date) => `Data pe care v-am promis-o, ${date}, probabil nu o mai putem respecta.`,
    next: 'Nu trebuie să faceți nimic: vă scriem când comanda merge mai departe.',
    sms: (order, range) => `comanda ${order} intarzie, ne pare rau. Ajunge ${range}.`,
  },
  promise: {
    subject: (order) => `Data nouă pentru comanda ${order}`,
    body: (order, date) => `Comanda ${order} ajunge la dumneavoastră până ${date}.`,
    before: (date) => `Data dinainte era ${date}. Ne pare rău pentru schimbare.`,
    sms: (order, date) => `comanda ${order} ajunge pana ${date}.`,
  },
  correction: {
    subject: (order) => `Îndreptăm o greșeală: comanda ${order}`,
    body: (order, wrong, right) =>
      `V-am scris din greșeală că ${order} este „${wrong}”. De fapt comanda este „${right}”. Ne cerem scuze.`,
    sms: (order, right) => `indreptam o greseala: comanda ${order} este de fapt "${right}".`,
  },
  answer: (email, phone) =>
    email === undefined && phone === undefined
      ? 'Aveți o întrebare? Răspundeți la acest mesaj.'
      : `Aveți o întrebare sau vreți să renunțați? ${[email && `Răspundeți la acest e-mail sau scrieți-ne la ${email}`, phone && `sunați la ${phone}`].filter(Boolean).join(' ori ')}.`,
  signature: (shop) => `Echipa ${shop}`,
};

const en: Words = {
  hello: (name) => `Hello ${name},`,
  stages: {
    placed: stage(
      'received',
      'We have received order {order}',
      'Thank you! We have received order {order} and are looking after it.',
    ),
    confirmed: stage(
      'confirmed',
      'Order {order} is confirmed',
      'We have confirmed order {order} and are starting to prepare it.',
    ),
    preparing: stage('being prepared', 'We are preparing order {order}', 'Order {order} is being prepared.'),
    packed: stage('packed', 'Order {order} is packed', 'Order {order} is packed. The carrier gets it soon.'),
    shipped: stage('shipped', 'Order {order} is on its way', 'We have handed order {order} to the carrier.'),
    'at-pickup-point': stage(
      'at the pick-up point',
      'Order {order} is waiting for you',
      'Order {order} is waiting for you at the pick-up point.',
    ),
    'delivery-failed': stage(
      'delivery failed',
      'Order {order} could not be delivered',
      'The carrier tried to deliver order {order} and could not. They will try again.',
    ),
    refused: stage(
      'refused',
      'Order {order} was refused',
      'The carrier tells us that you refused order {order}.',
    ),
    returning: stage(
      'on its way back',
      'Order {order} is coming back to us',
      'Order {order} is on its way back to us.',
    ),
    returned: stage('returned', 'Order {order} is back with us', 'Order {order} has arrived back with us.'),
    lost: stage(
      'lost by the carrier',
      'We are looking for order {order}',
      'The carrier cannot find the parcel of order {order}. We are sorry. We are looking into it and will come back with a solution.',
    ),
    delivered: stage('delivered', 'Order {order} was delivered', 'Order {order} has reached you. Enjoy it!'),
    cancelled: stage('cancelled', 'Order {order} was cancelled', 'Order {order} was cancelled.'),
  },
  otherStage: (order, label) =>
    stage(label, `Order ${order}: ${label}`, `Order ${order} is now at the stage “${label}”.`),
  range: (likely, latest) =>
    likely === latest ? `most likely on ${likely}` : `most likely on ${likely}, at the latest on ${latest}`,
  expected: 'We expect it to reach you',
  parcel: (carrier, awb) => `${carrier}, tracking number ${awb}`,
  track: 'Track the parcel',
  delay: {
    subject: (order) => `Order ${order} is late: what we know now`,
    body: (order, label, since) =>
      `Order ${order} has been at the stage “${label}” since ${since}, longer than it should. We are sorry for the delay.`,
    promised: (date) => `The date we promised, ${date}, will probably be missed.`,
    next: 'You need not do anything: we write to you when the order moves on.',
    sms: (order, range) => `order ${order} is late, we are sorry. It arrives ${range}.`,
  },
  promise: {
    subject: (order) => `A new date for order ${order}`,
    body: (order, date) => `Order ${order} reaches you by ${date}.`,
    before: (date) => `The date before was ${date}. We are sorry for the change.`,
    sms: (order, date) => `order ${order} arrives by ${date}.`,
  },
  correction: {
    subject: (order) => `We got it wrong: order ${order}`,
    body: (order, wrong, right) =>
      `We wrote to you by mistake that order ${order} was “${wrong}”. In fact it is “${right}”. Our apologies.`,
    sms: (order, right) => `we got it wrong: order ${order} is in fact "${right}".`,
  },
  answer: (email, phone) =>
    email === undefined && phone === undefined
      ? 'A question? Answer this message.'
      : `A question, or you no longer want it? ${[email && `Answer this e-mail or write to ${email}`, phone && `call ${phone}`].filter(Boolean).join(', or ')}.`,
  signature: (shop) => `The ${shop} team`,
};

export const words: Readonly<Record<Locale, Words>> = { ro, en };

/** The name of a stage in a reader's words: the shop's own, else the usual, else the bare name. */
export function stageLabel(
  name: string,
  locale: Locale,
  stages: readonly { readonly name: string; readonly label?: Readonly<Record<Locale, string>> | undefined }[],
): string {
  return (
    stages.find((found) => found.name === name)?.label?.[locale] ?? words[locale].stages[name]?.label ?? name
  );
}
