import { randomUUID } from 'node:crypto';
import { type Database } from '../database.ts';
import { type Json } from '../template/assembly.ts';
import { type SubscriptionModel } from '../template/model.ts';
import { ServiceError } from './endpoint.ts';

export interface Subscription extends SubscriptionModel {
  readonly arn: string;
}

/** Who hears a topic: what the template says, and what functions subscribed since. */
export class Subscriptions {
  private readonly fixed: readonly Subscription[];
  private readonly database: Database;

  constructor(fixed: readonly SubscriptionModel[], database: Database) {
    this.fixed = fixed.map((model, index) => ({ ...model, arn: `${model.topicArn}:template-${index + 1}` }));
    this.database = database;
  }

  of(topicArn: string): Subscription[] {
    const added = this.database
      .all<Record<'arn' | 'protocol' | 'endpoint' | 'attributes', string>>(
        'SELECT * FROM subscriptions WHERE topic = ? ORDER BY rowid',
        topicArn,
      )
      .map(({ arn, protocol, endpoint, attributes }) => {
        const given = JSON.parse(attributes) as Record<string, string>;
        return {
          arn,
          topicArn,
          protocol,
          endpoint,
          raw: given['RawMessageDelivery'] === 'true',
          filter:
            given['FilterPolicy'] === undefined ? undefined : (JSON.parse(given['FilterPolicy']) as Json),
          filterOnBody: given['FilterPolicyScope'] === 'MessageBody',
        };
      });
    return [...this.fixed.filter((subscription) => subscription.topicArn === topicArn), ...added];
  }

  /** Confirmed at once. The same endpoint again gets the subscription that it has. */
  add(topicArn: string, protocol: string, endpoint: string, attributes: Record<string, string>): string {
    check(attributes);
    const there = this.of(topicArn).find((s) => s.protocol === protocol && s.endpoint === endpoint);
    if (there !== undefined) {
      const own = JSON.stringify(this.attributes(there.arn) ?? {});
      if (Object.keys(attributes).length > 0 && own !== JSON.stringify(attributes)) {
        throw new ServiceError(
          'InvalidParameter',
          'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
        );
      }
      return there.arn;
    }
    const arn = `${topicArn}:${randomUUID()}`;
    this.database.run(
      'INSERT INTO subscriptions VALUES (?, ?, ?, ?, ?)',
      arn,
      topicArn,
      protocol,
      endpoint,
      JSON.stringify(attributes),
    );
    return arn;
  }

  remove(arn: string): void {
    this.database.run('DELETE FROM subscriptions WHERE arn = ?', arn);
  }

  attributes(arn: string): Record<string, string> | undefined {
    const row = this.database.get<{ attributes: string }>(
      'SELECT attributes FROM subscriptions WHERE arn = ?',
      arn,
    );
    return row === undefined ? undefined : (JSON.parse(row.attributes) as Record<string, string>);
  }

  setAttribute(arn: string, name: string, value: string): void {
    const attributes = this.attributes(arn);
    if (attributes === undefined) throw new ServiceError('NotFound', 'Subscription does not exist', 404);
    const others = Object.entries(attributes).filter(([key]) => key !== name);
    const changed = Object.fromEntries(value === '' ? others : [...others, [name, value]]);
    check(changed);
    this.database.run('UPDATE subscriptions SET attributes = ? WHERE arn = ?', JSON.stringify(changed), arn);
  }
}

const known = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy', 'DeliveryPolicy'];

function check(attributes: Record<string, string>): void {
  const unknown = Object.keys(attributes).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new ServiceError('InvalidParameter', `Invalid parameter: AttributeName ${unknown}`);
  try {
    JSON.parse(attributes['FilterPolicy'] ?? '{}');
  } catch {
    throw new ServiceError('InvalidParameter', 'Invalid parameter: FilterPolicy: failed to parse JSON');
  }
}
