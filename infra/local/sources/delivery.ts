import { type DeliveryPoint, type Faults } from '../faults.ts';
import { type FunctionHost, type Result } from '../functions/function-host.ts';

const failed = (errorMessage: string): Result => ({
  ok: false,
  error: { errorType: 'InjectedFault', errorMessage, trace: [] },
});

/** Hands records to a function, with the faults that a test asks for. */
export async function deliver(host: FunctionHost, point: DeliveryPoint, faults: Faults): Promise<Result> {
  const event = { Records: point.records };
  const fault = faults.delivery?.(point);
  if (fault === undefined) return host.invoke(event);
  if (fault === 'drop') return failed('the delivery was dropped');
  if (fault === 'duplicate') {
    const first = await host.invoke(event);
    return first.ok ? host.invoke(event) : first;
  }
  if (fault === 'lose-answer') {
    await host.invoke(event);
    return failed('the answer was lost');
  }
  await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  return host.invoke(event);
}

/**
 * The identifiers that a function reports as failed. Undefined means the whole batch: the function failed,
 * or its answer makes no sense, which Lambda treats alike.
 */
export function failedIdentifiers(
  result: Result,
  partial: boolean,
  known: readonly string[],
): readonly string[] | undefined {
  if (!result.ok) return undefined;
  if (!partial || result.payload === null) return [];
  const { batchItemFailures = [] } = result.payload as {
    batchItemFailures?: { itemIdentifier?: unknown }[] | null;
  };
  const identifiers = (batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  const sound = identifiers.every((id): id is string => typeof id === 'string' && known.includes(id));
  return sound ? identifiers : undefined;
}
