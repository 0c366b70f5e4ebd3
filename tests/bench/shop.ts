import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { saltBits } from '../../shared/events/chain.ts';
import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { dynamodbHeadStore } from '../../shared/kernel/dynamodb.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { ordersApi } from '../../shared/orders/api.ts';
import { profilesOf } from '../../shared/stores/profiles.ts';
import { issueForRoles } from '../../shared/access/issue-for-roles.ts';
import { createStore } from '../../shared/stores/stores.ts';
import { type Instant, instant } from '../../shared/time/instant.ts';
import { orderHandlers } from '../../functions/orders/handlers.ts';
import { httpFunction } from '../../functions/pipelines/http.ts';
import { type Log, random } from '../../functions/pipelines/ports.ts';
import { profileOf } from '../orders/given.ts';
import { Recorder } from './recorder.ts';
import type { benchTables } from './tables.ts';

export const storeName = 'electrosmart';

/** ElectroSmart's profile, with the carrier whose numbers make the link in the word that a parcel left. */
export const benchProfile = profileOf({
  carriers: [
    { id: 'fan', name: 'FAN Courier', trackingUrl: 'https://www.fancourier.ro/awb-tracking/?awb={awb}' },
  ],
});

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A shop on the embedded server, called through the real HTTP pipeline, everything it writes counted. */
export class Shop {
  readonly recorder: Recorder;
  readonly ports;
  readonly #handler;
  /** Calls over HTTP so far. */
  calls = 0;
  #now: Instant = instant(Date.parse('2026-11-16T08:13:27.419Z'));
  #keys: ReadonlyMap<string, string> = new Map();

  private constructor(tables: Awaited<ReturnType<typeof benchTables>>) {
    const client = tables.connect();
    this.recorder = new Recorder(client, tables.client);
    const clock = () => this.#now;
    const heads = dynamodbHeadStore(client, 'state', () => random(saltBits));
    const access = dynamodbHeadStore(client, 'access', () => random(saltBits));
    const timeline = dynamodbTimeline(client, 'timeline');
    const profiles = profilesOf(heads, clock);
    const tallies = dynamodbTallies(client, 'state');
    this.ports = { heads, access, profiles, clock, random, log: silent, timeline, tallies };
    this.#handler = httpFunction(this.ports, ordersApi, orderHandlers(this.ports));
  }

  static async open(tables: Awaited<ReturnType<typeof benchTables>>): Promise<Shop> {
    const shop = new Shop(tables);
    shop.recorder.step = 'opening';
    const made = await createStore(shop.ports, benchProfile, { actor: 'bench' });
    if (!made.done) throw new Error(JSON.stringify(made.refusal));
    const issued = await issueForRoles(shop.ports, benchProfile);
    shop.#keys = new Map(issued.map(({ roles, credential }) => [roles[0] ?? '', credential]));
    return shop;
  }

  get now(): Instant {
    return this.#now;
  }

  moveTo(at: Instant): void {
    if (at < this.#now) throw new Error('time goes forwards');
    this.#now = at;
  }

  /** A call of the storefront, with an Idempotency-Key of its own; anything but success is a fault of the bench. */
  async call(path: string, route: string, body: unknown, orderId?: string): Promise<void> {
    this.calls++;
    const event = {
      routeKey: `POST ${route}`,
      rawPath: path,
      headers: {
        authorization: `Bearer ${this.#keys.get('storefront') ?? ''}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      requestContext: { http: { method: 'POST', path }, requestId: 'bench' },
      ...(orderId === undefined ? {} : { pathParameters: { orderId } }),
      body: JSON.stringify(body),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    const answer = await this.#handler(event, {} as Context);
    if ((answer.statusCode ?? 500) > 299) throw new Error(`${path}: ${answer.body ?? ''}`);
  }
}
