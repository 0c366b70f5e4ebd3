import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { safeClient } from '../kernel/safe-client.ts';
import { wellFormed } from '../kernel/well-formed.ts';
import type { Bus } from './bus.ts';
import { Unavailable } from '../kernel/unavailable.ts';

const source = 'veghe';

/** The bus on EventBridge. It answers 200 although entries failed, so each entry's own result is read. */
export function eventBridge(name: string): Bus {
  const client = safeClient(() => new EventBridgeClient({ maxAttempts: 4 }));
  return {
    async publish(events) {
      for (let at = 0; at < events.length; at += 10) {
        const batch = events.slice(at, at + 10);
        const answer = await client.send(
          new PutEventsCommand({
            Entries: batch.map((event) => ({
              EventBusName: name,
              Source: source,
              DetailType: event.type,
              Time: new Date(event.occurredAt),
              Detail: JSON.stringify(wellFormed(event)),
            })),
          }),
        );
        const failed = (answer.Entries ?? []).filter(({ ErrorCode }) => ErrorCode !== undefined);
        if (failed.length > 0 || (answer.FailedEntryCount ?? 0) > 0) throw refusal(failed, batch.length);
      }
    },
  };
}

/** Codes of what is wrong with an event itself: it is refused again however often it comes. */
const poisoned = new Set(['InvalidArgument', 'MalformedDetail']);

function refusal(failed: readonly { readonly ErrorCode?: string | undefined }[], of: number): Error {
  const codes = failed.map(({ ErrorCode }) => ErrorCode ?? 'unknown');
  const said = `the bus refused ${String(failed.length)} of ${String(of)} events: ${codes[0] ?? 'unknown'}`;
  return codes.length > 0 && codes.every((code) => poisoned.has(code))
    ? new Error(said)
    : new Unavailable(said);
}
