/**
 * How Lambda works through a batch of stream records: in order, from the lowest failed record again, in
 * halves after an error, until attempts or age are used up; then on to the failure destination.
 */
import { type Result } from '../functions/function-host.ts';
import { type StreamSourceModel } from '../template/model.ts';
import { failedIdentifiers } from './delivery.ts';
import { type StreamRecord } from './stream-reader.ts';

export type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface BatchSteps {
  readonly deliver: (records: readonly StreamRecord[], attempt: number) => Promise<Result>;
  /** Everything up to and with this record is settled. */
  readonly settled: (last: StreamRecord) => void;
  readonly abandon: (records: readonly StreamRecord[], condition: Condition, attempts: number) => void;
  /** Waits before the next attempt; false when the runtime stops and the rest is for the next run. */
  readonly backOff: (milliseconds: number) => Promise<boolean>;
  readonly now: () => number;
}

type Rules = Pick<StreamSourceModel, 'bisect' | 'partial' | 'retries' | 'maximumAgeMs'>;

/** Answers false when it was stopped before all records were settled. */
export async function settleBatch(
  records: readonly StreamRecord[],
  rules: Rules,
  steps: BatchSteps,
  attempt = 1,
): Promise<boolean> {
  const batch = dropExpired(records, rules, steps, attempt);
  const last = batch.at(-1);
  if (last === undefined) return true;
  const sequences = batch.map((record) => record.dynamodb.SequenceNumber);
  const result = await steps.deliver(batch, attempt);
  const failed = failedIdentifiers(result, rules.partial, sequences);
  if (failed?.length === 0) {
    steps.settled(last);
    return true;
  }
  const lowest = failed === undefined ? 0 : Math.min(...failed.map((id) => sequences.indexOf(id)));
  const before = batch[lowest - 1];
  if (before !== undefined) steps.settled(before);
  const rest = batch.slice(lowest);

  if (failed === undefined && rules.bisect && rest.length > 1) {
    // Halving uses up no attempt.
    const middle = Math.ceil(rest.length / 2);
    return (
      (await settleBatch(rest.slice(0, middle), rules, steps, attempt)) &&
      (await settleBatch(rest.slice(middle), rules, steps, attempt))
    );
  }
  if (attempt > rules.retries) {
    steps.abandon(rest, 'RetryAttemptsExhausted', attempt);
    steps.settled(last);
    return true;
  }
  // Progress starts the count anew: the record that failed now has failed once.
  const next = before === undefined ? attempt + 1 : 2;
  return (await steps.backOff(backOffMs(next - 1))) && settleBatch(rest, rules, steps, next);
}

const backOffMs = (attempt: number): number => Math.min(60_000, 50 * 2 ** Math.min(attempt, 20));

function dropExpired(
  records: readonly StreamRecord[],
  rules: Rules,
  steps: BatchSteps,
  attempt: number,
): readonly StreamRecord[] {
  const oldest = steps.now() - rules.maximumAgeMs;
  const fresh = records.findIndex((record) => record.dynamodb.ApproximateCreationDateTime * 1000 >= oldest);
  const expired = fresh === -1 ? records : records.slice(0, fresh);
  const last = expired.at(-1);
  if (last === undefined) return records;
  steps.abandon(expired, 'RecordAgeExceeded', attempt - 1);
  steps.settled(last);
  return records.slice(expired.length);
}
