import type { Template, Words } from './wording.ts';

const arrives = 'We expect it to reach you {range}.';
const stage = (subject: string, body: string): Template => ({ subject, body: [body, arrives] });

/** To customers, in English. */
export const en: Words = {
  hello: (name) => `Hello ${name},`,
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
