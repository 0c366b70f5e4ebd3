import type { Locale } from '../i18n/dates.ts';
import { counted } from '../i18n/dates.ts';
import type { Cause } from '../stock/level/state.ts';

/** What the pages about stock say. */
export interface StockWords {
  readonly titles: {
    readonly stock: string;
    readonly drift: (sku: string) => string;
    readonly receiving: string;
    readonly backorders: string;
    readonly backorder: (order: string) => string;
    readonly refunds: string;
  };
  readonly sections: {
    readonly drifts: string;
    readonly counts: string;
    readonly returns: string;
    readonly causes: string;
    readonly inTime: string;
    readonly exposed: string;
    readonly look: string;
    readonly resolve: string;
    readonly proposal: string;
  };
  readonly none: {
    readonly drifts: string;
    readonly counts: string;
    readonly returns: string;
    readonly backorders: string;
    readonly refunds: string;
    readonly causes: string;
    readonly exposed: string;
  };
  readonly columns: {
    readonly article: string;
    readonly place: string;
    readonly page: string;
    readonly book: string;
    readonly shelf: string;
    readonly status: string;
    readonly since: string;
    readonly order: string;
    readonly rest: string;
    readonly pieces: string;
    readonly covered: string;
    readonly deadline: string;
    readonly lacks: string;
    readonly amount: string;
    readonly why: string;
  };
  readonly statuses: Readonly<Record<string, string>>;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly probable: (percent: string) => string;
  readonly fields: {
    readonly found: string;
    readonly cause: string;
    readonly adjustment: string;
    readonly note: string;
    readonly purchaseOrder: string;
    readonly receiptId: string;
    readonly location: string;
    readonly sku: string;
    readonly received: string;
    readonly rejected: string;
    readonly reason: string;
    readonly restocked: string;
    readonly writtenOff: string;
    readonly counted: (place: string) => string;
    readonly reference: string;
  };
  readonly act: {
    readonly look: string;
    readonly resolve: string;
    readonly approve: string;
    readonly decline: string;
    readonly receive: string;
    readonly restock: string;
    readonly count: string;
    readonly settle: string;
    readonly choose: string;
    readonly receiving: string;
  };
  readonly blind: string;
  readonly receivingHint: string;
  readonly adjustmentHint: string;
  readonly proposed: (cause: string, pieces: string, by: string) => string;
  readonly pieces: (n: number) => string;
  readonly choices: {
    readonly wait: string;
    readonly cancel: string;
    readonly substitute: (name: string) => string;
  };
  readonly rest: Readonly<Record<'ship-now' | 'ship-together' | 'cancel', string>>;
  readonly caseStatus: Readonly<Record<string, string>>;
  readonly whys: Readonly<Record<string, string>>;
  readonly nothing: string;
}

