import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Faults } from '../../infra/local/faults.ts';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { synthesize } from '../../infra/local/synthesize.ts';

let stacks: ReturnType<typeof synthesize> | undefined;

/** The bundles and templates of this checkout, made once. */
export const assembly = (): ReturnType<typeof synthesize> => (stacks ??= synthesize());

export interface Reply<Body = any> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Sent {
  readonly at: string;
  readonly to: string;
  readonly role?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Starting {
  readonly at: string;
  readonly faults?: Faults;
  /** Sandboxes of one invocation each per function, as on Lambda; absent: one shared by all. */
  readonly instances?: number;
}

/** A running system with one shop, spoken to over HTTP as an integrator would. */
export class World implements AsyncDisposable {
  readonly dataDir: string;
  #runtime: Runtime;
  #keys: Record<string, string> = {};

  private constructor(runtime: Runtime, dataDir: string) {
    this.#runtime = runtime;
    this.dataDir = dataDir;
  }

  static async start(options: Starting): Promise<World> {
    const dataDir = mkdtempSync(join(tmpdir(), 'veghe-test-'));
    return new World(await run(dataDir, options), dataDir);
  }

  /** Stops as `kill -9` would leave it, and starts on the same data. */
  async restart(options: Starting): Promise<void> {
    await this.#runtime.stop();
    this.#runtime = await run(this.dataDir, options);
  }

  get runtime(): Runtime {
    return this.#runtime;
  }

  /** Opens a shop; its credentials serve all later calls by role. */
  async store(profile: Record<string, unknown>): Promise<string> {
    const made = await this.local('POST', '/stores', profile);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    for (const { roles, credential } of made.body.credentials)
      for (const role of roles) this.#keys[`${made.body.storeId} ${role}`] = credential;
    await this.#runtime.idle();
    return made.body.storeId;
  }

  key(store: string, role: string): string {
    return this.#keys[`${store} ${role}`] ?? '';
  }

  local(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.fetch(method, `/_local${path}`, body, {});
  }

  /** A caller of one shop in one role. */
  as(store: string, role: string) {
    return (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Reply> =>
      this.fetch(method, path, body, { authorization: `Bearer ${this.key(store, role)}`, ...headers });
  }

  async fetch(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> {
    const answer = await fetch(`${this.#runtime.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
  }

  /** What the deployed admin function says of the chain of one thing: `npm run admin -- verify`. */
  async verified(store: string, subject: string): Promise<Record<string, unknown>> {
    const done = await this.#runtime.invoke('veghe-dev-admin', { action: 'verify', store, subject });
    if (!done.ok) throw new Error(done.error.errorMessage);
    return (done.payload as { body: Record<string, unknown> }).body;
  }

  idle(): Promise<void> {
    return this.#runtime.idle();
  }

  /** Moves the clock by an ISO 8601 duration, everything on the way included. */
  async advance(duration: string): Promise<void> {
    const moved = await this.local('POST', '/clock', { advance: duration });
    if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
  }

  /** E-mails to customers, reports and approval requests: digests to staff are among the alerts. */
  async mail(): Promise<Sent[]> {
    const { items } = (await this.local('GET', '/mail')).body;
    return items.filter(({ tags }: { tags?: { role?: string } }) => tags?.role === undefined);
  }
  async sms(): Promise<Sent[]> {
    return (await this.local('GET', '/sms')).body.items;
  }
  async alerts(): Promise<Sent[]> {
    return (await this.local('GET', '/alerts')).body.items;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#runtime.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const run = (dataDir: string, { at, faults, instances }: Starting): Promise<Runtime> =>
  startRuntime({
    dataDir,
    port: 0,
    stacks: assembly(),
    quiet: true,
    frozenAt: new Date(at),
    ...(faults === undefined ? {} : { faults }),
    instances,
  });
