import { describe, expect, it } from 'vitest';
import { addParcel, type AddParcel } from '../../shared/orders/decide/parcel.ts';
import { place } from '../../shared/orders/decide/place.ts';
import { report } from '../../shared/orders/decide/report.ts';
import { on, Story } from './given.ts';

const placed = () => new Story().placed('Mon 08:00');

describe('a fact', () => {
  it('is accepted though stages were skipped, and says which', () => {
    const story = placed().reported('Mon 10:00', 'shipped');
    expect(story.order!.stay.stage).toBe('shipped');
    expect(story.events.at(-1)?.data).toMatchObject({
      from: 'placed',
      to: 'shipped',
      fact: true,
      skipped: ['preparing', 'packed'],
    });
  });

  it('that comes late never moves an order back', () => {
    const story = placed().reported('Mon 12:00', 'shipped');
    story.take();
    expect(story.reported('Mon 13:00', 'packed', { occurredAt: on('Mon 11:00') }).take()).toEqual([
      'status-late',
    ]);
    expect(story.order!.stay.stage).toBe('shipped');
  });

  it('told again says nothing new', () => {
    const story = placed().reported('Mon 12:00', 'shipped');
    story.take();
    expect(story.reported('Mon 13:00', 'shipped').take()).toEqual([]);
  });

  it('that contradicts the end of an order is kept and shown, not followed', () => {
    const story = placed().reported('Mon 09:00', 'cancelled');
    story.take();
    expect(story.reported('Mon 12:00', 'shipped').take()).toEqual(['status-contradicted']);
    expect(story.order!.status).toBe('closed');
    expect(story.order!.stay.stage).toBe('cancelled');
    expect(story.reported('Mon 13:00', 'packed').take()).toEqual(['status-contradicted']);
    expect(story.reported('Mon 13:00', 'packed', { occurredAt: on('Mon 08:30') }).take()).toEqual([
      'status-late',
    ]);
  });

  it('of a stage on the way to where it ended is merely late', () => {
    const story = placed().reported('Mon 12:00', 'delivered');
    story.take();
    expect(story.reported('Mon 13:00', 'shipped').take()).toEqual(['status-late']);
  });

  it('among stages that lead to each other, the later time counts', () => {
    const story = placed().reported('Mon 09:00', 'shipped').reported('Tue 09:00', 'delivery-failed');
    story.take();
    expect(story.reported('Tue 12:00', 'shipped', { occurredAt: on('Tue 08:00') }).take()).toEqual([
      'status-late',
    ]);
    expect(story.reported('Tue 12:00', 'shipped', { occurredAt: on('Tue 11:00') }).take()).toEqual([
      'stage-changed',
    ]);
  });

  it('reported before the stage it follows begins when that did', () => {
    const story = placed()
      .reported('Mon 12:00', 'preparing')
      .reported('Mon 13:00', 'packed', { occurredAt: on('Mon 11:00') });
    expect(story.order!.stay.since).toBe(on('Mon 12:00'));
  });

  it('cannot have happened more than 15 minutes ahead of our clock', () => {
    const answer = placed().answer('Mon 12:00', (order, context) =>
      report(order, { stage: 'packed', fact: true, occurredAt: on('Mon 12:16') }, context),
    );
    const message = 'lies more than 15 minutes in the future';
    expect(answer).toEqual({ refused: { is: 'time-out-of-bounds', path: 'occurredAt', message } });
  });

  it.each([
    ['up to 15 minutes ahead of our clock', 'Mon 12:15', 'Mon 12:00', 'ahead-of-clock'],
    ['before the order was placed', 'Mon 07:59', 'Mon 08:00', 'before-placed'],
  ])(
    'told to have happened %s is taken as the nearest time that can be, and marked',
    (_, said, taken, check) => {
      const story = placed().reported('Mon 12:00', 'packed', { occurredAt: on(said) });
      expect(story.order).toMatchObject({ stay: { stage: 'packed', since: on(taken) }, checks: [check] });
      expect(story.events.find(({ type }) => type === 'order.time-taken')?.data).toEqual({
        check,
        said: on(said),
        taken: on(taken),
      });
    },
  );

  it('may run five minutes ahead of our clock', () => {
    expect(placed().reported('Mon 12:00', 'packed', { occurredAt: on('Mon 12:05') }).order!.stay.stage).toBe(
      'packed',
    );
  });
});