const ro: StockWords = {
  titles: {
    stock: 'Stoc',
    drift: (sku) => `Diferență de stoc: ${sku}`,
    receiving: 'Recepție de marfă',
    backorders: 'Produse lipsă',
    backorder: (order) => `Produse lipsă din comanda ${order}`,
    refunds: 'Restituiri',
  },
  sections: {
    drifts: 'Diferențe de stoc',
    counts: 'De numărat',
    returns: 'Retururi la birou',
    causes: 'Cauze probabile',
    inTime: 'Dovezile, în ordinea în care s-au întâmplat',
    exposed: 'Comenzi care contează pe aceste bucăți',
    look: 'Reverificare',
    resolve: 'Îndreaptă stocul scriptic',
    proposal: 'Corecție de confirmat',
  },
  none: {
    drifts: 'Toate se potrivesc.',
    counts: 'Nimic de numărat acum.',
    returns: 'Niciun retur neprelucrat.',
    backorders: 'Nicio comandă nu duce lipsă de nimic.',
    refunds: 'Nu este nimic de restituit.',
    causes: 'Încă nu se poate spune o cauză.',
    exposed: 'Nicio comandă.',
  },
  columns: {
    article: 'Articol',
    place: 'Locul',
    page: 'Pe site',
    book: 'Scriptic',
    shelf: 'Raft',
    status: 'Starea',
    since: 'De când',
    order: 'Comanda',
    rest: 'Restul comenzii',
    pieces: 'Bucăți',
    covered: 'Acoperite',
    deadline: 'Termen',
    lacks: 'Lipsesc',
    amount: 'Suma',
    why: 'De ce',
  },
  statuses: {
    'second-look': 'în reverificare',
    confirmed: 'confirmat',
    'waits-for-supervisor': 'așteaptă un supervizor',
    storefront: 'magazinul online arată altceva',
    closed: 'încheiat',
  },
  causes: {
    'return-booked-early': 'retur trecut în stoc înainte să sosească',
    'return-not-booked': 'retur sosit, dar netrecut în stoc',
    'receipt-error': 'recepție trecută greșit',
    'sync-stale': 'magazinul online sincronizat târziu',
    miscount: 'greșeală de numărare',
    'double-allocation': 'aceeași bucată alocată de două ori',
    'sku-swap': 'două articole schimbate între ele',
    'unit-error': 'bucăți confundate cu ambalaje',
    'late-booking': 'vânzare trecută târziu',
    loss: 'pierdere fără altă explicație',
  },
  probable: (percent) => `probabilitate ${percent}`,
  fields: {
    found: 'Bucăți găsite',
    cause: 'Cauza',
    adjustment: 'Corecția (bucăți, cu semn)',
    note: 'Notă',
    purchaseOrder: 'Comanda la furnizor',
    receiptId: 'Numărul recepției',
    location: 'Locul',
    sku: 'Articol',
    received: 'Primite',
    rejected: 'Respinse',
    reason: 'Motivul respingerii',
    restocked: 'Pe raft',
    writtenOff: 'Scoase din uz',
    counted: (place) => `Numărate la ${place}`,
    reference: 'Referința plății',
  },
  act: {
    look: 'Am verificat',
    resolve: 'Îndreaptă',
    approve: 'Confirm',
    decline: 'Resping',
    receive: 'Înregistrează recepția',
    restock: 'Am verificat returul',
    count: 'Am numărat',
    settle: 'Marchează ca plătită',
    choose: 'Înregistrează alegerea clientului',
    receiving: 'Recepție nouă',
  },
  blind: 'Numărați ce vedeți; ce spun hârtiile se compară după aceea.',
  receivingHint: 'Treceți câte bucăți au venit și câte nu sunt bune. În stoc intră doar cele bune.',
  adjustmentHint: 'Lăsați gol ca stocul scriptic să devină ce s-a găsit.',
  proposed: (cause, pieces, by) => `${by} propune: ${cause}, ${pieces}.`,
  pieces: (n) => counted(n, { one: 'bucată', few: 'bucăți', other: 'de bucăți' }, 'ro'),
  choices: { wait: 'așteaptă', cancel: 'renunță la produs', substitute: (name) => `ia în loc ${name}` },
  rest: {
    'ship-now': 'restul pleacă acum',
    'ship-together': 'pleacă toate împreună',
    cancel: 'anulează toată comanda',
  },
  caseStatus: {
    gathering: 'clientul va fi întrebat',
    asked: 'clientul a fost întrebat',
    decided: 's-a hotărât',
    waiting: 'clientul așteaptă',
    closed: 'încheiat',
  },
  whys: {
    backorder: 'produs care lipsește',
    cancelled: 'comandă anulată',
    returned: 'marfă întoarsă',
    amendment: 'comandă modificată',
    cancellation: 'parte din comandă anulată',
    payment: 'plată mai mare decât comanda',
  },
  nothing: 'necunoscut',
};

