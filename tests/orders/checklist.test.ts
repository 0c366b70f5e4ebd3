import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../shared/orders/agenda.ts';
import { checklistAwaited, tick } from '../../shared/orders/decide/checklist.ts';
import { report } from '../../shared/orders/decide/report.ts';
import { defaultStages, type ProfileInput } from '../../shared/stores/profile.ts';
import { Story } from './given.ts';

const item = (id: string, en: string, more: object = {}) => ({
  id,
  label: { ro: `${en} (ro)`, en },
  ...more,
});
const shop: Partial<ProfileInput> = {
  stages: defaultStages.map((stage) => {
    if (stage.name === 'preparing')
      return {
        ...stage,
        checklist: [item('picked', 'All picked'), item('card', 'Gift card', { mandatory: false })],
      };
    return stage.name === 'packed'
      ? { ...stage, checklist: [item('sealed', 'Sealed', { role: 'supervisor' })] }
      : stage;
  }),
};
const preparing = () => {
  const story = new Story(shop).placed('Mon 08:00').reported('Mon 09:00', 'preparing');
  story.take();
  return story;
};
const ticked = (story: Story, at: string, itemId: string, done = true) =>
  story.does(at, (order, context) => tick(order, { itemId, done }, context));
const command = (story: Story, at: string, stage: string) =>
  story.answer(at, (order, context) => report(order, { stage, fact: false }, context));

describe('a checklist', () => {
  it('keeps a person from moving the order on while a mandatory item is open, and names it', () => {
    expect(command(preparing(), 'Mon 10:00', 'packed')).toEqual({
      refused: {
        is: 'checklist-open',
        stage: 'preparing',
        missing: [{ itemId: 'picked', label: 'All picked (ro)' }],
      },
    });
  });

  it('lets him pass once it is ticked; what is not mandatory keeps nobody', () => {
    const story = ticked(preparing(), 'Mon 10:00', 'picked');
    expect(story.order!.ticks).toEqual({ picked: { by: 'shop', at: Date.parse('2026-11-16T10:00:00Z') } });
    expect(command(story, 'Mon 11:00', 'packed')).toMatchObject({ outcome: 'accepted' });
  });

  it('keeps him again when the tick is taken back', () => {
    const story = ticked(ticked(preparing(), 'Mon 10:00', 'picked'), 'Mon 10:05', 'picked', false);
    expect(story.take()).toEqual(['checklist-item-ticked', 'checklist-item-unticked']);
    expect(story.order).not.toHaveProperty('ticks');
    expect(command(story, 'Mon 11:00', 'packed')).toMatchObject({ refused: { is: 'checklist-open' } });
  });

  it('does not stand in the way of giving the order up', () => {
    expect(command(preparing(), 'Mon 10:00', 'cancelled')).toMatchObject({ outcome: 'accepted' });
  });

  it('never stops a fact: it is accepted, and what was open is said, of skipped stages too', () => {
    const story = preparing().reported('Mon 10:00', 'shipped');
    expect(story.events[0]?.data).toMatchObject({ to: 'shipped', unticked: ['picked', 'sealed'] });
    const delivered = story.reported('Mon 12:00', 'delivered');
    expect(delivered.events.at(-2)?.data).not.toHaveProperty('unticked');
  });

  it('is ticked without touching the stall clock', () => {
    const story = preparing();
    const due = nextDeadline(story.order!, story.rules);
    for (let minute = 10; minute < 60; minute++)
      ticked(story, `Mon 10:${String(minute)}`, 'picked', minute % 2 === 0);
    expect(nextDeadline(story.order!, story.rules)).toBe(due);
    expect(story.order!.stay.clock).toEqual({ spent: 0, from: Date.parse('2026-11-16T09:00:00Z') });
  });

  it('ticked twice says nothing new; an item that does not exist is refused with those that do', () => {
    const story = ticked(preparing(), 'Mon 10:00', 'picked');
    story.take();
    expect(ticked(story, 'Mon 10:01', 'picked').take()).toEqual([]);
    expect(story.answer('Mon 10:02', (o, c) => tick(o, { itemId: 'nope', done: true }, c))).toEqual({
      refused: { is: 'checklist-item-unknown', known: ['picked', 'card', 'sealed'] },
    });
  });

  it('that alone keeps somebody is told to whoever has to tick, once in the stay', () => {
    const story = preparing().does('Mon 10:00', checklistAwaited);
    expect(story.events).toEqual([
      {
        type: 'order.checklist-awaited',
        data: { stallId: 'ES-1~2', stage: 'preparing', role: 'operator', items: ['picked'] },
      },
    ]);
    story.take();
    expect(story.does('Mon 11:00', checklistAwaited).take()).toEqual([]);
    story.reported('Mon 12:00', 'packed');
    story.take();
    expect(story.does('Mon 13:00', checklistAwaited).events[0]?.data).toMatchObject({ role: 'supervisor' });
  });
});
