/** Runs a synthesized template on one machine. */
import { mkdirSync } from 'node:fs';
import { Activity } from './activity.ts';
import { controlFace } from './control/control.ts';
import { Credentials } from './control/credentials.ts';
import { Database } from './database.ts';
import { drain, type Source } from './drain.ts';
import { duePeek } from './due-index.ts';
import { type Faults } from './faults.ts';
import { FunctionLog } from './functions/function-log.ts';
import { type Result } from './functions/function-host.ts';
import { startHosts } from './functions/hosts.ts';
import { HttpServer } from './http/server.ts';
import { makeRouter } from './http/router.ts';
import { Schedules } from './schedules.ts';
import { Services } from './services.ts';
import { startSources, type Undo } from './sources/sources.ts';
import { makeTables, tableClient } from './table-client.ts';
import { startTableServer } from './table-server.ts';
import { type Stack } from './template/assembly.ts';
import { type Model } from './template/model.ts';
import { readModel } from './template/read-model.ts';
import { keepStop, restoreClock, TimeTravel } from './time-travel.ts';
import { Timers } from './timers.ts';

export interface RuntimeOptions {
  /** Where everything is kept; what is there is gone on with. */
  readonly dataDir: string;
  /** 0 for a free one. */
  readonly port: number;
  /** The templates, which may still be on their way while the table server starts. */
  readonly stacks: Promise<readonly Stack[]> | readonly Stack[];
  /** A DynamoDB-compatible server instead of the embedded one. */
  readonly tableEndpoint?: string | undefined;
  /** An instant at which the clock stands still until it is moved; it runs when absent. */
  readonly frozenAt?: Date;
  /** Where the clock of new data begins, and that it waits whenever the runtime is stopped; it runs from there. */
  readonly startAt?: Date | undefined;
  readonly faults?: Faults;
  /** Sandboxes of one invocation each per function, so many at most; absent: one shared by all invocations. */
  readonly instances?: number | undefined;
  /** How long functions, streams and queues may take to come to rest before a move of the clock gives up. */
  readonly patienceMs?: number;
  /** Prints nothing. */
  readonly quiet?: boolean;
  /** Loads samples into a new data directory; health is not given before it has ended. */
  readonly seed?: (runtime: Runtime) => Promise<void>;
}

export interface Runtime {
  readonly url: string;
  readonly model: Model;
  /** The address of the table server, for clients that look past the functions. */
  readonly tables: string;
  now(): Date;
  /** Moves the clock forwards through everything that is due on the way. */
  moveTo(instant: Date): Promise<void>;
  advance(milliseconds: number): Promise<void>;
  /** Waits until nothing is left to do at this instant. */
  idle(): Promise<void>;
  invoke(functionName: string, event: unknown): Promise<Result>;
  stop(): Promise<void>;
}

export const region = 'eu-central-1';
const account = '000000000000';
/** What waits less than this is waited for when somebody asks for quiet. */
const soonMs = 2000;

export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { dataDir, faults = {}, quiet = false } = options;
  mkdirSync(dataDir, { recursive: true });
  const undo: Undo[] = [];
  const server = new HttpServer();
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    await server.close();
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    // First the port and the lock: whoever finds them taken must not touch the data.
    const port = await server.listen(options.port);
    const url = `http://127.0.0.1:${port}`;
    const database = new Database(dataDir);
    undo.push(() => database.close());

    const [tableServer, stacks] = await Promise.all([
      startTableServer({ dataDir, endpoint: options.tableEndpoint }).then((started) => {
        undo.push(() => started.stop());
        return started;
      }),
      options.stacks,
    ]);
    const model = readModel(stacks, { region, account, url });
    void tableServer.ended.then(() => {
      if (!stopping)
        process.stderr.write('The table server has ended by itself: stop Veghe and start it again.\n');
    });
    const call = tableClient(tableServer.endpoint, region);
    await makeTables(call, model.tables);

    const clock = restoreClock(database, options);
    if (options.startAt !== undefined) undo.push(() => keepStop(database, clock));
    const timers = new Timers(clock);
    const activity = new Activity();
    const log = new FunctionLog(dataDir, quiet);
    undo.push(() => log.close());
    const services = new Services({ model, database, clock, timers, faults, tables: tableServer.endpoint });
    await services.listen();
    undo.push(() => services.close());
    const { hosts, invoker, queues, bus, sent } = services;
    // Links in what was sent lead here, also where the port, or the machine that filled the data, was another.
    sent.leadTo(url);
    startHosts(services, { model, clock, activity, log, instances: options.instances });
    undo.push(() => Promise.all([...hosts.values()].map((host) => host.stop())));

    const warn = (message: string): void =>
      log.writer('runtime')(`${JSON.stringify({ level: 'WARN', message })}\n`);
    const tableFile = tableServer.file;
    const sources: Source[] = startSources(
      { model, database, clock, timers, faults, queues, hosts, services, call, dataDir, tableFile, warn },
      undo,
    );
    const schedules = new Schedules(model.schedules, invoker, clock, duePeek(model, call));
    undo.push(() => timers.close());
    undo.push(() => schedules.stop());

    const settle = () => drain(sources, activity, options.patienceMs ?? 120_000);
    const travel = new TimeTravel({ clock, timers, schedules, database, drain: settle });
    const idle = async (): Promise<void> => {
      await settle();
      // A retry that is about to come is no quiet; on a clock that stands still it never comes.
      while (!clock.frozen && timers.next() - clock.now() < soonMs) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(1, timers.next() - clock.now())));
        await settle();
      }
    };
    let ready = false;
    const credentials = new Credentials(database, hosts.values());
    const control = controlFace({
      clock,
      travel,
      idle,
      sent,
      bus,
      queues,
      schedules,
      credentials,
      url,
      ready: () => ready,
    });
    const renew = (cookies: string) => credentials.renew(cookies, clock.now());
    server.open({ route: makeRouter(model.routes), hosts, place: model.place, clock, control, renew });

    const runtime: Runtime = {
      url,
      model,
      tables: tableServer.endpoint,
      now: () => new Date(clock.now()),
      moveTo: async (instant) => {
        if (!(await travel.moveTo(instant.getTime())))
          throw new Error(`the clock is past ${instant.toISOString()} already`);
      },
      advance: async (milliseconds) => void (await travel.moveTo((now) => now + milliseconds)),
      idle,
      invoke: (functionName, event) => invoker.invoke(functionName, event),
      stop,
    };
    await seedOnce(runtime, database, options.seed);
    schedules.start();
    ready = true;
    return runtime;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Samples go into new data only, and again where loading them was cut off. */
async function seedOnce(runtime: Runtime, database: Database, seed: RuntimeOptions['seed']): Promise<void> {
  if (database.readSetting('samples') === 'done') return;
  database.writeSetting('samples', 'loading');
  await seed?.(runtime);
  database.writeSetting('samples', 'done');
}
