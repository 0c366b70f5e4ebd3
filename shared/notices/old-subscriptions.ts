import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Subscriptions } from './channels.ts';

/** Where release 0.1.0 kept the subscriptions of each person to the staff topic. */
const keyOf = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: 'subscriptions',
  id: 'staff',
});

/**
 * Ends the e-mail subscriptions that release 0.1.0 made for each person: staff are written to by themselves now. One
 * that cannot be ended keeps no other from being ended, and is tried again.
 */
export async function endOldSubscriptions(
  ports: { readonly heads: HeadStore; readonly subscriptions: Pick<Subscriptions, 'unsubscribe'> },
  store: string,
): Promise<void> {
  const key = keyOf(store);
  const kept = await ports.heads.part(key, 'arns');
  if (kept === undefined) return;
  const left: Record<string, string> = {};
  let fault: unknown;
  for (const [name, arn] of Object.entries(JSON.parse(kept) as Record<string, string>))
    await ports.subscriptions.unsubscribe(arn).catch((error: unknown) => {
      fault = error;
      left[name] = arn;
    });
  if (fault === undefined) return ports.heads.deletePart(key, 'arns');
  await ports.heads.putPart(key, { name: 'arns', body: JSON.stringify(left) });
  throw fault;
}
