import { storm, type StormSetting } from '../simulation/storm.ts';
import type { Figure, Section } from './figure.ts';

const orders = 100_000;
const mailPerSecond = 14;
const wide = { orders, partitions: 12, dueShards: 64, scanPerSecond: 2_100 } as const;
const usual = { orders, partitions: 4, dueShards: 8, scanPerSecond: 440 } as const;

/** Seconds from the end of the minute in which all fell due, at the most. */
const settings: readonly { name: string; most: number; setting: StormSetting }[] = [
  {
    name: 'one shop, 4 partitions, 8 shards, scans overlapping',
    most: 300,
    setting: { ...usual, shops: 1, overlapping: true },
  },
  {
    name: 'one shop, 12 partitions, 64 shards, scans overlapping',
    most: 60,
    setting: { ...wide, shops: 1, overlapping: true },
  },
  {
    name: '49 shops, 12 partitions, 64 shards',
    most: 60,
    setting: { ...wide, shops: 49, overlapping: false },
  },
];

const figure = (name: string, unit: string, ours: number, most?: number): Figure => ({
  section: 'storm',
  name: `100,000 due within a minute, ${name}`,
  unit,
  ours,
  ...(most === undefined ? {} : { bound: { of: 'ours', most } }),
});

/** What 100,000 orders that fall due within one minute do to the partitions, and to people (docs/storm.md). */
export async function storms(full: boolean): Promise<Section> {
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const { name, most, setting } of settings) {
    const done = await storm(setting);
    if (done.changed !== orders || done.failed > 0)
      throw new Error(`${name}: ${String(done.changed)} of ${String(orders)} orders were changed`);
    const peak = Math.max(done.peaks.table, done.peaks.deadlines, done.peaks.work);
    figures.push(
      figure(`${name}: drained after`, 's', done.afterMinute, most),
      figure(`${name}: most in one partition`, 'units/s', peak, 900),
      figure(`${name}: wasted writes`, '%', done.wasted * 100, 5),
      figure(`${name}: less grave before graver`, 'orders', done.outOfOrder, 0),
    );
  }
  const staff = await storm({ ...usual, shops: 1, overlapping: false, mailPerSecond });
  const digests = Object.values(staff.told?.digests ?? {});
  figures.push(
    figure('messages to a role', 'messages', Math.max(...digests), 5),
    figure('staff told: most in one partition', 'units/s', staff.told?.peak ?? Infinity, 900),
  );
  // A forecast is reckoned for each of them: all of them only where everything is asked for.
  const late = full ? orders : 4_000;
  const { told } = await storm({
    ...usual,
    orders: late,
    shops: 1,
    overlapping: false,
    kind: 'delays',
    mailPerSecond,
  });
  if (told?.held !== late || told.unasked > 0 || told.mails !== late)
    throw new Error(`of ${String(late)} customers ${String(told?.held)} waited for the release`);
  notes.push(
    `${late.toLocaleString('en')} customers waited for the release; the last of them was written to ${told.lastMailMinutes.toFixed(1)} minutes after it.`,
    // The scan of notices works 50 seconds of each minute.
    `At ${String(mailPerSecond)} a second the last of 100,000 leaves ${(orders / (mailPerSecond * 50)).toFixed(0)} minutes after the release.`,
  );
  figures.push(
    figure(
      `customers of ${late.toLocaleString('en')} late ones: most in one partition`,
      'units/s',
      told.peak,
      900,
    ),
    figure(`customers: most e-mails`, 'a second', told.mostMailsInASecond, mailPerSecond + 1),
  );
  return { figures, notes };
}
