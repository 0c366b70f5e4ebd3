/** Shops and their credentials, by the admin function. */
import { roles } from '../../../shared/stores/profile.ts';
import { type Database } from '../database.ts';
import { type FunctionHost } from '../functions/function-host.ts';
import { type HttpAnswer } from '../http/api-gateway.ts';
import { json, problem } from './answers.ts';

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
  async signIn(store: string, actor: string): Promise<string | undefined> {
    const own = this.list().find((one) => one.store === store && one.actor === actor);
    const credentialId = own?.credential.split('_')[2];
    const open = async (more: object): Promise<string | undefined> => {
      const result = await this.admin?.invoke({ action: 'open-session', store, actor, ...more });
      const payload = result?.ok === true ? (result.payload as { body?: { session?: string } }) : {};
      return payload.body?.session;
    };
    // As himself, with all his roles; who is not of the staff, by his credential.
    return (await open({})) ?? (credentialId === undefined ? undefined : open({ credentialId }));
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
