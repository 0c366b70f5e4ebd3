/** The three sample shops: made-up people, made-up firms. */
import { type ProfileInput } from '../../../shared/stores/profile.ts';

const carriers = [
  { id: 'fan', name: 'FAN Courier', trackingUrl: 'https://fan.example/awb/{awb}' },
  { id: 'sameday', name: 'Sameday', trackingUrl: 'https://sameday.example/track/{awb}' },
];

const quietHours = { from: '21:00', to: '08:00' };

export const electrosmart: ProfileInput = {
  storeId: 'electrosmart',
  name: 'ElectroSmart',
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

export const fashionpoint: ProfileInput = {
  storeId: 'fashionpoint',
  name: 'FashionPoint',
  contact: { email: 'salut@fashionpoint.example', phone: '+40312000102' },
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
  ],
};

export const giftexpress: ProfileInput = {
  storeId: 'giftexpress',
  name: 'GiftExpress',
  contact: { email: 'comenzi@giftexpress.example', phone: '+40312000103' },
  carriers,
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
  ],
};
