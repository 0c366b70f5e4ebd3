import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Code,
  Function,
  type IVersion,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionSpec, type Trigger } from '../spec.ts';
import { type Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { type Alarms, alarmPeriod } from './alarms.ts';
import { type Given } from './grants.ts';

/** Seconds a function may take, by what starts it: below its caller's patience, above its own work. */
export const timeouts: Readonly<Record<Trigger['kind'], number>> = {
  http: 15,
  stream: 60,
  schedule: 55,
  events: 30,
  'mail-events': 30,
  invoke: 60,
};

/** Triggers point at this alias, so that a release can be moved back without touching them. */
export const aliasName = 'live';

export interface VegheFunctionProps {
  readonly spec: FunctionSpec;
  readonly settings: Settings;
  readonly alarms: Alarms;
  /** Directory with the bundle, `index.cjs` in it. */
  readonly bundle: string;
  /** What the spec's grants and settings give. */
  readonly given: readonly Given[];
}

/** A function of the inventory with the defaults of the house; the only place that makes one. */
export class VegheFunction extends Construct {
  readonly spec: FunctionSpec;
  /** Its physical name, known before it is deployed. */
  readonly functionName: string;
  readonly role: Role;
  readonly alias: Alias;
  readonly timeout: Duration;
  readonly errors: IAlarm;
  private readonly may = new PolicyDocument();

  constructor(scope: Construct, id: string, props: VegheFunctionProps) {
    super(scope, id);
    const { spec, settings } = props;
    this.spec = spec;
    this.functionName = `${settings.prefix}-${spec.name}`;
    this.timeout = Duration.seconds(spec.timeout ?? timeouts[spec.trigger.kind]);

    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of its own and no managed policy: it may write to its own log group, not to everybody's. The policy lies in
    // the role: it is there as soon as the role is, and a stack has room for 500 resources.
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { may: this.may },
    });
    this.allow(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
      ...props.given.flatMap((given) => given.statements ?? []),
    );

    for (const { finding, reason } of props.given.flatMap((given) => given.acknowledged ?? []))
      acknowledge(this.role, finding, reason);

    const resource = new Function(this, 'Function', {
      functionName: this.functionName,
      description: spec.entry,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.bundle),
      memorySize: spec.memory ?? 512,
      timeout: this.timeout,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: Object.assign(
        {
          STAGE: settings.stage,
          POWERTOOLS_SERVICE_NAME: spec.name,
          POWERTOOLS_LOG_LEVEL: 'INFO',
        },
        ...props.given.map((given) => given.environment ?? {}),
      ) as Record<string, string>,
      // Old versions stay: they are what a rollback goes back to.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    // A name read from SSM may change while the template does not: then the revision is raised.
    resource.invalidateVersionBasedOn(settings.revision);
    // The CDK's interfaces are stricter about `undefined` than its own classes; hence the assertion.
    const version = resource.currentVersion as IVersion;
    this.alias = new Alias(this, 'Live', { aliasName, version });
    this.errors = props.alarms.raise(`${spec.name}-errors`, {
      metric: resource.metricErrors({ period: alarmPeriod }),
      threshold: 1,
      description: `${spec.name} threw, ran out of time or of memory.`,
    });
  }

  /** Adds to what the function may do. */
  allow(...statements: PolicyStatement[]): void {
    this.may.addStatements(...statements);
  }
}
