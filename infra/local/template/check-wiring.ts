/**
 * Whether AWS would let what the template wires happen: a rule without the right to send to its queue, or a
 * function without the right to read its source, would run here and be silent there.
 */
import { type Access, isAllowed } from '../aws/iam.ts';
import { type Model, type Statement } from './model.ts';
import { TemplateError } from './resolver.ts';

interface Need extends Access {
  readonly who: string;
  readonly statements: readonly Statement[];
}

/** Throws, naming every permission that is missing. */
export function checkWiring(model: Model): void {
  const missing = needsOf(model)
    .filter(({ statements, ...access }) => !isAllowed(statements, access))
    .map(({ who, action, resource }) => `${who} may not ${action} on ${resource}`);
  if (missing.length > 0)
    throw new TemplateError(`The template lacks permissions:\n  ${missing.join('\n  ')}`);
}

function needsOf(model: Model): Need[] {
  const { region, account } = model.place;
  const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
  const policy = (arn: string) => model.resourcePolicies.get(arn) ?? [];
  const sends = (who: string, service: string, queue: string, source: string): Need => {
    const context = { 'aws:SourceArn': source, 'aws:SourceAccount': account };
    return { who, service, action: 'sqs:SendMessage', resource: queue, statements: policy(queue), context };
  };
  const reads = (functionName: string, resource: string, ...actions: string[]): Need[] => {
    const statements = model.functions.find(({ name }) => name === functionName)?.statements ?? [];
    return actions.map((action) => ({ who: functionName, action, resource, statements }));
  };
  return [
    ...model.rules.flatMap(({ name, arn, targets }) =>
      targets.flatMap(({ queue }) =>
        queue === undefined ? [] : [sends(`rule ${name}`, 'events.amazonaws.com', queueArn(queue), arn)],
      ),
    ),
    ...model.subscriptions
      .filter(({ protocol }) => protocol === 'sqs')
      .map(({ topicArn, endpoint }) => sends(`topic ${topicArn}`, 'sns.amazonaws.com', endpoint, topicArn)),
    ...model.mailDestinations.map(({ topicArn, configurationSet }) => ({
      who: `SES (${configurationSet})`,
      service: 'ses.amazonaws.com',
      action: 'sns:Publish',
      resource: topicArn,
      statements: policy(topicArn),
      context: {
        'aws:SourceAccount': account,
        'aws:SourceArn': `arn:aws:ses:${region}:${account}:configuration-set/${configurationSet}`,
      },
    })),
    ...model.queueSources.flatMap(({ functionName, queueArn: arn }) =>
      reads(functionName, arn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
    ),
    ...model.streamSources.flatMap(({ functionName, streamArn, failureBucket }) => [
      ...reads(
        functionName,
        streamArn,
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
      ),
      ...(failureBucket === undefined
        ? []
        : reads(functionName, `arn:aws:s3:::${failureBucket}/x`, 's3:PutObject')),
    ]),
    ...model.functions.flatMap(({ name, onFailureQueue }) =>
      onFailureQueue === undefined ? [] : reads(name, queueArn(onFailureQueue), 'sqs:SendMessage'),
    ),
  ];
}
