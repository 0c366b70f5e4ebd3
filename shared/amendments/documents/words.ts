import type { Locale } from '../../i18n/dates.ts';
import type { DocumentKind } from './document.ts';

export interface DocumentWords {
  readonly titles: Readonly<Record<DocumentKind, string>>;
  readonly notFiscal: string;
  readonly void: (by: string) => string;
  readonly order: string;
  readonly revision: string;
  readonly number: string;
  readonly date: string;
  readonly seller: string;
  readonly buyer: string;
  readonly vatId: string;
  readonly registration: string;
  readonly bank: string;
  readonly buyerOrder: string;
  readonly accepted: (when: string) => string;
  readonly address: string;
  readonly goods: string;
  readonly quantity: string;
  readonly price: string;
  readonly rate: string;
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly total: string;
  readonly perRate: string;
  readonly difference: string;
  readonly toPay: string;
  readonly toReturn: string;
  readonly kinds: Readonly<Record<string, string>>;
}

const ro: DocumentWords = {
  titles: {
    order: 'Comanda, așa cum era',
    confirmation: 'Confirmare de comandă',
    'pro-forma': 'Factură proformă',
    difference: 'Notă de diferență',
    addendum: 'Act adițional la comandă',
  },
  notFiscal: 'Document nefiscal: nu ține loc de factură.',
  void: (by) => `Anulat; îl înlocuiește ${by}.`,
  order: 'Comanda',
  revision: 'Revizia',
  number: 'Număr',
  date: 'Data',
  seller: 'Vânzător',
  buyer: 'Cumpărător',
  vatId: 'CUI',
  registration: 'Reg. com.',
  bank: 'Cont',
  buyerOrder: 'Numărul de comandă al cumpărătorului',
  accepted: (when) => `Acceptat de cumpărător ${when}.`,
  address: 'Adresa de livrare',
  goods: 'Produse și servicii',
  quantity: 'Cantitate',
  price: 'Preț',
  rate: 'TVA %',
  net: 'Fără TVA',
  vat: 'TVA',
  gross: 'Cu TVA',
  total: 'Total',
  perRate: 'Pe cote de TVA',
  difference: 'Diferența față de revizia dinainte',
  toPay: 'De plătit în plus',
  toReturn: 'De dat înapoi',
  kinds: {
    goods: 'Produse',
    rush: 'Aprovizionare urgentă',
    rework: 'Reambalare',
    logistics: 'Logistică',
    fee: 'Taxă de modificare',
    shipping: 'Transport',
  },
};

const en: DocumentWords = {
  titles: {
    order: 'The order as it was',
    confirmation: 'Order confirmation',
    'pro-forma': 'Pro-forma invoice',
    difference: 'Note of difference',
    addendum: 'Addendum to the order',
  },
  notFiscal: 'Not a fiscal document: it is no invoice.',
  void: (by) => `Void; replaced by ${by}.`,
  order: 'Order',
  revision: 'Revision',
  number: 'Number',
  date: 'Date',
  seller: 'Seller',
  buyer: 'Buyer',
  vatId: 'VAT id',
  registration: 'Registration',
  bank: 'Account',
  buyerOrder: 'The buyer’s order number',
  accepted: (when) => `Accepted by the buyer ${when}.`,
  address: 'Delivery address',
  goods: 'Goods and services',
  quantity: 'Quantity',
  price: 'Price',
  rate: 'VAT %',
  net: 'Net',
  vat: 'VAT',
  gross: 'With VAT',
  total: 'Total',
  perRate: 'By VAT rate',
  difference: 'Difference to the revision before',
  toPay: 'To pay in addition',
  toReturn: 'To pay back',
  kinds: {
    goods: 'Goods',
    rush: 'Rush supply',
    rework: 'Repacking',
    logistics: 'Logistics',
    fee: 'Change fee',
    shipping: 'Shipping',
  },
};

export const documentWords: Readonly<Record<Locale, DocumentWords>> = { ro, en };
