import type { Instant } from '../time/instant.ts';
import type { Classified, ErrorClass } from './send-errors.ts';

/** A message ready to leave. */
export interface Mail {
  readonly to: string;
  readonly fromName: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Comes back with a bounce or complaint. `role`: of a digest to staff. */
  readonly tags: Readonly<Record<'store' | 'notice', string>> & { readonly role?: string };
}

export interface Sms {
  readonly to: string;
  readonly text: string;
  /** Set for staff: customers have none. */
  readonly role?: string;
}

/** How a send ended that did not end well: its class, and the provider's own name for it. */
export class SendError extends Error {
  readonly of: ErrorClass;
  /** Of the class `sender`: proves that nobody is written to, whoever it is for. */
  readonly everybody: boolean;
  /** The channel's circuit is open: the attempt does not count, and the message waits until then. */
  readonly waits: Instant | undefined;
  constructor(
    of: ErrorClass,
    name: string,
    { everybody = false, waits }: Partial<Classified & Waiting> = {},
  ) {
    super(name);
    this.of = of;
    this.everybody = everybody;
    this.waits = waits;
  }
}
interface Waiting {
  readonly waits: Instant;
}

/** What a send threw: what is no `SendError` leaves open whether the message left. */
export const sendErrorOf = (error: unknown): SendError =>
  error instanceof SendError
    ? error
    : new SendError('unanswered', error instanceof Error ? error.name : 'unanswered');

/** May a message go now? Where a channel's circuit is open only one in a while may, to see whether it can be closed. */
export type Admission =
  { readonly goes: true; readonly probe: boolean } | { readonly goes: false; readonly until: Instant };

/** Asked before a message is claimed. Absent where a channel has no circuit: then everything goes. */
interface Gated {
  admit?(store: string): Promise<Admission>;
}

/** Sends, or throws a `SendError`; `probe` as the message was admitted. */
export interface Mailer extends Gated {
  send(mail: Mail, admitted?: Admission): Promise<void>;
}
export interface Texter extends Gated {
  send(sms: Sms, admitted?: Admission): Promise<void>;
}

export const goes: Admission = { goes: true, probe: false };

/** A digest, as whoever runs the deployment hears of it. */
export interface DigestNews {
  readonly shop: string;
  readonly role: string;
  readonly severity: 'usual' | 'urgent';
  readonly subject: string;
  readonly text: string;
  readonly alerts: number;
  /** By kind of alert, and the orders that are named. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly orders: readonly string[];
  readonly links: readonly string[];
}

/** The one topic of the deployment's operator: each digest of each shop, for whatever subscribes to it. */
export interface OperatorTopic {
  publish(news: DigestNews): Promise<void>;
}

export const protocols = ['email', 'email-json', 'https', 'sms', 'sqs', 'lambda', 'firehose'] as const;
export type Protocol = (typeof protocols)[number];

/** Who listens to the operator's topic. */
export interface Subscriptions {
  /** Subscribes an endpoint to the digests of one shop, and nothing else; answers the subscription's name. */
  subscribe(shop: string, protocol: Protocol, endpoint: string): Promise<string>;
  unsubscribe(name: string): Promise<void>;
}
