/** Loads the sample shops into a new data directory, through the doors that everybody uses. */
import { parse } from 'zod/v4/core';
import { calendarOf } from '../../../shared/stores/opening.ts';
import { type ProfileInput, profileSchema } from '../../../shared/stores/profile.ts';
import { instant } from '../../../shared/time/instant.ts';
import { coats } from './coats.ts';
import { giftStock } from './gifts.ts';
import { electrosmartHistory } from './history.ts';
import { electrosmartOrders, fashionpointOrders, giftexpressOrders, intakeOf } from './orders.ts';
import { overdueReceipt } from './stock.ts';
import { electrosmart, fashionpoint, giftexpress } from './shops.ts';

const shops = [
  [electrosmart, electrosmartOrders],
  [fashionpoint, fashionpointOrders],
  [giftexpress, giftexpressOrders],
] as const;

interface Running {
  readonly url: string;
  now(): Date;
}

/** Opens a shop by the control face; answers its storefront's credential. */
export async function openShop(url: string, profile: ProfileInput): Promise<Record<string, string>> {
  const { credentials } = (await post(`${url}/_local/stores`, profile)) as {
    credentials: { roles: string[]; credential: string }[];
  };
  return Object.fromEntries(
    credentials.flatMap(({ roles, credential }) => roles.map((role) => [role, credential])),
  );
}

/** A call that must succeed; a text is sent as lines. */
export const post = (url: string, body: unknown, credential = ''): Promise<unknown> =>
  send('POST', url, body, credential);

async function send(method: string, url: string, body: unknown, credential: string): Promise<unknown> {
  const lines = typeof body === 'string';
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': lines ? 'application/x-ndjson' : 'application/json',
      ...(credential && { authorization: `Bearer ${credential}` }),
    },
    body: lines ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${String(answer.status)} ${await answer.text()}`);
  return answer.json();
}

/** What ElectroSmart knows of the article of its pile-up, and the delivery of it that has not come in. */
export async function stockUp({ url, now }: Running, credential: string): Promise<void> {
  for (const [path, body] of overdueReceipt(now())) await send('PUT', `${url}/v1/${path}`, body, credential);
}

export async function seed(running: Running): Promise<void> {
  const { url, now } = running;
  const at = now().getTime();
  for (const [profile, orders] of shops) {
    const keys = await openShop(url, profile);
    const { storefront } = keys;
    const { calendar: hours, timeZone } = parse(profileSchema, profile);
    const calendar = calendarOf(hours, timeZone);
    if (profile === electrosmart && calendar)
      await post(`${url}/v1/history`, electrosmartHistory(instant(at), calendar), storefront);
    for (const order of orders) await post(`${url}/v1/orders`, intakeOf(order, at, calendar), storefront);
    if (profile === electrosmart) await stockUp(running, storefront ?? '');
    if (profile === fashionpoint)
      for (const [role, method, path, body] of coats(now()))
        await send(method, `${url}/v1/${path}`, body, keys[role] ?? '');
    if (profile === giftexpress)
      for (const [method, path, body] of giftStock(now()))
        await send(method, `${url}/v1/${path}`, body, storefront ?? '');
  }
}