describe('a command', () => {
  it.each([
    ['Mon 12:06', 'lies in the future'],
    ['Mon 07:59', 'lies before the order was placed'],
  ])('cannot speak of %s', (time, message) => {
    const answer = placed().answer('Mon 12:00', (order, context) =>
      report(order, { stage: 'preparing', fact: false, occurredAt: on(time) }, context),
    );
    expect(answer).toEqual({ refused: { is: 'time-out-of-bounds', path: 'occurredAt', message } });
  });

  const command = (story: Story, stage: string) =>
    story.answer('Mon 12:00', (order, context) => report(order, { stage, fact: false }, context));

  it('moves an order one step', () => {
    expect(command(placed(), 'preparing')).toMatchObject({ outcome: 'accepted' });
  });

  it('that skips a stage is refused, with what is allowed', () => {
    expect(command(placed(), 'shipped')).toEqual({
      refused: {
        is: 'transition-not-allowed',
        from: 'placed',
        to: 'shipped',
        allowed: ['confirmed', 'preparing', 'cancelled'],
      },
    });
  });

  it('cannot cancel what is shipped', () => {
    expect(command(placed().reported('Mon 11:00', 'shipped'), 'cancelled')).toMatchObject({
      refused: { is: 'transition-not-allowed', from: 'shipped' },
    });
  });

  it('cannot move an order that is closed', () => {
    expect(command(placed().reported('Mon 11:00', 'delivered'), 'shipped')).toMatchObject({
      refused: { is: 'transition-not-allowed', allowed: [] },
    });
  });

  it('to a stage that the shop does not have is refused, with those it has', () => {
    expect(command(placed(), 'wrapped')).toMatchObject({
      refused: { is: 'stage-unknown', stage: 'wrapped' },
    });
  });
});

describe('parcels', () => {
  const packed = { ordered: new Map([['1', 3]]), elsewhere: new Map<string, number>() };
  const box = (parcelId: string, quantity: number): AddParcel => ({
    parcelId,
    lines: [{ lineId: '1', quantity }],
    carrier: 'fan',
    text: `parcel#${parcelId}.1`,
  });
  const two = () =>
    placed()
      .reported('Mon 09:00', 'packed')
      .does('Mon 10:00', (order, context) => addParcel(order, box('P1', 2), packed, context))
      .does('Mon 10:00', (order, context) =>
        addParcel(order, box('P2', 1), { ...packed, elsewhere: new Map([['1', 2]]) }, context),
      );

  it('go their own ways; the order is where the slowest is', () => {
    const story = two().reported('Mon 12:00', 'shipped', { parcelId: 'P1' });
    expect(story.order!.stay.stage).toBe('packed');
    story.reported('Mon 13:00', 'shipped', { parcelId: 'P2' });
    expect(story.order!.stay.stage).toBe('shipped');
    story.reported('Tue 09:00', 'delivered', { parcelId: 'P1' });
    expect(story.order!.status).toBe('open');
    expect(story.reported('Tue 12:00', 'delivered', { parcelId: 'P2' }).order!.status).toBe('closed');
  });

  it('one delivered and one come back close the order as delivered', () => {
    const story = two().reported('Mon 12:00', 'shipped');
    story
      .reported('Tue 09:00', 'delivered', { parcelId: 'P1' })
      .reported('Tue 10:00', 'refused', { parcelId: 'P2' });
    expect(story.order!.stay.stage).toBe('refused');
    story.reported('Thu 10:00', 'returned', { parcelId: 'P2' });
    expect(story.order!.status).toBe('closed');
    expect(story.order!.stay.stage).toBe('delivered');
  });

  it('a status of the whole order moves them all', () => {
    const story = two().reported('Mon 12:00', 'shipped');
    expect(story.order!.parcels?.map(({ stage }) => stage)).toEqual(['shipped', 'shipped']);
    expect(story.order!.stay.stage).toBe('shipped');
  });

  it('do not close an order of which pieces are in no parcel', () => {
    const story = placed()
      .reported('Mon 09:00', 'packed')
      .does('Mon 10:00', (order, context) => addParcel(order, box('P1', 2), packed, context))
      .reported('Mon 12:00', 'delivered', { parcelId: 'P1' });
    expect(story.order!.status).toBe('open');
    expect(story.order!.stay.stage).toBe('packed');
  });

  it('take no more than was ordered', () => {
    const answer = two().answer('Mon 11:00', (order, context) =>
      addParcel(order, box('P3', 1), { ...packed, elsewhere: new Map([['1', 3]]) }, context),
    );
    expect(answer).toMatchObject({ refused: { is: 'parcel-lines', path: 'lines.0.quantity' } });
  });

  it('a printed label does not ship anything', () => {
    const story = placed().reported('Mon 09:00', 'preparing');
    story.does('Mon 10:00', (order, context) =>
      addParcel(order, { ...box('P1', 1), awb: 'AWB123' }, packed, context),
    );
    expect(story.order!.parcels?.[0]?.stage).toBe('packed');
    expect(story.order!.stay.stage).toBe('preparing');
  });
});

