import { ordersApi } from '../../shared/orders/api.ts';
import type { Principal } from '../../shared/access/principal.ts';
import type { Call } from '../../shared/http/api.ts';

/** May somebody make a call? A form asks for no more than the call behind it would. */
export const may = (who: Principal, { roles, decides }: Pick<Call, 'roles' | 'decides'>): boolean =>
  (decides !== 'as-person' || who.barred === undefined) &&
  (roles === 'public' || who.roles.includes('admin') || who.roles.some((role) => roles.includes(role)));

/** What the forms of an order's page may offer. */
export const mayOf = (who: Principal) => ({
  take: may(who, ordersApi['POST /v1/stalls/{stallId}/acknowledgement']),
  snooze: may(who, ordersApi['POST /v1/stalls/{stallId}/snooze']),
  move: may(who, ordersApi['POST /v1/orders/{orderId}/status']),
  correct: may(who, ordersApi['POST /v1/orders/{orderId}/corrections']),
  promise: may(who, ordersApi['POST /v1/orders/{orderId}/promise']),
  tick: may(who, ordersApi['PUT /v1/orders/{orderId}/checklist/{itemId}']),
  hold: may(who, ordersApi['POST /v1/orders/{orderId}/holds']),
});
