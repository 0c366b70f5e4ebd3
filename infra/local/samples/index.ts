/** Loads the sample shops into a new data directory, through the doors that everybody uses. */
import { parse } from 'zod/v4/core';
import { calendarOf } from '../../../shared/stores/opening.ts';
import { type ProfileInput, profileSchema } from '../../../shared/stores/profile.ts';
import { instant } from '../../../shared/time/instant.ts';
import { coats } from './coats.ts';
import { giftStock } from './gifts.ts';
import { electrosmartHistory } from './history.ts';
import { electrosmartLives, fashionpointLives, giftexpressLives, type Life } from './lives.ts';
import { november, pastStart, storyStart } from './story-date.ts';
import { overdueReceipt } from './stock.ts';
import { electrosmart, fashionpoint, giftexpress } from './shops.ts';

interface Running {
  readonly url: string;
  now(): Date;
}

interface Living {
  readonly url: string;
  moveTo(instant: Date): Promise<void>;
}

/** The stock of the stories, as the shops' systems report it on Monday before eight. */
const stockAt = november(16, '07:50');
const shops: readonly {
  readonly profile: ProfileInput;
  readonly lives: readonly Life[];
  readonly more: readonly Deed[];
}[] = [
  {
    profile: electrosmart,
    lives: electrosmartLives,
    more: overdueReceipt(storyStart).map(([path, body]) => ({
      at: november(13, '17:00'),
      role: 'storefront',
      method: 'PUT',
      path,
      body,
    })),
  },
  {
    profile: fashionpoint,
    lives: fashionpointLives,
    more: coats(storyStart).map(([role, method, path, body]) => ({ at: stockAt, role, method, path, body })),
  },
  {
    profile: giftexpress,
    lives: giftexpressLives,
    more: giftStock(storyStart).map(([method, path, body]) => ({
      at: stockAt,
      role: 'storefront',
      method,
      path,
      body,
    })),
  },
];

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

/** A call that somebody makes when it is time for it. */
interface Deed {
  readonly at: string;
  readonly role: string;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: object;
}

/** The calls that an order's life is made of: it comes in, and then moves. */
const deedsOf = ({ intake, stages }: Life): Deed[] => [
  { at: intake.placedAt, role: 'storefront', method: 'POST', path: 'orders', body: intake },
  ...stages.flatMap(([stage, at]): Deed[] => {
    const ofOrder = { at, role: 'storefront', method: 'POST' } as const;
    const path = `orders/${intake.orderId}`;
    const moved: Deed = { ...ofOrder, path: `${path}/status`, body: { stage } };
    // Its customer is written to when it has a number that can be followed.
    return stage === 'shipped'
      ? [moved, { ...ofOrder, path: `${path}/parcels`, body: parcelOf(intake) }]
      : [moved];
  }),
];

const parcelOf = ({ orderId, lines, attributes }: Life['intake']) => ({
  parcelId: 'P1',
  lines: lines.map(({ quantity }, at) => ({ lineId: String(at + 1), quantity })),
  carrier: attributes?.['carrier'] ?? 'fan',
  awb: `22001${orderId.replaceAll(/\D/g, '').padStart(5, '0')}`,
});

/**
 * Opens the three shops and lives their last week, each call at its hour on the runtime's clock, up to the Monday on which
 * the stories begin: what is in the inbox was sent. Needs a clock that is not past `pastStart` yet.
 */
export async function seed({ url, moveTo }: Living): Promise<void> {
  await moveTo(pastStart);
  const deeds = new Map<string, (() => Promise<unknown>)[]>();
  for (const { profile, lives, more } of shops) {
    const keys = await openShop(url, profile);
    const { calendar: hours, timeZone } = parse(profileSchema, profile);
    const calendar = calendarOf(hours, timeZone);
    if (profile === electrosmart && calendar)
      await post(
        `${url}/v1/history`,
        electrosmartHistory(instant(pastStart.getTime()), calendar),
        keys['storefront'],
      );
    for (const { at, role, method, path, body } of [...lives.flatMap(deedsOf), ...more]) {
      const atOnce = deeds.get(at) ?? [];
      deeds.set(at, atOnce);
      atOnce.push(() => send(method, `${url}/v1/${path}`, body, keys[role] ?? ''));
    }
  }
  for (const [at, atOnce] of [...deeds].sort(([one], [other]) => one.localeCompare(other))) {
    await moveTo(new Date(at));
    // In order: a movement of stock may rest on the article before it.
    for (const deed of atOnce) await deed();
  }
  await moveTo(storyStart);
}
