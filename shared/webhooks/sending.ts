/** How a call ended: taken, or why not. `later` is worth another try. */
export type Sent =
  { readonly ok: true } | { readonly ok: false; readonly why: string; readonly later: boolean };

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one call. Nothing is thrown: whatever goes wrong is an answer. */
export type Sender = (post: Post) => Promise<Sent>;
