import type { CauseNames, FactWords } from './wording.ts';

export const romanianFacts: FactWords = {
  'return-still-expected': (f) => `Returul ${f.ref} este trecut în stoc (${f.pieces}), dar încă nu a sosit.`,
  'return-not-inspected': (f) =>
    `Returul ${f.ref} este trecut în stoc (${f.pieces}), dar nu a fost verificat.`,
  'return-written-off': (f) => `Returul ${f.ref} este trecut în stoc (${f.pieces}), deși a fost casat.`,
  'return-of-that-size-expected': (f) =>
    `Un retur fără referință este trecut în stoc (${f.pieces}); la fel de mare este ${f.ref}, care încă e pe drum.`,
  'return-without-record': (f) =>
    `Mișcarea ${f.ref} trece în stoc un retur (${f.pieces}) despre care nu se știe nimic.`,
  'return-arrived-unbooked': (f) => `Returul ${f.ref} (${f.pieces}) a sosit și nu este trecut în stoc.`,
  'return-restocked-unbooked': (f) =>
    `Returul ${f.ref} (${f.pieces}) a fost pus înapoi pe raft și nu este trecut în stoc.`,
  'receipt-differs': (f) =>
    `Recepția ${f.ref}: în stoc sunt trecute ${f.n}, controlul calității a acceptat ${f.against}.`,
  'receipt-unbooked': (f) =>
    `Recepția ${f.ref}: controlul calității a acceptat ${f.n}, în stoc nu este trecut nimic.`,
  'receipt-booked-again': (f) =>
    `Recepția ${f.ref} este trecută în stoc încă o dată (${f.pieces}), dar a fost verificată o singură dată.`,
  'receipt-in-packs': (f) =>
    `Recepția ${f.ref} este trecută cu ${f.n}; un bax are ${f.against}: diferența se potrivește cu o greșeală de unitate.`,
  'receipt-packs-confirmed': (f) =>
    `Recepția ${f.ref}: în stoc sunt trecute ${f.n}, pe hârtie scrie ${f.against}, adică baxuri în loc de bucăți sau invers.`,
  'count-in-packs': (f) =>
    `S-au numărat ${f.n}; înmulțit cu ${f.against}, cât are un bax, este exact stocul scriptic.`,
  'published-older': (f) => `Magazinul online arată ${f.n}, o cantitate mai veche decât ultima mișcare.`,
  'published-newer': (f) => `Magazinul online arată ${f.n}, o cantitate mai nouă decât ultima mișcare.`,
  'published-as-before': (f) =>
    `Magazinul online arată ${f.n}, cât se putea vinde înainte de ultimele schimbări; acum se pot vinde ${f.against}.`,
  'storefront-silent': () => 'De atunci magazinul online nu a mai transmis nicio cantitate.',
  'shelf-not-page': () => 'O sincronizare rămasă în urmă nu schimbă ce este pe raft.',
  'recount-agrees': (f) =>
    `O nouă numărare a găsit ${f.n}, la fel ca stocul scriptic; prima găsise ${f.against}.`,
  'recount-differs': (f) => `O nouă numărare a găsit ${f.n}, nu ${f.against}.`,
  'adjusted-before': (f) =>
    `Corecția ${f.ref} a schimbat stocul scriptic cu ${f.n}; diferența de acum este în sens invers.`,
  'looked-once': () => 'S-a uitat o singură persoană.',
  'looked-again': () => 'S-a căutat de mai multe ori.',
  'more-claimed-than-booked': (f) => `Comenzilor le sunt promise ${f.n}, stocul scriptic are ${f.against}.`,
  'claimed-together': (f) => `Comanda ${f.ref} a primit ${f.pieces} în același minut cu alta.`,
  'claimed-twice': (f) => `Comanda ${f.ref} are rezervate de două ori aceleași produse (${f.pieces}).`,
  'other-article-opposite': (f) => `La ${f.ref}, în același loc, diferența este ${f.n}.`,
  'similar-name': (f) => `${f.ref} are un cod asemănător: cele două se confundă ușor.`,
  'left-unbooked': (f) => `Comanda ${f.ref} (${f.pieces}) a plecat și nu este scăzută din stoc.`,
  'taken-without-reference': (f) =>
    `Mișcarea ${f.ref} (${f.pieces}), fără referință, poate fi a ei: atunci este scăzută.`,
  'counted-since': () => 'După aceea stocul scriptic și raftul s-au potrivit: vorbește împotrivă.',
  'explains-all': (f) => `Explică toată diferența (${f.n}).`,
  'explains-with': (f) => `Explică ${f.n} din diferența de ${f.against}, împreună cu: ${f.ref}.`,
  unexplained: (f) => `Nimic din ce este înregistrat nu explică ${f.n}.`,
};

export const romanianNames: CauseNames = {
  'return-booked-early': 'retur trecut în stoc înainte de sosire',
  'return-not-booked': 'retur sosit și netrecut în stoc',
  'receipt-error': 'recepție greșită',
  'sync-stale': 'sincronizare rămasă în urmă',
  miscount: 'numărare greșită',
  'double-allocation': 'alocare dublă',
  'sku-swap': 'produse încurcate între ele',
  'unit-error': 'unitate de măsură greșită',
  'late-booking': 'vânzare înregistrată târziu',
  loss: 'pierdere',
};
