import { join } from 'node:path';
import { type Clock } from '../clock.ts';
import { type Database } from '../database.ts';
import { type Source } from '../drain.ts';
import { type Faults } from '../faults.ts';
import { type FunctionHost } from '../functions/function-host.ts';
import { type Queues } from '../queues.ts';
import { type Services } from '../services.ts';
import { StreamRecords } from '../stream-records.ts';
import { type Call } from '../table-client.ts';
import { type Model } from '../template/model.ts';
import { type Timers } from '../timers.ts';
import { QueueSource } from './queue-source.ts';
import { StreamReader } from './stream-reader.ts';
import { StreamSource } from './stream-source.ts';

export interface SourcesParts {
  readonly model: Model;
  readonly database: Database;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly faults: Faults;
  readonly queues: Queues;
  readonly hosts: ReadonlyMap<string, FunctionHost>;
  readonly services: Services;
  readonly call: Call;
  readonly dataDir: string;
  /** The embedded server's file, which is kept short. */
  readonly tableFile: string | undefined;
  readonly warn: (message: string) => void;
}

/** One step of the end, waited for; the steps run in the opposite order of the start. */
export type Undo = () => unknown;

/** Starts every event source of the template; how to end them is added to `undo`. */
export function startSources(parts: SourcesParts, undo: Undo[]): Source[] {
  const { model, hosts, clock, timers, faults, queues, services, warn } = parts;
  const hostOf = (functionName: string): FunctionHost => {
    const host = hosts.get(functionName);
    if (host === undefined) throw new Error(`there is no function ${functionName}`);
    return host;
  };
  const records =
    parts.tableFile === undefined ? undefined : new StreamRecords(parts.tableFile, model.streamSources);
  undo.push(() => records?.close());
  const streams = model.streamSources.map(
    (source) =>
      new StreamSource(source, {
        reader: new StreamReader(source, parts.call, parts.database, clock),
        host: hostOf(source.functionName),
        clock,
        timers,
        faults,
        bucketsDir: join(parts.dataDir, 'buckets'),
        consumed: (sequence) => records?.advance(source.table, source.id, sequence),
        warn,
      }),
  );
  services.onWrite = () => {
    for (const stream of streams) stream.poke();
  };
  const region = model.place.region;
  const fromQueues = model.queueSources.map(
    (source) =>
      new QueueSource(source, { queues, host: hostOf(source.functionName), timers, clock, faults, region }),
  );
  const sources = [...streams, ...fromQueues];
  // What takes longer fails when its function is ended, and comes again at the next start.
  const patience = () => new Promise((resolve) => setTimeout(resolve, 2000).unref());
  undo.push(() => Promise.race([Promise.all(sources.map((source) => source.stop())), patience()]));
  for (const source of sources) source.poke();
  return sources;
}
