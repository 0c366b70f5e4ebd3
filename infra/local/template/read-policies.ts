import { type Json } from './assembly.ts';
import { type Statement } from './model.ts';
import { type Resolver } from './resolver.ts';

const statementsOf = (document: Json | undefined): Statement[] => {
  const { Statement: raw = [] } = (document ?? {}) as { Statement?: Json };
  return (Array.isArray(raw) ? raw : [raw]) as unknown as Statement[];
};

/** Everything that a role's inline and attached policies say. */
export function readRoleStatements(resolver: Resolver, role: string): Statement[] {
  const inline = resolver
    .ofType('AWS::IAM::Role')
    .filter((resource) => resource.name === role)
    .flatMap((resource) => (resource.property('Policies') ?? []) as Record<string, Json>[])
    .flatMap((policy) => statementsOf(policy['PolicyDocument']));
  const attached = resolver
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .map((resource) => resolver.properties(resource))
    .filter((policy) => ((policy['Roles'] ?? []) as Json[]).includes(role))
    .flatMap((policy) => statementsOf(policy['PolicyDocument']));
  return [...inline, ...attached];
}

/** Policies of queues and topics, by ARN: who may send to them. */
export function readResourcePolicies(resolver: Resolver): Map<string, Statement[]> {
  const policies = new Map<string, Statement[]>();
  const add = (arn: string, document: Json | undefined): void => {
    policies.set(arn, [...(policies.get(arn) ?? []), ...statementsOf(document)]);
  };
  for (const policy of resolver.ofType('AWS::SQS::QueuePolicy').map((r) => resolver.properties(r))) {
    for (const url of policy['Queues'] as string[]) {
      const { region, account } = resolver.place;
      add(`arn:aws:sqs:${region}:${account}:${url.split('/').at(-1) ?? ''}`, policy['PolicyDocument']);
    }
  }
  for (const policy of resolver.ofType('AWS::SNS::TopicPolicy').map((r) => resolver.properties(r))) {
    for (const arn of policy['Topics'] as string[]) add(arn, policy['PolicyDocument']);
  }
  return policies;
}
