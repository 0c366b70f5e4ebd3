import type { Decision } from '../kernel/decision.ts';
import type { Part } from '../kernel/head.ts';
import type { Context } from './decide/context.ts';
import type { OrderEvent } from './events.ts';
import type { OrderRefusal } from './refusals.ts';
import type { Order } from './state.ts';

/** A decision, and the texts that its events name. */
export type Decided = Decision<OrderEvent, OrderRefusal> & { readonly parts?: readonly Part[] };
export type Decide = (order: Order, context: Context) => Decided | Promise<Decided>;
