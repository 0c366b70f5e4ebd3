/** Puts the AWS services together that functions call. */
import { dynamodb } from './aws/dynamodb.ts';
import { Endpoint } from './aws/endpoint.ts';
import { Bus } from './aws/eventbridge.ts';
import { Ses } from './aws/ses.ts';
import { Sns } from './aws/sns.ts';
import { Subscriptions } from './aws/subscriptions.ts';
import { Topics } from './aws/topics.ts';
import { type Clock } from './clock.ts';
import { type Database } from './database.ts';
import { type Faults } from './faults.ts';
import { type FunctionHost } from './functions/function-host.ts';
import { Invoker } from './functions/invoker.ts';
import { Queues } from './queues.ts';
import { Sent } from './sent.ts';
import { type Model } from './template/model.ts';
import { type Timers } from './timers.ts';

export interface ServicesParts {
  readonly model: Model;
  readonly database: Database;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly faults: Faults;
  readonly tables: string;
}

export class Services {
  /** Filled when the functions are started; by name, which is also their access key. */
  readonly hosts = new Map<string, FunctionHost>();
  readonly queues: Queues;
  readonly sent: Sent;
  readonly bus: Bus;
  readonly invoker: Invoker;
  /** Is told of every write to a table. */
  onWrite: () => void = () => {};
  address = '';
  private readonly endpoint: Endpoint;

  constructor({ model, database, clock, timers, faults, tables }: ServicesParts) {
    const { hosts } = this;
    const queues = (this.queues = new Queues(model.queues, database, clock));
    const invoker = (this.invoker = new Invoker(hosts, queues, timers, clock));
    const sent = (this.sent = new Sent(database));
    const subscriptions = new Subscriptions(model.subscriptions, database);
    const bus = (this.bus = new Bus({
      model,
      database,
      queues,
      clock,
      start: (name, event) => invoker.start(name, event),
    }));
    const topics = new Topics({ topics: model.topics, subscriptions, database, queues, sent, clock });
    const sns = new Sns(topics, subscriptions);
    const tell = (topicArn: string, message: string): void => {
      topics.publish({ topicArn, subject: 'Amazon SES Email Event Notification', message, attributes: {} });
    };
    const ses = new Ses({ model, sent, clock, tell });
    const services = { dynamodb: dynamodb(tables, model.place, () => this.onWrite()), events: bus, sns, ses };
    this.endpoint = new Endpoint({ services, hosts, faults });
  }

  async listen(): Promise<void> {
    this.address = await this.endpoint.listen();
  }

  close(): Promise<void> {
    return this.endpoint.close();
  }
}
