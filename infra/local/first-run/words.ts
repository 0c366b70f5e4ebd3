import { type Locale } from '../../../shared/i18n/dates.ts';
import { type StoryId } from './stories.ts';

interface StoryWords {
  readonly title: string;
  readonly about: string;
  /** What stands between brackets can be clicked. */
  readonly steps: readonly string[];
}

export interface FirstRunWords {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly skip: string;
  readonly links: string;
  readonly inbox: string;
  readonly api: string;
  readonly credentials: string;
  readonly clock: string;
  readonly clockHint: string;
  readonly hour: string;
  readonly day: string;
  readonly nextEvent: string;
  readonly signIn: string;
  readonly done: string;
  readonly next: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly latest: string;
  readonly all: string;
  readonly none: string;
  readonly mailTo: (to: string, shop: string) => string;
  readonly alertTo: (to: string, shop: string) => string;
  readonly smsTo: (to: string) => string;
  readonly stories: Readonly<Record<StoryId, StoryWords>>;
}

const ro: FirstRunWords = {
  title: 'Trei povești, cinci minute',
  lead: 'Veghe urmărește comenzile magazinelor online: spune unde s-au oprit și de ce, ce stoc nu se potrivește și cât costă o modificare târzie, și îi scrie clientului înainte să întrebe el. Aici rulează pe un singur calculator, cu trei magazine inventate; nimic nu pleacă în afară.',
  empty: 'Niciun magazin încă',
  emptyHint:
    'Un magazin se deschide cu POST /_local/stores și profilul lui. Cele trei magazine de probă vin cu npm start, fără --empty, într-un director de date nou.',
  skip: 'Sari la conținut',
  links: 'Legături',
  inbox: 'Mesaje trimise',
  api: 'API',
  credentials: 'Chei de acces',
  clock: 'Ceasul poveștii',
  clockHint: 'Ce este de făcut pe drum se face la ora lui.',
  hour: '+1 oră',
  day: '+1 zi',
  nextEvent: 'La următorul eveniment',
  signIn: 'Intră ca',
  done: 'Făcut:',
  next: 'Urmează:',
  roles: {
    operator: 'operator',
    supervisor: 'supervizor',
    admin: 'administrator',
    warehouse: 'depozit',
    packing: 'ambalare',
    finance: 'financiar',
    procurement: 'achiziții',
    logistics: 'logistică',
  },
  latest: 'Ultimele mesaje',
  all: 'Toate',
  none: 'Niciun mesaj încă.',
  mailTo: (to, shop) => `către ${to}, ${shop}`,
  alertTo: (to, shop) => `pentru ${to}, din echipa ${shop}`,
  smsTo: (to) => `SMS către ${to}`,
  stories: {
    electrosmart: {
      title: '1. O comandă tace',
      about:
        'Comanda domnului Pop intră în pregătire și nu mai iese. Peste două zile stau acolo douăsprezece. Cine află, cine îi scrie și de ce s-au adunat?',
      steps: [
        '[Mută ceasul la miercuri, 08:12]',
        'Intră ca Ioana și deschide [raportul zilei]: unde s-au adunat comenzile și din ce cauză.',
        'Alege zece din [lista de alerte] și preia-le cu un motiv.',
        'Promite o dată nouă la [ES-1001]: mesajul se vede înainte.',
        'Citește [ce a primit domnul Pop].',
      ],
    },
    fashionpoint: {
      title: '2. Raftul este gol',
      about:
        'Pe site sunt două paltoane, scriptic la fel, pe raft niciunul. Doamna Iancu tocmai a comandat unul. Ce s-a întâmplat și ce îi spunem?',
      steps: [
        '[Culege FP-2010 de pe raft: 0 găsite]',
        'Intră ca Andrei și deschide [diferența de stoc]: cauzele, cu dovezi.',
        'Se mai caută o oră. [Mută ceasul cu 1 h 10 min]',
        'Alege pe [pagina doamnei Iancu]: așteaptă, renunță sau primește altceva.',
        '[Rezolvă diferența]; scripticul și site-ul se corectează.',
      ],
    },
    giftexpress: {
      title: '3. Încă un lucru, cu trei zile înainte',
      about:
        'Se ambalează 100 de coșuri. Clientul vrea câte o cană în fiecare. Se poate, cât costă, cine trebuie să fie de acord?',
      steps: [
        'Intră ca Marius și [cere la GE-3001] 100 de bucăți CANA-PROMO.',
        'Vezi [evaluarea]: 60 în stoc, 40 de cumpărat.',
        'Aprobă ca [Elena], apoi ca [Dragoș].',
        '[Acceptă în numele clientului], din e-mailul lui.',
        'Preia sarcinile ca [Paul], [Ana] și [Dragoș]: comanda se schimbă, cu documentele ei.',
      ],
    },
  },
};

