import type { Template, Words } from './wording.ts';

const arrives = 'Ajunge la dumneavoastră {range}.';
const stage = (subject: string, body: string): Template => ({ subject, body: [body, arrives] });

/** To customers, in Romanian. */
export const ro: Words = {
  hello: (name) => `Bună ziua, ${name},`,
  labels: {
    placed: 'primită',
    confirmed: 'confirmată',
    preparing: 'în pregătire',
    packed: 'ambalată',
    shipped: 'expediată',
    'at-pickup-point': 'la punctul de ridicare',
    'delivery-failed': 'livrare nereușită',
    refused: 'refuzată',
    returning: 'în curs de retur',
    returned: 'returnată',
    lost: 'pierdută de curier',
    delivered: 'livrată',
    cancelled: 'anulată',
  },
  stages: {
    placed: stage('Am primit comanda {order}', 'Vă mulțumim! Am primit comanda {order} și ne ocupăm de ea.'),
    confirmed: stage(
      'Comanda {order} este confirmată',
      'Am confirmat comanda {order} și începem să o pregătim.',
    ),
    preparing: stage('Pregătim comanda {order}', 'Comanda {order} este în pregătire.'),
    packed: stage(
      'Comanda {order} este ambalată',
      'Am ambalat comanda {order}. În curând o predăm curierului.',
    ),
    shipped: stage('Comanda {order} a plecat spre dumneavoastră', 'Am predat curierului comanda {order}.'),
    'at-pickup-point': stage(
      'Comanda {order} vă așteaptă la punctul de ridicare',
      'Comanda {order} a ajuns la punctul de ridicare și vă așteaptă.',
    ),
    'delivery-failed': stage(
      'Curierul nu a putut livra comanda {order}',
      'Curierul a încercat să vă livreze comanda {order} și nu a reușit. Va încerca din nou.',
    ),
    refused: stage(
      'Comanda {order} a fost refuzată la livrare',
      'Curierul ne-a anunțat că ați refuzat comanda {order}.',
    ),
    returning: stage('Comanda {order} se întoarce la noi', 'Comanda {order} este pe drumul de întoarcere.'),
    returned: stage('Comanda {order} s-a întors la noi', 'Comanda {order} a ajuns înapoi la noi.'),
    lost: stage(
      'Căutăm comanda {order}',
      'Curierul nu mai găsește coletul cu comanda {order}. Ne pare rău. Facem verificări și revenim cu o soluție.',
    ),
    delivered: stage(
      'Comanda {order} a fost livrată',
      'Comanda {order} a ajuns la dumneavoastră. Să o folosiți cu bucurie!',
    ),
    cancelled: stage('Comanda {order} a fost anulată', 'Comanda {order} a fost anulată.'),
  },
  otherStage: {
    subject: 'Comanda {order}: {stage}',
    body: ['Comanda {order} este acum în etapa „{stage}”.', arrives],
  },
  delay: {
    subject: 'Comanda {order} întârzie: ce știm acum',
    body: [
      'Comanda {order} este „{stage}” din {since}, și durează mai mult decât ar fi trebuit. Ne pare rău pentru întârziere.',
      'Data pe care v-am promis-o, {promised}, probabil nu o mai putem respecta.',
      arrives,
    ],
    sms: 'comanda {order} intarzie, ne pare rau. Ajunge {range}.',
  },
  delayAgain: {
    subject: 'Comanda {order} întârzie din nou: ce știm acum',
    body: [
      'Ne pare rău: comanda {order} întârzie încă o dată. Este „{stage}” din {since}.',
      'V-am spus că ajunge cel târziu {before}, și probabil nu reușim.',
      arrives,
    ],
    sms: 'comanda {order} intarzie din nou, ne cerem scuze. Ajunge {range}.',
  },
  delayOpen: {
    subject: 'Comanda {order} întârzie, încă fără o dată nouă',
    body: [
      'Comanda {order} este „{stage}” din {since} și, din păcate, nu vă putem spune încă o dată în care să avem încredere. Ne pare rău.',
      'Data pe care v-am promis-o, {promised}, probabil nu o mai putem respecta.',
      'Vă scriem imediat ce știm când ajunge.',
    ],
    sms: 'comanda {order} intarzie, ne pare rau. Inca nu stim o data; va scriem imediat ce o stim.',
  },
  moving: {
    subject: 'Comanda {order} merge mai departe',
    body: ['V-am scris că întârzie; acum comanda {order} merge mai departe: este „{stage}”.', arrives],
    sms: 'comanda {order} merge mai departe: este {stage}. Ajunge {range}.',
  },
  promise: {
    subject: 'Data nouă pentru comanda {order}',
    body: [
      'Comanda {order} ajunge la dumneavoastră până {date}.',
      'Data dinainte era {original}. Ne pare rău pentru schimbare.',
    ],
    sms: 'comanda {order} ajunge pana {date}.',
  },
  correction: {
    subject: 'Îndreptăm o greșeală: comanda {order}',
    body: [
      'V-am scris din greșeală că {order} este „{wrong}”. De fapt comanda este „{stage}”. Ne cerem scuze.',
      arrives,
    ],
    sms: 'indreptam o greseala: comanda {order} este de fapt "{stage}".',
  },
  next: 'Nu trebuie să faceți nimic: vă scriem când comanda merge mai departe.',
  choice: {
    offer: (paid) =>
      paid
        ? 'Dacă nu mai vreți să așteptați, puteți renunța la comandă și vă dăm înapoi toți banii.'
        : 'Dacă nu mai vreți să așteptați, puteți renunța la comandă fără niciun cost.',
    link: 'Alegeți: păstrez comanda sau renunț',
    stays: 'Dacă nu alegeți nimic, comanda rămâne deschisă, iar drepturile dumneavoastră nu se schimbă.',
    ends: (until, paid) =>
      `Dacă nu alegeți nimic până ${until}, anulăm comanda${paid ? ' și vă dăm înapoi toți banii' : ''}.`,
  },
  range: (likely, latest) =>
    likely === latest ? `cel mai probabil ${likely}` : `cel mai probabil ${likely}, cel târziu ${latest}`,
  parcel: (carrier, awb) => `${carrier}, AWB ${awb}`,
  track: 'Urmăriți coletul',
  answer: (email, phone) =>
    email === undefined && phone === undefined
      ? 'Aveți o întrebare? Răspundeți la acest mesaj.'
      : `Aveți o întrebare sau vreți să renunțați? ${[email && `Răspundeți la acest e-mail sau scrieți-ne la ${email}`, phone && `sunați la ${phone}`].filter(Boolean).join(' ori ')}.`,
  signature: (shop) => `Echipa ${shop}`,
};
