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

export class Sent {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  add<K extends SentKind>(kind: K, item: SentItems[K]): void {
    this.database.run('INSERT INTO sent (kind, item) VALUES (?, ?)', kind, JSON.stringify(item));
  }

  /** Oldest first; the newest `limit` when one is given. */
  list<K extends SentKind>(kind: K, limit = -1): SentItems[K][] {
    return this.database
      .all<{ item: string }>('SELECT item FROM sent WHERE kind = ? ORDER BY id DESC LIMIT ?', kind, limit)
      .map(({ item }) => JSON.parse(item) as SentItems[K])
      .reverse();
  }

  clear(kind: SentKind): void {
    this.database.run('DELETE FROM sent WHERE kind = ?', kind);
  }
}