const en: FirstRunWords = {
  title: 'Three stories, five minutes',
  lead: 'Veghe keeps watch over the orders of online stores: it says where they have stopped and why, which stock does not match and what a late change costs, and it writes to customers before they ask. Here it runs on one computer, with three made-up shops; nothing leaves it.',
  empty: 'No shop yet',
  emptyHint:
    'Open a shop by POST /_local/stores with its profile. The three sample shops come with npm start, without --empty, in a new data directory.',
  skip: 'Skip to the content',
  links: 'Links',
  inbox: 'Sent messages',
  api: 'API',
  credentials: 'Credentials',
  clock: 'The clock of the story',
  clockHint: 'Whatever is due on the way is done at its hour.',
  hour: '+1 hour',
  day: '+1 day',
  nextEvent: 'To the next event',
  signIn: 'Sign in as',
  done: 'Done:',
  next: 'Next:',
  roles: {
    operator: 'operator',
    supervisor: 'supervisor',
    admin: 'administrator',
    warehouse: 'warehouse',
    packing: 'packing',
    finance: 'finance',
    procurement: 'procurement',
    logistics: 'logistics',
  },
  latest: 'Latest messages',
  all: 'All',
  none: 'No message yet.',
  mailTo: (to, shop) => `to ${to}, ${shop}`,
  alertTo: (to, shop) => `to ${to}, staff of ${shop}`,
  smsTo: (to) => `SMS to ${to}`,
  stories: {
    electrosmart: {
      title: '1. An order goes quiet',
      about:
        'Mr Pop’s order enters preparation and does not come out. Two days later there are twelve. Who is alerted, who writes to him, and why have they piled up?',
      steps: [
        '[Move the clock to Wednesday, 08:12]',
        'Sign in as Ioana and open the [daily report]: where orders have piled up, and why.',
        'Choose ten in the [work list] and take them with a cause.',
        'Promise a new date for [ES-1001]: the message is shown first.',
        'Read [what Mr Pop got].',
      ],
    },
    fashionpoint: {
      title: '2. The shelf is empty',
      about:
        'The storefront shows two coats, the book too, the shelf none. Ms Iancu has just ordered one. What happened, and what do we tell her?',
      steps: [
        '[Pick FP-2010 from the shelf: 0 found]',
        'Sign in as Andrei and open the [stock discrepancy]: causes, with evidence.',
        'They look for another hour. [Move the clock by 1 h 10 min]',
        'Choose on [Ms Iancu’s page]: wait, cancel, or take something else.',
        '[Resolve the discrepancy]; book and storefront are corrected.',
      ],
    },
    giftexpress: {
      title: '3. One more thing, three days before',
      about:
        '100 baskets are being packed. The customer wants a mug in each. Can it be done, what does it cost, and who has to agree?',
      steps: [
        'Sign in as Marius and [ask on GE-3001] for 100 pieces of CANA-PROMO.',
        'Look at the [assessment]: 60 in stock, 40 to buy.',
        'Approve as [Elena], then as [Dragoș].',
        '[Accept for the customer], from his e-mail.',
        'Take the tasks as [Paul], [Ana] and [Dragoș]: the order is changed, with its documents.',
      ],
    },
  },
};

export const firstRunWords: Readonly<Record<Locale, FirstRunWords>> = { ro, en };
