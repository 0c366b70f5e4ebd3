/** A message ready to leave. */
export interface Mail {
  readonly to: string;
  readonly fromName: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Comes back with a bounce or complaint. */
  readonly tags: Readonly<Record<'store' | 'notice', string>>;
}

export interface Sms {
  readonly to: string;
  readonly text: string;
  /** Set for staff: customers have none. */
  readonly role?: string;
}

/** How a send ended that did not end well. */
export class SendError extends Error {
  /** `later`: the service is busy or the quota is used up; `never`: it will not take this message. */
  readonly how: 'later' | 'never';
  constructor(how: 'later' | 'never', message: string) {
    super(message);
    this.how = how;
  }
}

/** Sends or throws a `SendError`; any other error leaves open whether the message left. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
export interface Texter {
  send(sms: Sms): Promise<void>;
}

/** One message to one person of the staff, or to whoever subscribed for the role where the profile names nobody. */
export interface StaffMessage {
  readonly store: string;
  readonly role: string;
  readonly person?: string;
  readonly subject: string;
  readonly text: string;
}
export interface StaffTopic {
  publish(message: StaffMessage): Promise<void>;
}

/** Who listens to the staff topic: made and ended as the profile's staff changes. */
export interface Subscriptions {
  /** Subscribes an address to what is meant for one person in his roles; answers the subscription's name. */
  subscribe(store: string, person: string, roles: readonly string[], email: string): Promise<string>;
  unsubscribe(name: string): Promise<void>;
}
