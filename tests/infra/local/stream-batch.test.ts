import { expect, it } from 'vitest';
import { type Result } from '../../../infra/local/functions/function-host.ts';
import { type Condition, settleBatch } from '../../../infra/local/sources/stream-batch.ts';
import { type StreamRecord } from '../../../infra/local/sources/stream-reader.ts';

const now = Date.parse('2026-11-22T08:00:00Z');
const record = (sequence: number, ageSeconds = 0): StreamRecord => ({
  eventID: String(sequence),
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: now / 1000 - ageSeconds },
});
const ok = (...failed: string[]): Result => ({
  ok: true,
  payload: { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) },
});
const thrown: Result = { ok: false, error: { errorType: 'Error', errorMessage: 'x', trace: [] } };
const rules = { bisect: false, partial: true, retries: Infinity, maximumAgeMs: 3_600_000 };

/** Runs a batch against a function that answers by what it gets, and tells all that happened. */
async function run(
  records: StreamRecord[],
  changed: Partial<typeof rules>,
  answer: (got: string, call: number) => Result,
) {
  const deliveries: string[] = [];
  const settled: string[] = [];
  const abandoned: [string, Condition][] = [];
  let waits = 0;
  const text = (batch: readonly StreamRecord[]) => batch.map(({ eventID }) => eventID).join('');
  const done = await settleBatch(
    records,
    { ...rules, ...changed },
    {
      deliver: async (batch) => {
        deliveries.push(text(batch));
        return answer(text(batch), deliveries.length);
      },
      settled: (last) => settled.push(last.eventID),
      abandon: (batch, condition) => abandoned.push([text(batch), condition]),
      backOff: async () => ++waits < 10,
      now: () => now,
    },
  );
  return { deliveries, settled, abandoned, waits, done };
}

it('settles a batch that goes well at once', async () => {
  expect(
    await run(
      [1, 2, 3].map((n) => record(n)),
      {},
      () => ok(),
    ),
  ).toMatchObject({ deliveries: ['123'], settled: ['3'], done: true });
});

it('goes on at the lowest failed record, with all after it', async () => {
  const result = await run(
    [1, 2, 3, 4].map((n) => record(n)),
    {},
    (_, call) => (call === 1 ? ok('4', '2') : ok()),
  );
  expect(result).toMatchObject({ deliveries: ['1234', '234'], settled: ['1', '4'] });
});

it('takes an identifier that it never gave for a failure of all', async () => {
  const result = await run(
    [1, 2].map((n) => record(n)),
    {},
    (_, call) => (call === 1 ? ok('99') : ok()),
  );
  expect(result.deliveries).toEqual(['12', '12']);
});

it('halves after an error until the bad record stands alone, then gives that one up', async () => {
  const result = await run(
    [1, 2, 3, 4].map((n) => record(n)),
    { bisect: true, retries: 1 },
    (got) => (got.includes('3') ? thrown : ok()),
  );
  expect(result.deliveries).toEqual(['1234', '12', '34', '3', '3', '4']);
  expect(result.abandoned).toEqual([['3', 'RetryAttemptsExhausted']]);
  expect(result.settled).toEqual(['2', '3', '4']);
});

it('gives up what is too old, and delivers the rest', async () => {
  const result = await run([record(1, 7200), record(2, 3601), record(3, 10)], {}, () => ok());
  expect(result).toMatchObject({
    deliveries: ['3'],
    abandoned: [['12', 'RecordAgeExceeded']],
    settled: ['2', '3'],
  });
});

it('tries without end while records are young, in order, and leaves the rest to the next run when stopped', async () => {
  const result = await run(
    [1, 2].map((n) => record(n)),
    {},
    () => thrown,
  );
  expect(result).toMatchObject({ waits: 10, done: false, settled: [], abandoned: [] });
  expect(new Set(result.deliveries)).toEqual(new Set(['12']));
});
