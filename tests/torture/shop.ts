import type { Victim } from './victim.ts';

export interface Reply {
  readonly status: number;
  readonly body: any;
  readonly replayed: boolean;
}

export interface Call {
  readonly role: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Every write has one; what was not answered is repeated with the same. */
  readonly key?: string;
}

/** The shop of the torture, spoken to over HTTP. */
export class Shop {
  readonly #victim: Victim;
  readonly #credentials = new Map<string, string>();

  constructor(victim: Victim) {
    this.#victim = victim;
  }

  async open(profile: object): Promise<void> {
    const { status, body } = await this.local('POST', '/_local/stores', profile);
    if (status !== 201) throw new Error(JSON.stringify(body));
    for (const { roles, credential } of body.credentials as { roles: string[]; credential: string }[])
      for (const role of roles) this.#credentials.set(role, credential);
  }

  call({ role, method, path, body, key }: Call): Promise<Reply> {
    return this.#fetch(method, path, body, {
      authorization: `Bearer ${this.#credentials.get(role) ?? ''}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    });
  }

  local(method: string, path: string, body?: unknown): Promise<Reply> {
    return this.#fetch(method, path, body, {});
  }

  /** What must succeed: a refusal is a fault of the torture or of the house. */
  async get(path: string): Promise<any> {
    const reply = await (path.startsWith('/_local')
      ? this.local('GET', path)
      : this.call({ role: 'operator', method: 'GET', path }));
    if (reply.status !== 200)
      throw new Error(`GET ${path}: ${String(reply.status)} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  async #fetch(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> {
    const answer = await fetch(this.#victim.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
      replayed: answer.headers.get('idempotent-replayed') === 'true',
    };
  }
}
