/**
 * What a customer is told: the subject, the paragraphs, and one line for the phone. What stands between braces is
 * filled in (`placeholders` in shared/stores/texts.ts); a paragraph whose placeholder has no value is left out.
 */
export interface Template {
  readonly subject: string;
  readonly body: readonly string[];
  /** The subject and the parcel, unless said. */
  readonly sms?: string;
}

/** What the customer may do about a delay. */
export interface ChoiceWords {
  readonly offer: (paid: boolean) => string;
  readonly link: string;
  /** Before the link in an SMS. */
  readonly sms: string;
  /** When the shop keeps the order without an answer. */
  readonly stays: string;
  /** When the shop cancels it without an answer. */
  readonly ends: (until: string, paid: boolean) => string;
}

/** What is said of a parcel that is not the whole order. */
export interface PartWords {
  readonly stages: Readonly<Record<string, Template>>;
  readonly other: Template;
  /** One line of the list: pieces of an article, of how many. */
  readonly item: (name: string, quantity: number, of: number) => string;
  readonly pieces: (quantity: number, of: number) => string;
  /** Pieces that are still to come. */
  readonly follows: (pieces: number) => string;
  readonly completes: string;
  /** Neither: other parcels have messages of their own. */
  readonly apart: string;
}

/** What is owed or comes back, as the account has it. */
export interface OwedWords {
  readonly back: (sum: string) => string;
  readonly nothing: string;
  readonly payCarrier: (sum: string) => string;
}

/** What an SMS says of where the rest is. */
export interface SmsWords {
  /** The question, and what was done, stand in an e-mail: for customers who have one. */
  readonly asked: string;
  readonly emailed: string;
  /** Before the link. */
  readonly choose: string;
  /** No link can be sent: somebody phones. */
  readonly weCall: string;
}

export interface Words {
  readonly sms: SmsWords;
  readonly owed: OwedWords;
  /** Pieces were cancelled, the rest goes on. */
  readonly cancelledPart: {
    readonly subject: (order: string) => string;
    readonly intro: (order: string) => string;
    readonly rest: string;
  };
  readonly hello: (name: string) => string;
  readonly labels: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<string, Template>>;
  /** For a stage of the shop's own. */
  readonly otherStage: Template;
  /** Of one parcel of several. */
  readonly parts: PartWords;
  /** A parcel that he was told of is followed by another number now. */
  readonly tracking: Template;
  readonly delay: Template;
  /** The day that was named instead will be missed as well. */
  readonly delayAgain: Template;
  /** Nobody can say when. */
  readonly delayOpen: Template;
  /** After a word of delay, the order has gone on. */
  readonly moving: Template;
  /** The delay of an order, in a question about it. */
  readonly late: { readonly by: (day: string) => string; readonly open: string };
  readonly promise: Template;
  readonly correction: Template;
  /** What follows a word of delay where the customer need not answer. */
  readonly next: string;
  readonly choice: ChoiceWords;
  readonly range: (likely: string, latest: string) => string;
  readonly parcel: (carrier: string, awb: string) => string;
  readonly track: string;
  readonly answer: (email: string | undefined, phone: string | undefined) => string;
  readonly signature: (shop: string) => string;
}
