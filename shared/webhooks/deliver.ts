import type { AccessStore } from '../access/access-store.ts';
import { readSecret } from '../access/secrets.ts';
import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import { wellFormed } from '../kernel/well-formed.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, days, plus } from '../time/instant.ts';
import { type Delivery, deliveryAggregate, tried, webhookId, webhookKey } from './delivery.ts';
import type { Sender } from './sending.ts';
import { signature } from './sign.ts';

export interface WebhookPorts {
  readonly heads: HeadStore;
  /** Where the secret lies that both sides know. */
  readonly access: Pick<AccessStore, 'part'>;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly send: Sender;
}

const partName = 'event';

/** An event for the storefront: kept first, then tried at once. A second delivery of it opens nothing. */
export async function deliverEvent(ports: WebhookPorts, event: Envelope): Promise<void> {
  const store = event.storeId;
  const loaded = await ports.profiles.of(store);
  if (!loaded?.profile.webhook) return;
  const id = webhookId(event.id);
  const key = webhookKey(store, id);
  const at = ports.clock();
  await ports.heads.putPartIfAbsent(
    key,
    { name: partName, body: JSON.stringify(wellFormed(event)) },
    plus(at, days(30)),
  );
  await change(
    ports,
    deliveryAggregate,
    key,
    { actor: 'system' },
    {
      decide: (head, now) =>
        head
          ? accept([], 'known')
          : accept(
              [{ type: 'webhook.opened' as const, data: { event: event.id, of: event.type, at: now } }],
              'opened',
            ),
    },
  );
  await tryDelivery(ports, store, id);
}

/**
 * One try of a delivery that is due. Two at once may both send it: the envelope's id is the same, and receivers are told
 * to know events by it.
 */
export async function tryDelivery(ports: WebhookPorts, store: string, id: string): Promise<void> {
  const key = webhookKey(store, id);
  const head = await ports.heads.load<Delivery>(key);
  const at = ports.clock();
  if (head?.state.status !== 'waiting' || head.state.dueAt > at) return;
  const webhook = (await ports.profiles.of(store))?.profile.webhook;
  const body = await ports.heads.part(key, partName);
  // A profile of 0.1.0 that has not been moved still holds it.
  const secret = webhook && (webhook.secret ?? (await readSecret(ports.access, store, 'webhook')));
  const sent =
    !webhook || body === undefined || secret === undefined
      ? { ok: false as const, why: whyNot(webhook, body), later: webhook !== undefined && body !== undefined }
      : await ports.send({
          url: webhook.url,
          body,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Veghe/1',
            'veghe-signature': signature(secret, body, at),
          },
        });
  await change(
    ports,
    deliveryAggregate,
    key,
    { actor: 'system', expected: head.version },
    { decide: (now, when) => tried(now?.state, sent, when) },
  );
}

const whyNot = (webhook: object | undefined, body: string | undefined): string => {
  if (!webhook) return 'no-webhook';
  return body === undefined ? 'body-gone' : 'no-secret';
};
