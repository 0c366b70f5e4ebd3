import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { AggregateKey } from '../../shared/kernel/head.ts';
import { keyText } from '../../shared/kernel/item.ts';
import { parkingOf } from '../../shared/kernel/parked-deadlines.ts';
import { scan, type Scanned } from '../../shared/kernel/scan.ts';
import { failedRecords, isDependency, isFault, NothingSucceeded } from './failed-records.ts';
import { metric } from './metric.ts';
import { amount, type Ports, timer } from './ports.ts';

/** What a schedule says: which kind of deadline is to be looked at. */
export interface Tick {
  readonly due: string;
}

/** A scan stops this long before its time is up, with everything it began finished. */
const reserve = 5_000;

/**
 * What a shop may take a second. Where a change moves its entry in one of the shop's lists, that list is one partition
 * of 1,000 units a second, and 440 changes of two units leave a tenth to people and storefronts. A work list is spread
 * over as many partitions as the deadlines are: the rate of all together bounds it as well.
 */
export const perStore = { oneList: 440, spread: Infinity } as const;

/** A scheduled scan over the deadlines of one kind. */
export function scanFunction(
  ports: Pick<Ports, 'heads' | 'clock' | 'log'>,
  kind: string,
  fire: (key: AggregateKey, hasTime: () => boolean) => Promise<unknown>,
  { width = 4, most = perStore.oneList }: { width?: number; most?: number } = {},
) {
  const rate = {
    perSecond: amount('SCAN_PER_SECOND'),
    perStore: most,
    timer,
  };
  return middy<Tick, Scanned, Error, Context>().handler(async (_, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserve;
    const { isParked, failed } = await parkingOf(ports, kind);
    const job = { kind, width, rate, hasTime, isParked, fire: (key: AggregateKey) => fire(key, hasTime) };
    const done = await scan(ports, job);
    for (const { error, key } of done.failed.slice(0, 10))
      ports.log.error('deadline failed', { kind, key: keyText(key), error });
    ports.log.info('scanned', {
      due: kind,
      read: done.read,
      fired: done.fired,
      failed: done.failed.length,
      cut: done.cut,
      ...metric('ScanLagSeconds', done.lag / 1_000, { kind }, ports.clock()),
    });
    if (done.failed.length === 0) return done;
    ports.log.error('records failed', failedRecords(done.failed.length, ports.clock()));
    // Where others succeeded, or it was alone, and nothing that we depend on failed, the deadline itself is at fault.
    for (const { due, error } of done.fired > 0 || done.failed.length === 1 ? done.failed : [])
      if (!isDependency(error) && (await failed(due)))
        ports.log.error('parked', {
          kind,
          key: keyText(due.key),
          ...metric('Parked', 1, { from: 'scan' }, ports.clock()),
        });
    // What failed is still due; what is parked is tried again after a day, or when its deadline moves.
    const failures = done.failed.map(({ key, error }) => ({
      key: keyText(key),
      error,
    }));
    const handled = { succeeded: done.fired, failures, keys: done.fired + failures.length };
    if (isFault(handled)) throw new NothingSucceeded(handled);
    return done;
  });
}
