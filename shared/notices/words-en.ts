import { outOf, pieces } from '../i18n/pieces.ts';
import type { Template, Words } from './wording.ts';

const arrives = 'We expect it to reach you {range}.';
const stage = (subject: string, body: string): Template => ({ subject, body: [body, arrives] });

const whole = 'We expect the whole order to reach you {range}.';
/** A paragraph before the list of what is in the parcel, one after it. */
const part = (subject: string, intro: string, sms: string): Template => ({
  subject,
  body: [intro, whole],
  sms,
});
const apart = (subject: string, intro: string, sms: string): Template => ({ subject, body: [intro], sms });

/** To customers, in English. */
export const en: Words = {
  hello: (name) => `Hello ${name},`,
  sms: {
    asked: 'We have e-mailed you what you can choose.',
    emailed: 'Details by e-mail.',
    choose: 'Choose here:',
    weCall: 'We call you so that you can choose.',
  },
  owed: {
    back: (sum) => `You get ${sum} back within 14 days, the way you paid.`,
    nothing: 'There is nothing to pay.',
    payCarrier: (sum) => `You pay ${sum} to the carrier on delivery.`,
  },
  cancelledPart: {
    subject: (order) => `Part of order ${order} was cancelled`,
    intro: (order) => `We have cancelled what had not left yet of order ${order}:`,
    rest: 'What has left already reaches you.',
  },
  labels: {
    placed: 'received',
    confirmed: 'confirmed',
    preparing: 'being prepared',
    packed: 'packed',
    shipped: 'shipped',
    'at-pickup-point': 'at the pick-up point',
    'delivery-failed': 'delivery failed',
    refused: 'refused',
    returning: 'on its way back',
    returned: 'returned',
    lost: 'lost by the carrier',
    delivered: 'delivered',
    cancelled: 'cancelled',
  },
  stages: {
    placed: stage(
      'We have received order {order}',
      'Thank you! We have received order {order} and are looking after it.',
    ),
    confirmed: stage(
      'Order {order} is confirmed',
      'We have confirmed order {order} and are starting to prepare it.',
    ),
    preparing: stage('We are preparing order {order}', 'Order {order} is being prepared.'),
    packed: stage('Order {order} is packed', 'Order {order} is packed. The carrier gets it soon.'),
    shipped: stage('Order {order} is on its way', 'We have handed order {order} to the carrier.'),
    'at-pickup-point': stage(
      'Order {order} is waiting for you',
      'Order {order} is waiting for you at the pick-up point.',
    ),
    'delivery-failed': stage(
      'Order {order} could not be delivered',
      'The carrier tried to deliver order {order} and could not. They will try again.',
    ),
    refused: stage('Order {order} was refused', 'The carrier tells us that you refused order {order}.'),
    returning: stage('Order {order} is coming back to us', 'Order {order} is on its way back to us.'),
    returned: stage('Order {order} is back with us', 'Order {order} has arrived back with us.'),
    lost: stage(
      'We are looking for order {order}',
      'The carrier cannot find the parcel of order {order}. We are sorry. We are looking into it and will come back with a solution.',
    ),
    delivered: stage('Order {order} was delivered', 'Order {order} has reached you. Enjoy it!'),
    cancelled: stage('Order {order} was cancelled', 'Order {order} was cancelled.'),
  },
  otherStage: {
    subject: 'Order {order}: {stage}',
    body: ['Order {order} is now at the stage “{stage}”.', arrives],
  },
  parts: {
    stages: {
      packed: part(
        'Part of order {order} is packed',
        'We have packed part of order {order}:',
        'part of order {order} is packed: {pieces}.',
      ),
      shipped: part(
        'Part of order {order} is on its way',
        'We have handed part of order {order} to the carrier:',
        'part of order {order} is on its way: {pieces}.',
      ),
      'at-pickup-point': part(
        'Part of order {order} is waiting for you',
        'Part of order {order} is waiting for you at the pick-up point:',
        'part of order {order} is waiting at the pick-up point: {pieces}.',
      ),
      'delivery-failed': part(
        'Part of order {order} could not be delivered',
        'The carrier tried to deliver a parcel of order {order} and could not. They will try again. In the parcel:',
        'a parcel of order {order} could not be delivered: {pieces}.',
      ),
      refused: apart(
        'A parcel of order {order} was refused',
        'The carrier tells us that you refused a parcel of order {order}. In the parcel:',
        'a parcel of order {order} was refused: {pieces}.',
      ),
      returning: apart(
        'A parcel of order {order} is coming back to us',
        'A parcel of order {order} is on its way back to us. In the parcel:',
        'a parcel of order {order} is coming back to us: {pieces}.',
      ),
      returned: apart(
        'A parcel of order {order} is back with us',
        'A parcel of order {order} has arrived back with us. In the parcel:',
        'a parcel of order {order} is back with us: {pieces}.',
      ),
      lost: apart(
        'We are looking for a parcel of order {order}',
        'The carrier cannot find a parcel of order {order}. We are sorry. We are looking into it and will come back with a solution. In the parcel:',
        'the carrier cannot find a parcel of order {order}: {pieces}.',
      ),
      delivered: part(
        'Part of order {order} has arrived',
        'Part of order {order} has reached you:',
        'part of order {order} has arrived: {pieces}.',
      ),
    },
    other: apart(
      'Order {order}, one parcel: {stage}',
      'A parcel of order {order} is now at the stage “{stage}”. In the parcel:',
      'a parcel of order {order} is at the stage {stage}: {pieces}.',
    ),
    item: (name, quantity, of) =>
      `${name}: ${quantity === of ? pieces(of, 'en') : outOf(quantity, of, 'en')}`,
    pieces: (quantity, of) => outOf(quantity, of, 'en'),
    follows: (count) =>
      `The rest of the order follows: ${pieces(count, 'en')}. We write to you about ${count === 1 ? 'it' : 'them'} separately.`,
    completes: 'Now you have the whole order.',
    apart: 'We write to you separately about the rest of the order.',
  },
  tracking: {
    subject: 'Order {order}: a new tracking number',
    body: [
      'The parcel has another tracking number now. Please use this one; the one in the message before is no longer valid.',
      arrives,
    ],
    sms: 'order {order} has a new tracking number.',
  },
  delay: {
    subject: 'Order {order} is late: what we know now',
    body: [
      'Order {order} has been at the stage “{stage}” since {since}, longer than it should. We are sorry for the delay.',
      'The date we promised, {promised}, will probably be missed.',
      arrives,
    ],
    sms: 'order {order} is late, we are sorry. It arrives {range}.',
  },
  delayAgain: {
    subject: 'Order {order} is late again: what we know now',
    body: [
      'We are sorry: order {order} is late once more. It has been at the stage “{stage}” since {since}.',
      'We told you that it would come by {before} at the latest, and we shall probably miss that.',
      arrives,
    ],
    sms: 'order {order} is late again, we apologise. It arrives {range}.',
  },
  delayOpen: {
    subject: 'Order {order} is late, and we have no new date yet',
    body: [
      'Order {order} has been at the stage “{stage}” since {since}, and we cannot yet name a date that we would trust ourselves. We are sorry.',
      'The date we promised, {promised}, will probably be missed.',
      'We write to you as soon as we know when it comes.',
    ],
    sms: 'order {order} is late, we are sorry. There is no new date yet; we write as soon as there is one.',
  },
  moving: {
    subject: 'Order {order} is moving again',
    body: ['We wrote to you that it was late; now order {order} is moving again: it is “{stage}”.', arrives],
    sms: 'order {order} is moving again: it is {stage}. It arrives {range}.',
  },
  late: {
    by: (day) =>
      `We are sorry: the order is late. As far as we know now, the rest of it reaches you by ${day}.`,
    open: 'We are sorry: the order is late, and we cannot yet name a date that we would trust ourselves.',
  },
  promise: {
    subject: 'A new date for order {order}',
    body: [
      'Order {order} reaches you by {date}.',
      'The date before was {original}. We are sorry for the change.',
    ],
    sms: 'order {order} arrives by {date}.',
  },
  correction: {
    subject: 'We got it wrong: order {order}',
    body: [
      'We wrote to you by mistake that order {order} was “{wrong}”. In fact it is “{stage}”. Our apologies.',
      arrives,
    ],
    sms: 'we got it wrong: order {order} is in fact "{stage}".',
  },
  next: 'You need not do anything: we write to you when the order moves on.',
  choice: {
    offer: (paid) =>
      paid
        ? 'If you no longer want to wait, you can cancel the order and get all your money back.'
        : 'If you no longer want to wait, you can cancel the order at no cost.',
    sms: 'Keep or cancel:',
    link: 'Choose: keep the order or cancel it',
    stays: 'If you choose nothing, the order stays open, and your rights stay as they are.',
    ends: (until, paid) =>
      `If you choose nothing by ${until}, we cancel the order${paid ? ' and give you all your money back' : ''}.`,
  },
  range: (likely, latest) =>
    likely === latest ? `most likely on ${likely}` : `most likely on ${likely}, at the latest on ${latest}`,
  parcel: (carrier, awb) => `${carrier}, tracking number ${awb}`,
  track: 'Track the parcel',
  answer: (email, phone) =>
    email === undefined && phone === undefined
      ? 'A question? Answer this message.'
      : `A question, or you no longer want it? ${[email && `Answer this e-mail or write to ${email}`, phone && `call ${phone}`].filter(Boolean).join(', or ')}.`,
  signature: (shop) => `The ${shop} team`,
};