describe('intake', () => {
  it('of the same order again changes nothing; of another under its id is refused', () => {
    const story = placed();
    const again = { orderId: 'ES-1', placedAt: on('Mon 08:00'), content: 'content#x.1', units: 3 };
    const ask = (intake: string) =>
      story.answer('Mon 09:00', (order, context) => place(order, { ...again, intake }, context));
    expect(ask('x')).toEqual({ accepted: [], outcome: 'repeated' });
    expect(ask('y')).toEqual({ refused: { is: 'order-exists-differently' } });
  });

  it('of an open order of before says nothing of the past, and goes on from there', () => {
    const story = new Story().placed('Mon 08:00', {
      promisedAt: on('Tue 08:00'),
      import: { stage: 'preparing', since: on('Mon 08:00') },
    });
    expect(story.take()).toEqual(['placed']);
    const late = new Story();
    late.then('Thu 08:00', (order, context) =>
      place(
        order,
        {
          orderId: 'ES-2',
          placedAt: on('Mon 08:00'),
          content: 'c',
          intake: 'x',
          units: 1,
          promisedAt: on('Tue 08:00'),
          import: { stage: 'preparing', since: on('Mon 08:00') },
        },
        context,
      ),
    );
    expect(late.take()).toEqual(['placed']);
    expect(late.order!.stay.alarm?.level).toBe('breached');
    expect(late.scanned('Thu 11:59').take()).toEqual([]);
    expect(late.scanned('Thu 12:00').take()).toEqual(['stall-escalated']);
  });
});

describe('the same stage, reported again', () => {
  const failed = (story: Story, at: string, more: object) => story.reported(at, 'delivery-failed', more);
  const noted = (story: Story) =>
    story.events.filter(({ type }) => type === 'order.status-noted').map(({ data }) => data['reason']);

  it('is kept with its reason where it is a second attempt, and once', () => {
    const story = new Story().placed('Mon 08:00').reported('Mon 09:00', 'shipped');
    failed(story, 'Tue 10:00', { reason: 'nobody at home' });
    failed(story, 'Wed 10:00', { reason: 'wrong address', occurredAt: on('Wed 09:00') });
    failed(story, 'Wed 10:05', { reason: 'wrong address', occurredAt: on('Wed 09:00') });
    expect(noted(story)).toEqual(['wrong address']);
    expect(story.order!.stay.stage).toBe('delivery-failed');
  });

  it('says nothing without a reason or note, or from before', () => {
    const story = new Story().placed('Mon 08:00').reported('Mon 09:00', 'shipped');
    failed(story, 'Tue 10:00', {});
    failed(story, 'Tue 11:00', {});
    failed(story, 'Tue 12:00', { reason: 'late word', occurredAt: on('Tue 09:00') });
    expect(noted(story)).toEqual([]);
  });
});
