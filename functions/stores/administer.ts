import * as z from 'zod/mini';
import { verifiedKinds, verifySubject } from '../../shared/chains/verify-subject.ts';
import type { Timeline } from '../../shared/events/timeline.ts';
import { storeIdField } from '../../shared/http/fields.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { read } from '../../shared/http/read.ts';
import { protocols, type Subscriptions } from '../../shared/notices/channels.ts';
import { askErasure } from '../../shared/privacy/erase.ts';

import { storeProblem } from '../../shared/stores/problems.ts';
import { type AccessAdminPorts, accessOrders, administerAccess } from './administer-access.ts';
import { type Administered, refusal } from './administered.ts';

const order = z.discriminatedUnion('action', [
  ...accessOrders,
  z.strictObject({
    action: z.literal('subscribe'),
    store: storeIdField,
    protocol: z.enum(protocols),
    endpoint: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
  z.strictObject({
    action: z.literal('unsubscribe'),
    subscription: z.string().check(z.regex(/^arn:[\w-]+:sns:[\w:-]+$/, 'must be the ARN of a subscription')),
  }),
  z.strictObject({
    action: z.literal('replay-erasures'),
    store: storeIdField,
    customers: z
      .array(z.string().check(z.regex(/^[A-Za-z0-9_-]{16}$/)))
      .check(z.minLength(1), z.maxLength(20)),
  }),
  z.strictObject({
    action: z.literal('verify'),
    store: storeIdField,
    /** `order/ES-1001`, `amendment/…`, `series/PF`, `stock/<sku>`. */
    subject: z.string().check(
      z.maxLength(80),
      z.refine(
        (text) => verifiedKinds.includes(text.slice(0, text.indexOf('/'))),
        `must begin with one of ${verifiedKinds.map((kind) => `${kind}/`).join(' ')}`,
      ),
    ),
  }),
]);

type AdminPorts = AccessAdminPorts & {
  readonly timeline: Pick<Timeline, 'entries'>;
  readonly subscriptions: Subscriptions;
};

/** What the admin function does, answered in the words of HTTP. */
export async function administer(ports: AdminPorts, event: unknown): Promise<Administered> {
  try {
    const wanted = read(order, event);
    switch (wanted.action) {
      case 'subscribe': {
        const { store, protocol, endpoint } = wanted;
        if (!(await ports.profiles.fresh(store))) return refusal(storeProblem({ is: 'store-unknown' }));
        // The filter is ours: who asks for one shop's digests gets no other's.
        const subscription = await ports.subscriptions.subscribe(store, protocol, endpoint);
        return { status: 201, body: { subscription, store, protocol, endpoint } };
      }
      case 'unsubscribe':
        await ports.subscriptions.unsubscribe(wanted.subscription);
        return { status: 200, body: { ended: wanted.subscription } };
      case 'replay-erasures': {
        const loaded = await ports.profiles.fresh(wanted.store);
        if (!loaded) return refusal(storeProblem({ is: 'store-unknown' }));
        const erased: string[] = [];
        // Whoever has many orders is gone on with by the scan.
        const more: string[] = [];
        for (const customer of wanted.customers) {
          const done = await askErasure(ports, loaded, customer, 'admin-function');
          erased.push(...done.erased);
          if (done.more) more.push(customer);
        }
        return { status: 200, body: { erased, more } };
      }
      case 'verify': {
        const at = wanted.subject.indexOf('/');
        const [kind, named] = [wanted.subject.slice(0, at), wanted.subject.slice(at + 1)];
        const verdict = await verifySubject(ports, wanted.store, kind, named);
        if (!verdict) return refusal(problem('not-found', { detail: 'Nothing is known of it.' }));
        // Not verified is no success: the command ends with a failure.
        return { status: verdict.verified ? 200 : 409, body: verdict };
      }
      default:
        return await administerAccess(ports, wanted);
    }
  } catch (error) {
    if (error instanceof ProblemError) return refusal(error.problem);
    throw error;
  }
}
