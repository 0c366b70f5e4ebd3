import { type Json } from './assembly.ts';
import { functionName } from './attributes.ts';
import { type Model, type RuleModel } from './model.ts';
import { at } from './read-functions.ts';
import { type Resolver, TemplateError } from './resolver.ts';

type Messaging = Pick<
  Model,
  | 'buses'
  | 'rules'
  | 'queues'
  | 'topics'
  | 'subscriptions'
  | 'configurationSets'
  | 'mailDestinations'
  | 'mailIdentities'
>;

/** Buses and rules, queues, topics and their subscriptions, and what SES tells of mails. */
export function readMessaging(resolver: Resolver): Messaging {
  const all = (type: string) => resolver.ofType(type).map((resource) => resolver.properties(resource));
  return {
    buses: ['default', ...resolver.ofType('AWS::Events::EventBus').map((bus) => bus.name)],
    rules: readRules(resolver),
    queues: readQueues(resolver),
    topics: resolver.ofType('AWS::SNS::Topic').map((topic) => resolver.refOf(topic)),
    subscriptions: all('AWS::SNS::Subscription').map((properties) => ({
      topicArn: String(properties['TopicArn']),
      protocol: String(properties['Protocol']),
      endpoint: String(properties['Endpoint']),
      raw: properties['RawMessageDelivery'] === true,
      filter: properties['FilterPolicy'],
      filterOnBody: properties['FilterPolicyScope'] === 'MessageBody',
    })),
    configurationSets: resolver.ofType('AWS::SES::ConfigurationSet').map((set) => set.name),
    mailDestinations: all('AWS::SES::ConfigurationSetEventDestination')
      .filter((properties) => at(properties, 'EventDestination', 'Enabled') !== false)
      .map((properties) => {
        const topicArn = at(properties, 'EventDestination', 'SnsDestination', 'TopicARN');
        if (topicArn === undefined) throw new TemplateError('an SES event destination that is no topic');
        return {
          configurationSet: String(properties['ConfigurationSetName']),
          topicArn: String(topicArn),
          events: ((at(properties, 'EventDestination', 'MatchingEventTypes') ?? []) as Json[]).map(String),
        };
      }),
    mailIdentities: resolver.ofType('AWS::SES::EmailIdentity').map((identity) => identity.name),
  };
}

const targetProperties = ['Id', 'Arn', 'Input', 'InputPath', 'DeadLetterConfig', 'RetryPolicy', 'RoleArn'];

function readRules(resolver: Resolver): RuleModel[] {
  return resolver.ofType('AWS::Events::Rule').flatMap((resource) => {
    const properties = resolver.properties(resource);
    if (properties['State'] === 'DISABLED') return [];
    const targets = ((properties['Targets'] ?? []) as Record<string, Json>[]).map((target) => {
      const arn = String(target['Arn']);
      const unknown = Object.keys(target).find((property) => !targetProperties.includes(property));
      const [, , service] = arn.split(':');
      if (unknown !== undefined || (service !== 'sqs' && service !== 'lambda')) {
        throw new TemplateError(
          `${resource.stack}/${resource.logicalId}: a rule's target that is not known: ${unknown ?? arn}`,
        );
      }
      const text = (name: string) => (target[name] === undefined ? undefined : String(target[name]));
      return {
        queue: service === 'sqs' ? (arn.split(':')[5] ?? '') : undefined,
        functionName: service === 'lambda' ? functionName(arn) : undefined,
        inputPath: text('InputPath'),
        input: text('Input'),
      };
    });
    const bus = String(properties['EventBusName'] ?? 'default').replace(/^.*event-bus\//, '');
    return [
      {
        name: resource.name,
        arn: resolver.arnOf(resource),
        bus,
        pattern: properties['EventPattern'] ?? {},
        targets,
      },
    ];
  });
}

function readQueues(resolver: Resolver): Model['queues'] {
  return resolver.ofType('AWS::SQS::Queue').map((resource) => {
    const properties = resolver.properties(resource);
    const seconds = (name: string, otherwise: number) => Number(properties[name] ?? otherwise) * 1000;
    const deadLetters = at(properties, 'RedrivePolicy', 'deadLetterTargetArn');
    return {
      name: resource.name,
      arn: resolver.arnOf(resource),
      visibilityMs: seconds('VisibilityTimeout', 30),
      delayMs: seconds('DelaySeconds', 0),
      retentionMs: seconds('MessageRetentionPeriod', 345_600),
      deadLetters: deadLetters === undefined ? undefined : String(deadLetters).split(':')[5],
      maxReceives: Number(at(properties, 'RedrivePolicy', 'maxReceiveCount') ?? Infinity),
    };
  });
}
