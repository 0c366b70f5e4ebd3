/**
 * What left the system: e-mails, SMS, and staff alerts, which are those of them that went to staff. Kept for people and
 * tests to look at.
 */
import { type Database } from './database.ts';

export type SentKind = 'mail' | 'sms' | 'alert';

export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly replyTo?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Sms {
  readonly at: string;
  readonly to: string;
  readonly text: string;
}

export interface Alert {
  readonly at: string;
  readonly to: string;
  readonly role: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly channel: 'email' | 'sms';
}

export interface SentItems {
  readonly mail: Mail;
  readonly sms: Sms;
  readonly alert: Alert;
}

const urlSetting = 'url';

export class Sent {
  private readonly database: Database;
  private added = 0;

  constructor(database: Database) {
    this.database = database;
  }

  add<K extends SentKind>(kind: K, item: SentItems[K]): void {
    this.added++;
    this.database.run('INSERT INTO sent (kind, item) VALUES (?, ?)', kind, JSON.stringify(item));
  }

  /** Oldest first; the newest `limit` when one is given. */
  list<K extends SentKind>(kind: K, limit = -1): SentItems[K][] {
    return this.database
      .all<{ item: string }>('SELECT item FROM sent WHERE kind = ? ORDER BY id DESC LIMIT ?', kind, limit)
      .map(({ item }) => JSON.parse(item) as SentItems[K])
      .reverse();
  }

  /** The newest of a kind, newest first, each under the number by which the inbox shows it. */
  newest<K extends SentKind>(kind: K, limit: number): (SentItems[K] & { readonly id: number })[] {
    return this.database
      .all<{ id: number; item: string }>(
        'SELECT id, item FROM sent WHERE kind = ? ORDER BY id DESC LIMIT ?',
        kind,
        limit,
      )
      .map(({ id, item }) => ({ ...(JSON.parse(item) as SentItems[K]), id }));
  }

  /** Grows with every message, whatever is cleared. */
  get count(): number {
    return this.added;
  }

  /** How many messages are kept; what went to staff is counted once. */
  get kept(): number {
    return Number(
      this.database.get<{ n: number }>("SELECT count(*) AS n FROM sent WHERE kind <> 'alert'")?.n ?? 0,
    );
  }

  /** Makes links that were written under another address of this runtime lead to this one. */
  leadTo(url: string): void {
    const before = this.database.readSetting(urlSetting);
    if (before !== undefined && before !== url)
      this.database.run('UPDATE sent SET item = replace(item, ?, ?)', `${before}/`, `${url}/`);
    this.database.writeSetting(urlSetting, url);
  }

  clear(kind: SentKind): void {
    this.database.run('DELETE FROM sent WHERE kind = ?', kind);
  }
}
