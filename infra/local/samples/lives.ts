/** The week before the stories: orders that came in, moved and arrived, each call at its hour. */
import type { Intake } from '../../../shared/orders/intake-schema.ts';
import { app, contentOf, headphones, kettle, lamp, passed, pile, type Sample, web } from './orders.ts';
import { november } from './story-date.ts';

type Goods = Sample['goods'];

/** An order, and when it entered each stage. */
export interface Life {
  readonly intake: Intake;
  readonly stages: readonly (readonly [stage: string, at: string])[];
}

interface Written {
  readonly id: string;
  readonly name: string;
  readonly goods: Goods;
  readonly attributes: Readonly<Record<string, string>>;
  readonly placed: string;
  readonly promised?: string;
  readonly stages?: Life['stages'];
  readonly buyer?: Intake['buyer'];
}

const life = ({ placed, promised, stages = [], buyer, ...order }: Written): Life => ({
  intake: {
    ...contentOf(order),
    placedAt: placed,
    ...(promised === undefined ? {} : { promisedAt: promised }),
    ...(buyer === undefined ? {} : { buyer }),
  },
  stages,
});

/** Five minutes apart, so that the shop gets them one after the other. */
const minute = (hour: number, at: number): string =>
  `${String(hour + Math.floor((at * 5) / 60)).padStart(2, '0')}:${String((at * 5) % 60).padStart(2, '0')}`;

/** Ordered on Saturday, handed to the floor on Monday at half past seven in one batch: their clock begins at eight. */
const stuck: Life[] = pile.map((order, at) =>
  life({
    ...order,
    placed: november(14, minute(9, at)),
    promised: at < 4 ? november(19, '18:00') : november(20, '18:00'),
    stages: [
      ['confirmed', november(14, minute(10, at))],
      ['preparing', november(16, '07:30')],
    ],
  }),
);

/** Packed before the weekend and taken by the courier on Monday at 07:45: with whom the pile is compared. */
const gone: Life[] = passed.slice(0, 30).map(({ id, name, goods, attributes }, at) =>
  life({
    id,
    name,
    goods,
    attributes,
    placed: november(13, minute(9, at)),
    stages: [
      ['confirmed', november(13, minute(10, at))],
      ['preparing', november(13, '13:00')],
      ['packed', at % 3 === 0 ? november(14, '10:15') : november(13, '16:30')],
      ['shipped', november(16, '07:45')],
    ],
  }),
);

export const electrosmartLives: Life[] = [
  ...stuck,
  ...gone,
  // Last week's: it stood too long, its customer and the shop's people were told, and then it came.
  life({
    id: 'ES-0988',
    name: 'Nicoleta Barbu',
    goods: [kettle],
    attributes: { ...web, warehouse: 'A' },
    placed: november(9, '10:00'),
    promised: november(12, '18:00'),
    stages: [
      ['confirmed', november(9, '10:20')],
      ['preparing', november(9, '11:00')],
      ['packed', november(12, '09:30')],
      ['shipped', november(12, '14:00')],
      ['delivered', november(13, '15:20')],
    ],
  }),
  life({
    id: 'ES-1014',
    name: 'Corina Matei',
    goods: [kettle, lamp],
    attributes: { ...app, warehouse: 'A' },
    placed: november(11, '09:20'),
    stages: [
      ['confirmed', november(11, '09:40')],
      ['preparing', november(11, '12:30')],
      ['packed', november(12, '09:10')],
      ['shipped', november(12, '15:30')],
      ['delivered', november(13, '17:05')],
    ],
  }),
  life({
    id: 'ES-1015',
    name: 'George Albu',
    goods: [lamp],
    attributes: { ...web, warehouse: 'A' },
    placed: november(13, '15:40'),
    promised: november(18, '18:00'),
    stages: [
      ['confirmed', november(13, '16:05')],
      ['preparing', november(14, '09:30')],
      ['packed', november(14, '11:30')],
      ['shipped', november(16, '07:41')],
    ],
  }),
  life({
    id: 'ES-1016',
    name: 'Ștefan Olaru',
    goods: [headphones],
    attributes: { ...web, warehouse: 'A' },
    placed: november(12, '08:50'),
    stages: [
      ['confirmed', november(12, '09:10')],
      ['preparing', november(12, '11:00')],
      ['packed', november(13, '10:40')],
      ['shipped', november(13, '15:00')],
      ['delivered', november(14, '12:10')],
    ],
  }),
];

export const fashionpointLives: Life[] = [
  life({
    id: 'FP-2002',
    name: 'Roxana Pavel',
    goods: [['ROCHIE-38', 'Rochie, 38', 1, 22_900]],
    attributes: { ...app, warehouse: 'Cluj' },
    placed: november(15, '11:25'),
    stages: [
      ['confirmed', november(15, '11:50')],
      ['preparing', november(15, '17:10')],
      ['packed', november(15, '19:40')],
      ['shipped', november(16, '07:15')],
    ],
  }),
  life({
    id: 'FP-2003',
    name: 'Alina Costea',
    goods: [['PULOVER-S', 'Pulover, S', 2, 17_900]],
    attributes: { ...web, warehouse: 'Cluj' },
    placed: november(12, '18:30'),
    stages: [
      ['confirmed', november(12, '18:55')],
      ['preparing', november(13, '09:15')],
      ['packed', november(13, '10:35')],
      ['shipped', november(13, '14:45')],
      ['delivered', november(15, '13:05')],
    ],
  }),
];

export const giftexpressLives: Life[] = [
  life({
    id: 'GE-3001',
    name: 'Birou Achiziții Nordica',
    goods: [['COS-CADOU-L', 'Coș cadou mare', 100, 18_900]],
    attributes: { channel: 'corporate', carrier: 'fan', warehouse: 'Brașov' },
    buyer: { kind: 'company', name: 'Nordica SA', vatId: 'RO12345678', orderNumber: 'PO-2026-77' },
    placed: november(12, '10:10'),
    promised: november(19, '17:00'),
    stages: [
      ['confirmed', november(12, '14:30')],
      ['preparing', november(13, '09:00')],
    ],
  }),
  life({
    id: 'GE-3002',
    name: 'Cabinet Dr. Sima',
    goods: [['COS-CADOU-S', 'Coș cadou mic', 12, 9_900]],
    attributes: { channel: 'corporate', carrier: 'sameday', warehouse: 'Brașov' },
    placed: november(10, '09:05'),
    promised: november(16, '17:00'),
    stages: [
      ['confirmed', november(10, '11:30')],
      ['preparing', november(11, '08:30')],
      ['packed', november(12, '16:20')],
      ['shipped', november(13, '13:30')],
      ['delivered', november(16, '07:35')],
    ],
  }),
];
