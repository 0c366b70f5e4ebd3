/** Shops and their credentials, by the admin function. */
import { roles } from '../../../shared/stores/profile.ts';
import { type Database } from '../database.ts';
import { type FunctionHost } from '../functions/function-host.ts';
import { type HttpAnswer } from '../http/api-gateway.ts';
import { json, problem } from './answers.ts';

/** Sessions live for twelve hours of the runtime's clock after their last use. */
const renewedEvery = 3_600_000;

export interface Credential {
  readonly store: string;
  readonly actor: string;
  readonly roles: readonly string[];
  readonly credential: string;
}

export class Credentials {
  private readonly database: Database;
  private readonly admin: FunctionHost | undefined;

  constructor(database: Database, hosts: Iterable<FunctionHost>) {
    this.database = database;
    this.admin = [...hosts].find(({ model }) => /admin/i.test(`${model.name} ${model.logicalId}`));
  }

  list(): Credential[] {
    return this.database
      .all<{ item: string }>('SELECT item FROM credentials ORDER BY rowid')
      .map(({ item }) => JSON.parse(item) as Credential);
  }

  /** Opens a session of somebody of the staff, or of who stands in for a role; undefined where there is nobody such. */
  async signIn(store: string, actor: string, now: number): Promise<string | undefined> {
    const own = this.list().find((one) => one.store === store && one.actor === actor);
    const credentialId = own?.credential.split('_')[2];
    // As himself, with all his roles; who is not of the staff, by his credential.
    const session =
      (await this.openSession({ store, actor })) ??
      (credentialId === undefined ? undefined : await this.openSession({ store, actor, credentialId }));
    if (session !== undefined)
      this.database.run('INSERT INTO sessions VALUES (?, ?, ?, ?)', session, store, actor, now);
    return session;
  }

  /**
   * Keeps a session that was opened here alive though the clock was moved past its life: under the same token, so that forms of an
   * open page stay good. One that its person ended stays ended.
   */
  async renew(cookies: string, now: number): Promise<void> {
    const session = /(?:^|;\s*)veghe_session=([^;]+)/.exec(cookies)?.[1];
    if (session === undefined) return;
    const opened = this.database.get<{ renewed_at: number }>(
      'SELECT renewed_at FROM sessions WHERE session = ?',
      session,
    );
    if (opened === undefined || now - opened.renewed_at < renewedEvery) return;
    this.database.run('UPDATE sessions SET renewed_at = ? WHERE session = ?', now, session);
    await this.admin?.invoke({ action: 'renew-session', session });
  }

  /** Who signed in through this face, as `store/actor`. */
  signedIn(): ReadonlySet<string> {
    return new Set(
      this.database
        .all<{ store: string; actor: string }>('SELECT DISTINCT store, actor FROM sessions')
        .map(({ store, actor }) => `${store}/${actor}`),
    );
  }

  /** Makes a call as whoever has a role in a shop. */
  credentialFor(store: string, role: string): string | undefined {
    return this.list().find((one) => one.store === store && one.roles.includes(role))?.credential;
  }

  private async openSession(of: object): Promise<string | undefined> {
    const result = await this.admin?.invoke({ action: 'open-session', ...of });
    const payload = result?.ok === true ? (result.payload as { body?: { session?: string } }) : {};
    return payload.body?.session;
  }

  /** Makes a shop; what the admin function answers is passed on, and its credentials are kept. */
  async createStore(profile: unknown): Promise<HttpAnswer> {
    if (this.admin === undefined)
      return problem(404, 'no-admin-function', 'The template has no admin function.');
    const result = await this.admin.invoke({ action: 'create-store', profile: withStaff(profile) });
    if (!result.ok)
      return problem(500, 'admin-failed', `${result.error.errorType}: ${result.error.errorMessage}`);
    const { status = 500, body } = (result.payload ?? {}) as {
      status?: number;
      body?: { credentials?: Credential[] };
    };
    for (const issued of body?.credentials ?? []) {
      this.database.run(
        'INSERT OR REPLACE INTO credentials VALUES (?, ?)',
        issued.credential,
        JSON.stringify(issued),
      );
    }
    const answer = json(status, body ?? null);
    return status < 400
      ? answer
      : { ...answer, headers: { ...answer.headers, 'content-type': 'application/problem+json' } };
  }
}

/** Somebody for every role where the profile names nobody: on this machine alerts should reach an inbox. */
function withStaff(profile: unknown): unknown {
  const { staff, storeId } = (profile ?? {}) as { staff?: unknown; storeId?: unknown };
  if (staff !== undefined || typeof storeId !== 'string') return profile;
  const invented = roles.filter((role) => role !== 'storefront');
  return {
    ...(profile as object),
    staff: invented.map((role, at) => ({
      id: role,
      name: role,
      email: `${role}@${storeId}.example`,
      phone: `+4070000000${String(at)}`,
      roles: [role],
    })),
  };
}
