import type { Envelope } from '../events/envelope.ts';
import type { Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Account } from '../orders/account.ts';
import type { Content } from '../orders/content.ts';
import type { Order } from '../orders/state.ts';
import type { Profile } from '../stores/profile.ts';
import type { OrderLine } from './order-line.ts';
import type { Said } from './said.ts';

/** What the viewer's roles allow, as the calls behind the forms say. */
export interface May {
  readonly take: boolean;
  readonly snooze: boolean;
  readonly move: boolean;
  readonly correct: boolean;
  readonly promise: boolean;
  readonly tick: boolean;
  readonly hold: boolean;
}

/** What an order's page knows. */
export interface OrderModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly order: Order;
  readonly version: number;
  readonly line: OrderLine;
  readonly basis: number | undefined;
  readonly content: Content | undefined;
  /** Who owes whom; absent where the content was erased. */
  readonly account: Account | undefined;
  readonly timeline: readonly (Envelope & { readonly note?: string })[];
  readonly older: string | undefined;
  readonly said: Said;
  readonly may: May;
  /** A new promise that is looked at before it is made. */
  readonly preview?: {
    readonly date: string;
    readonly reason: string;
    readonly subject: string;
    readonly text: string;
  };
}
