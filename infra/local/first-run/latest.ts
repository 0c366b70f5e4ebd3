/** The last messages of every kind, a few of each. */
import { type Sent } from '../sent.ts';

export interface Latest {
  readonly id: number;
  readonly kind: 'mail' | 'alert' | 'sms';
  readonly at: string;
  readonly to: string;
  readonly shop: string;
  readonly what: string;
}

const searched = 60;

/** Two e-mails to customers, two alerts for staff and the last text message, newest first. */
export function latestMessages(sent: Sent): Latest[] {
  const mails = sent
    .newest('mail', searched)
    .filter(({ tags }) => tags?.['role'] === undefined)
    .map(({ id, at, to, from, subject }) => ({
      id,
      kind: 'mail' as const,
      at,
      to,
      shop: shopOf(from),
      what: subject,
    }));
  const alerts = sent
    .newest('alert', searched)
    .filter(({ channel }) => channel === 'email')
    .map(({ id, at, to, subject }) => ({
      id,
      kind: 'alert' as const,
      at,
      to,
      shop: subject.split(':')[0] ?? '',
      what: subject,
    }));
  const texts = sent
    .newest('sms', 1)
    .map(({ id, at, to, text }) => ({ id, kind: 'sms' as const, at, to, shop: '', what: text }));
  return [...mails.slice(0, 2), ...alerts.slice(0, 2), ...texts].sort((one, other) =>
    other.at.localeCompare(one.at),
  );
}

/** `"ElectroSmart" <orders@…>` → `ElectroSmart`. */
const shopOf = (from: string): string => /^"?([^"<]*?)"?\s*</.exec(from)?.[1] ?? from;
