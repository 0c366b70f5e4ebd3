import type { Role } from '../../shared/stores/roles.ts';

/** A shop and its people, as the stories tell them. Samples all. */
export const electrosmart = {
  storeId: 'electrosmart',
  name: 'ElectroSmart',
  /** No morning report by e-mail, unless a story is about it: mails are counted. */
  report: { roles: [] as Role[] },
  contact: { email: 'ajutor@electrosmart.example', phone: '+40312345678' },
  staff: [
    {
      id: 'ioana',
      name: 'Ioana Radu',
      email: 'ioana@electrosmart.example',
      locale: 'ro',
      roles: ['operator'],
    },
    {
      id: 'vlad',
      name: 'Vlad Ene',
      email: 'vlad@electrosmart.example',
      phone: '+40722000111',
      locale: 'ro',
      roles: ['supervisor'],
    },
  ],
};

/** An order of Mr Pop's: one pair of headphones, to be delivered in Cluj. */
export const popsOrder = (orderId = 'ES-1001', more: Record<string, unknown> = {}) => ({
  orderId,
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Ion Pop', email: 'ion.pop@example.com', phone: '0722 123 456' },
  deliveryAddress: { street: 'Str. Horea 12', city: 'Cluj-Napoca', postalCode: '400174' },
  lines: [
    {
      sku: 'CASTI-BT-7',
      name: 'Căști fără fir',
      quantity: 1,
      unitPrice: { amount: 24990, currency: 'RON' },
      vatRate: 21,
    },
  ],
  shippingFee: { amount: 1999, currency: 'RON' },
  pricesIncludeVat: true,
  payment: { method: 'card', state: 'paid', paidAmount: { amount: 26989, currency: 'RON' } },
  attributes: { warehouse: 'B1', channel: 'web' },
  ...more,
});

/** The shop of the second story. */
export const fashionpoint = {
  storeId: 'fashionpoint',
  name: 'FashionPoint',
  report: { roles: [] as Role[] },
  contact: { email: 'salut@fashionpoint.example', phone: '+40312000102' },
  staff: [
    {
      id: 'andrei',
      name: 'Andrei Stan',
      email: 'andrei@fashionpoint.example',
      roles: ['operator', 'warehouse'] as Role[],
    },
    {
      id: 'sorina',
      name: 'Sorina Dima',
      email: 'sorina@fashionpoint.example',
      roles: ['supervisor'] as Role[],
    },
    {
      id: 'dan',
      name: 'Dan Rus',
      email: 'dan@fashionpoint.example',
      roles: ['finance'] as Role[],
    },
  ],
};
