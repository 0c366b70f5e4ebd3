/** The last messages of every kind, a few of each. */
import { type Sent } from '../sent.ts';
import { isStaff } from './people.ts';

export interface Latest {
  readonly id: number;
  readonly kind: 'mail' | 'alert' | 'sms';
  readonly at: string;
  readonly to: string;
  readonly shop: string;
  readonly what: string;
}

/** Among so many are some of each kind. */
const searched = 80;

/** Two e-mails to customers, a report, two alerts for staff and the last text message, newest first. */
export function latestMessages(sent: Sent): Latest[] {
  const mails = sent.newest('mail', searched).filter(({ tags }) => tags?.['role'] === undefined);
  const reports = mails.filter(({ to }) => isStaff(to)).slice(0, 1);
  const notices = mails.filter(({ to }) => !isStaff(to)).slice(0, 2);
  const digests = sent
    .newest('alert', searched)
    .filter(({ channel }) => channel === 'email')
    .slice(0, 2);
  const texts = sent.newest('sms', 1);
  return [
    ...notices.map(({ from, subject, ...mail }) => of(mail, 'mail', shopOf(from), subject)),
    ...reports.map(({ from, subject, ...mail }) => of(mail, 'alert', shopOf(from), subject)),
    ...digests.map(({ subject, ...alert }) => of(alert, 'alert', subject.split(':')[0] ?? '', subject)),
    ...texts.map(({ text, ...sms }) => of(sms, 'sms', '', text)),
  ].sort((one, other) => other.at.localeCompare(one.at));
}

const of = (
  { id, at, to }: { readonly id: number; readonly at: string; readonly to: string },
  kind: Latest['kind'],
  shop: string,
  what: string,
): Latest => ({ id, kind, at, to, shop, what });

/** `"ElectroSmart" <orders@…>` → `ElectroSmart`. */
const shopOf = (from: string): string => /^"?([^"<]*?)"?\s*</.exec(from)?.[1] ?? from;