const en: StockWords = {
  titles: {
    stock: 'Stock',
    drift: (sku) => `Stock discrepancy: ${sku}`,
    receiving: 'Goods received',
    backorders: 'Backorders',
    backorder: (order) => `Missing from order ${order}`,
    refunds: 'Refunds',
  },
  sections: {
    drifts: 'Stock discrepancies',
    counts: 'To count',
    returns: 'Returns at the desk',
    causes: 'Probable causes',
    inTime: 'The evidence, in the order in which it happened',
    exposed: 'Orders that count on these pieces',
    look: 'Recheck',
    resolve: 'Put the book right',
    proposal: 'Adjustment to confirm',
  },
  none: {
    drifts: 'Everything matches.',
    counts: 'Nothing to count now.',
    returns: 'No return is unprocessed.',
    backorders: 'No order lacks anything.',
    refunds: 'There is nothing to refund.',
    causes: 'No cause can be named yet.',
    exposed: 'No order.',
  },
  columns: {
    article: 'Article',
    place: 'Place',
    page: 'Storefront',
    book: 'Book',
    shelf: 'Shelf',
    status: 'Status',
    since: 'Since',
    order: 'Order',
    rest: 'The rest of the order',
    pieces: 'Pieces',
    covered: 'Covered',
    deadline: 'Deadline',
    lacks: 'Missing',
    amount: 'Amount',
    why: 'Why',
  },
  statuses: {
    'second-look': 'second look',
    confirmed: 'confirmed',
    'waits-for-supervisor': 'waits for a supervisor',
    storefront: 'the storefront shows something else',
    closed: 'closed',
  },
  causes: {
    'return-booked-early': 'return booked before it arrived',
    'return-not-booked': 'return arrived, not booked',
    'receipt-error': 'receipt booked wrongly',
    'sync-stale': 'storefront synchronised late',
    miscount: 'miscount',
    'double-allocation': 'one piece allocated twice',
    'sku-swap': 'two articles swapped',
    'unit-error': 'pieces taken for packs',
    'late-booking': 'sale booked late',
    loss: 'loss without another explanation',
  },
  probable: (percent) => `probability ${percent}`,
  fields: {
    found: 'Pieces found',
    cause: 'Cause',
    adjustment: 'Adjustment (pieces, signed)',
    note: 'Note',
    purchaseOrder: 'Purchase order',
    receiptId: 'Number of the receipt',
    location: 'Place',
    sku: 'Article',
    received: 'Received',
    rejected: 'Rejected',
    reason: 'Why rejected',
    restocked: 'To the shelf',
    writtenOff: 'Written off',
    counted: (place) => `Counted at ${place}`,
    reference: 'Reference of the payment',
  },
  act: {
    look: 'I have looked',
    resolve: 'Put right',
    approve: 'Confirm',
    decline: 'Decline',
    receive: 'Record the delivery',
    restock: 'Return inspected',
    count: 'Counted',
    settle: 'Paid back',
    choose: 'Record the customer’s choice',
    receiving: 'New delivery',
  },
  blind: 'Count what you see; it is compared with the papers afterwards.',
  receivingHint: 'Enter how many pieces came and how many are no good. Only the good ones go into stock.',
  adjustmentHint: 'Leave empty to make the book what was found.',
  proposed: (cause, pieces, by) => `${by} proposes: ${cause}, ${pieces}.`,
  pieces: (n) => counted(n, { one: 'piece', other: 'pieces' }, 'en'),
  choices: { wait: 'waits', cancel: 'gives the item up', substitute: (name) => `takes ${name} instead` },
  rest: {
    'ship-now': 'the rest leaves now',
    'ship-together': 'everything leaves together',
    cancel: 'cancels the whole order',
  },
  caseStatus: {
    gathering: 'the customer will be asked',
    asked: 'the customer was asked',
    decided: 'it was decided',
    waiting: 'the customer waits',
    closed: 'closed',
  },
  whys: {
    backorder: 'missing item',
    cancelled: 'cancelled order',
    returned: 'goods returned',
    amendment: 'changed order',
    cancellation: 'part of the order cancelled',
    payment: 'more was paid than the order costs',
  },
  nothing: 'unknown',
};

export const stockWords: Readonly<Record<Locale, StockWords>> = { ro, en };
