/** The three sample shops: made-up people, made-up firms. */
import { defaultStages, type ProfileInput } from '../../../shared/stores/profile.ts';

const carriers = [
  { id: 'fan', name: 'FAN Courier', trackingUrl: 'https://fan.example/awb/{awb}' },
  { id: 'sameday', name: 'Sameday', trackingUrl: 'https://sameday.example/track/{awb}' },
];

const quietHours = { from: '21:00', to: '07:00' };

const weekday: [string, string][] = [['08:00', '18:00']];

/** What ElectroSmart's people may take, in working hours: ten are a day. */
const working: Readonly<Record<string, { limit: string; warning?: string }>> = {
  placed: { limit: 'PT5H' },
  confirmed: { limit: 'PT10H' },
  preparing: { limit: 'PT20H', warning: 'PT18H' },
  packed: { limit: 'PT10H' },
};

export const electrosmart: ProfileInput = {
  storeId: 'electrosmart',
  name: 'ElectroSmart',
  calendar: {
    hours: {
      mon: weekday,
      tue: weekday,
      wed: weekday,
      thu: weekday,
      fri: weekday,
      sat: [['09:00', '13:00']],
    },
    holidays: 'RO',
  },
  stages: defaultStages.map((stage) => ({ ...stage, ...working[stage.name] })),
  acknowledgedReturnsAfter: 'PT10H',
  contact: { email: 'ajutor@electrosmart.example', phone: '+40312000101' },
  carriers,
  quietHours,
  escalation: [{ after: 'PT4H', role: 'supervisor' }],
  staff: [
    { id: 'ioana', name: 'Ioana Radu', email: 'ioana@electrosmart.example', roles: ['operator'] },
    {
      id: 'vlad',
      name: 'Vlad Ene',
      email: 'vlad@electrosmart.example',
      phone: '+40722000101',
      roles: ['supervisor'],
    },
    { id: 'mara', name: 'Mara Lupu', email: 'mara@electrosmart.example', roles: ['admin'] },
  ],
};

/** GiftExpress packs by hand: a day and a half of work in preparation, then a day with the carrier. */
const gifts: Readonly<Record<string, object>> = {
  placed: { limit: 'PT5H' },
  confirmed: { limit: 'PT10H' },
  preparing: { limit: 'PT30H', usual: { p50: 'PT30H', p90: 'PT60H' }, capacity: 20 },
  packed: { limit: 'PT10H', usual: { p50: 'PT3H', p90: 'PT6H' } },
  shipped: { usual: { p50: 'PT20H', p90: 'PT28H' } },
};

export const fashionpoint: ProfileInput = {
  storeId: 'fashionpoint',
  name: 'FashionPoint',
  contact: { email: 'salut@fashionpoint.example', phone: '+40312000102' },
  // A parcel that left is told by text message too.
  stages: defaultStages.map((stage) =>
    stage.name === 'shipped' ? { ...stage, tell: ['email', 'sms'] } : stage,
  ),
  carriers,
  quietHours,
  escalation: [{ after: 'PT6H', role: 'supervisor' }],
  staff: [
    {
      id: 'andrei',
      name: 'Andrei Stan',
      email: 'andrei@fashionpoint.example',
      roles: ['operator', 'warehouse'],
    },
    {
      id: 'sorina',
      name: 'Sorina Dima',
      email: 'sorina@fashionpoint.example',
      phone: '+40722000102',
      locale: 'en',
      roles: ['supervisor'],
    },
    { id: 'paul', name: 'Paul Ionescu', email: 'paul@fashionpoint.example', roles: ['packing'] },
    { id: 'rodica', name: 'Rodica Nistor', email: 'rodica@fashionpoint.example', roles: ['procurement'] },
    { id: 'dan', name: 'Dan Rus', email: 'dan@fashionpoint.example', roles: ['finance'] },
  ],
};

export const giftexpress: ProfileInput = {
  storeId: 'giftexpress',
  name: 'GiftExpress',
  contact: { email: 'comenzi@giftexpress.example', phone: '+40312000103' },
  calendar: {
    hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday },
    holidays: 'RO',
  },
  stages: defaultStages.map((stage) => ({ ...stage, ...gifts[stage.name] })),
  carriers: carriers.map((carrier) => ({ ...carrier, pickUpCutOff: '17:00' })),
  quietHours,
  escalation: [{ after: 'PT2H', role: 'supervisor' }],
  staff: [
    { id: 'marius', name: 'Marius Popa', email: 'marius@giftexpress.example', roles: ['operator'] },
    {
      id: 'elena',
      name: 'Elena Vasile',
      email: 'elena@giftexpress.example',
      phone: '+40722000103',
      roles: ['supervisor'],
    },
    { id: 'dragos', name: 'Dragoș Ilie', email: 'dragos@giftexpress.example', roles: ['finance'] },
    { id: 'paul', name: 'Paul Dinu', email: 'paul@giftexpress.example', roles: ['procurement'] },
    { id: 'ana', name: 'Ana Neagu', email: 'ana@giftexpress.example', roles: ['packing'] },
    { id: 'lucian', name: 'Lucian Rus', email: 'lucian@giftexpress.example', roles: ['logistics'] },
    { id: 'corina', name: 'Corina Moraru', email: 'corina@giftexpress.example', roles: ['admin'] },
  ],
  amendments: {
    rules: [
      { id: 'beyond-packing', ask: 'supervisor', when: { fromStage: 'preparing' } },
      { id: 'dear', ask: 'finance', when: { extraAbove: 100_000 } },
      { id: 'thin-margin', ask: 'finance', when: { marginBelow: 15 } },
      { id: 'risky', ask: 'supervisor', when: { riskAbove: 0.3 } },
      { id: 'customer-pays', ask: 'customer', when: { extraAbove: 0 }, within: 'P1D' },
    ],
    costs: { rework: 150, inbound: 2_500, parcel: 2_000 },
    unitsPerHour: 40,
    deputies: [{ for: 'elena', deputy: 'corina' }],
    seller: { name: 'GiftExpress SRL', address: 'Str. Zizinului 10, Brașov', registration: 'J08/1234/2019' },
  },
};
