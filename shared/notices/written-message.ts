/** A message in words, as it is sent. An SMS has its text alone. */
export interface Message {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}
