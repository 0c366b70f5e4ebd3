import { outOf, pieces } from '../i18n/pieces.ts';
import type { Template, Words } from './wording.ts';

const arrives = 'Ajunge la dumneavoastră {range}.';
const stage = (subject: string, body: string): Template => ({ subject, body: [body, arrives] });

const whole = 'Toată comanda ajunge la dumneavoastră {range}.';
/** A paragraph before the list of what is in the parcel, one after it. */
const part = (subject: string, intro: string, sms: string): Template => ({
  subject,
  body: [intro, whole],
  sms,
});
const apart = (subject: string, intro: string, sms: string): Template => ({ subject, body: [intro], sms });

/** To customers, in Romanian. */
export const ro: Words = {
  hello: (name) => `Bună ziua, ${name},`,
  sms: {
    asked: 'V-am scris pe e-mail ce puteti alege.',
    emailed: 'Amanunte pe e-mail.',
    choose: 'Alegeti aici:',
    weCall: 'Va sunam sa alegeti.',
  },
  owed: {
    back: (sum) => `Primiți înapoi ${sum}, în cel mult 14 zile, pe calea pe care ați plătit.`,
    nothing: 'Nu aveți nimic de plătit.',
    payCarrier: (sum) => `La livrare plătiți curierului ${sum}.`,
  },
  cancelledPart: {
    subject: (order) => `O parte din comanda ${order} a fost anulată`,
    intro: (order) => `Am anulat din comanda ${order} ce nu plecase încă:`,
    rest: 'Ce a plecat deja ajunge la dumneavoastră.',
  },
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
  parts: {
    stages: {
      packed: part(
        'O parte din comanda {order} este ambalată',
        'Am ambalat o parte din comanda {order}:',
        'am ambalat o parte din comanda {order}: {pieces}.',
      ),
      shipped: part(
        'O parte din comanda {order} a plecat spre dumneavoastră',
        'Am predat curierului o parte din comanda {order}:',
        'o parte din comanda {order} a plecat spre dumneavoastra: {pieces}.',
      ),
      'at-pickup-point': part(
        'O parte din comanda {order} vă așteaptă la punctul de ridicare',
        'O parte din comanda {order} a ajuns la punctul de ridicare și vă așteaptă:',
        'o parte din comanda {order} va asteapta la punctul de ridicare: {pieces}.',
      ),
      'delivery-failed': part(
        'Curierul nu a putut livra o parte din comanda {order}',
        'Curierul a încercat să vă livreze un colet din comanda {order} și nu a reușit. Va încerca din nou. În colet:',
        'curierul nu a putut livra un colet din comanda {order}: {pieces}.',
      ),
      refused: apart(
        'Un colet din comanda {order} a fost refuzat la livrare',
        'Curierul ne-a anunțat că ați refuzat un colet din comanda {order}. În colet:',
        'un colet din comanda {order} a fost refuzat: {pieces}.',
      ),
      returning: apart(
        'Un colet din comanda {order} se întoarce la noi',
        'Un colet din comanda {order} este pe drumul de întoarcere. În colet:',
        'un colet din comanda {order} se intoarce la noi: {pieces}.',
      ),
      returned: apart(
        'Un colet din comanda {order} s-a întors la noi',
        'Un colet din comanda {order} a ajuns înapoi la noi. În colet:',
        'un colet din comanda {order} s-a intors la noi: {pieces}.',
      ),
      lost: apart(
        'Căutăm un colet din comanda {order}',
        'Curierul nu mai găsește un colet din comanda {order}. Ne pare rău. Facem verificări și revenim cu o soluție. În colet:',
        'curierul nu mai gaseste un colet din comanda {order}: {pieces}. Revenim cu o solutie.',
      ),
      delivered: part(
        'A ajuns o parte din comanda {order}',
        'O parte din comanda {order} a ajuns la dumneavoastră:',
        'a ajuns o parte din comanda {order}: {pieces}.',
      ),
    },
    other: apart(
      'Comanda {order}, un colet: {stage}',
      'Un colet din comanda {order} este acum în etapa „{stage}”. În colet:',
      'un colet din comanda {order} este in etapa {stage}: {pieces}.',
    ),
    item: (name, quantity, of) =>
      `${name}: ${quantity === of ? pieces(of, 'ro') : outOf(quantity, of, 'ro')}`,
    pieces: (quantity, of) => outOf(quantity, of, 'ro'),
    follows: (count) =>
      count === 1
        ? 'Mai urmează o bucată; despre ea vă scriem separat.'
        : `Restul comenzii urmează: încă ${pieces(count, 'ro')}. Vă scriem separat.`,
    completes: 'Acum comanda este la dumneavoastră în întregime.',
    apart: 'Despre restul comenzii vă scriem separat.',
  },
  tracking: {
    subject: 'Comanda {order}: număr nou pentru urmărirea coletului',
    body: [
      'Coletul are acum alt număr de urmărire. Vă rugăm să îl folosiți pe acesta; cel din mesajul de dinainte nu mai este valabil.',
      arrives,
    ],
    sms: 'comanda {order} are un numar nou de urmarire.',
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
  late: {
    by: (day) =>
      `Ne pare rău: comanda întârzie. După ce știm acum, restul comenzii ajunge la dumneavoastră cel târziu ${day}.`,
    open: 'Ne pare rău: comanda întârzie și încă nu vă putem spune o dată în care să avem încredere.',
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
    sms: 'Pastrati sau renuntati:',
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
