/** What is true now, as far as the first page needs it: which steps are done, and where their links lead. */
import { type Bus } from '../aws/eventbridge.ts';
import { type Credentials } from '../control/credentials.ts';
import { type Sent } from '../sent.ts';

export interface Facts {
  readonly now: number;
  /** Who signed in from here, as `store/actor`. */
  readonly signedIn: ReadonlySet<string>;
  /** What it happened to, such as `order/ES-1001` or the id of a discrepancy, by `store type`. */
  readonly happened: ReadonlyMap<string, readonly string[]>;
  readonly mails: readonly {
    readonly id: number;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }[];
}

/** The stories fit into these. */
const mailsRead = 200;

/** What happened since the stories began: what came before is last week's. */
export function readFacts(
  { bus, sent, credentials }: { bus: Bus; sent: Sent; credentials: Credentials },
  now: number,
  since: number,
): Facts {
  const happened = new Map<string, string[]>();
  for (const { detail } of bus.list() as unknown[] as { detail?: Record<string, unknown> }[]) {
    const { storeId, type, subject, occurredAt, data } = detail ?? {};
    if (Date.parse(String(occurredAt)) < since) continue;
    const key = `${String(storeId)} ${String(type)}`;
    const { driftId } = (data ?? {}) as { driftId?: string };
    happened.set(key, [...(happened.get(key) ?? []), driftId ?? String(subject)]);
  }
  const mails = sent.newest('mail', mailsRead).filter(({ at }) => Date.parse(at) >= since);
  return { now, signedIn: credentials.signedIn(), happened, mails };
}

/** The newest e-mail to an address whose subject has these words. */
export const mailTo = ({ mails }: Facts, to: string, about: RegExp): Facts['mails'][number] | undefined =>
  mails.find((mail) => mail.to === to && about.test(mail.subject));

/** The page of ours that an e-mail leads its reader to. */
export const linkIn = (mail: { readonly text: string } | undefined): string | undefined =>
  mail === undefined ? undefined : /https?:\/\/[^/\s]+(\/[lo]\/\S+)/.exec(mail.text)?.[1];
