/** What a template means to the local runtime: everything that runs and how it is wired. */
import { type Json } from './assembly.ts';
import { type Place } from './attributes.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Principal?: string | Record<string, string | string[]>;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

export interface FunctionModel {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly directory: string;
  readonly handler: string;
  readonly memory: number;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly role: string;
  readonly statements: readonly Statement[];
  /** What Lambda does with a failed asynchronous invocation. */
  readonly retries: number;
  readonly onFailureQueue: string | undefined;
}

export interface RouteModel {
  /** `$default` or `GET /v1/orders/{orderId}`. */
  readonly key: string;
  readonly functionName: string;
  readonly timeoutMs: number;
}

export interface ScheduleModel {
  readonly name: string;
  readonly expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly functionName: string;
  readonly input: Json;
}

export interface StreamSourceModel {
  readonly id: string;
  readonly table: string;
  readonly streamArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly partial: boolean;
  /** Infinity when only age ends them. */
  readonly retries: number;
  readonly maximumAgeMs: number;
  readonly fromStart: boolean;
  readonly filters: readonly Json[];
  readonly failureBucket: string | undefined;
}

export interface QueueSourceModel {
  readonly id: string;
  readonly queue: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** How long messages are gathered for one batch. */
  readonly windowMs: number;
  readonly concurrency: number;
  readonly partial: boolean;
  readonly filters: readonly Json[];
}

export interface RuleModel {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern: Json;
  readonly targets: readonly {
    readonly queue: string | undefined;
    readonly functionName: string | undefined;
    readonly inputPath: string | undefined;
    readonly input: string | undefined;
  }[];
}

export interface QueueModel {
  readonly name: string;
  readonly arn: string;
  readonly visibilityMs: number;
  readonly delayMs: number;
  readonly retentionMs: number;
  readonly deadLetters: string | undefined;
  readonly maxReceives: number;
}

export interface SubscriptionModel {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly raw: boolean;
  readonly filter: Json | undefined;
  readonly filterOnBody: boolean;
}

export interface TableModel {
  readonly name: string;
  /** What CreateTable takes. */
  readonly create: Readonly<Record<string, Json>>;
  readonly ttlAttribute: string | undefined;
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKey: string;
    readonly sortKey: string;
  }[];
}

export interface MailDestinationModel {
  readonly configurationSet: string;
  readonly topicArn: string;
  readonly events: readonly string[];
}

export interface Model {
  readonly place: Place;
  readonly functions: readonly FunctionModel[];
  readonly routes: readonly RouteModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly streamSources: readonly StreamSourceModel[];
  readonly queueSources: readonly QueueSourceModel[];
  readonly buses: readonly string[];
  readonly rules: readonly RuleModel[];
  readonly queues: readonly QueueModel[];
  readonly topics: readonly string[];
  readonly subscriptions: readonly SubscriptionModel[];
  readonly tables: readonly TableModel[];
  readonly configurationSets: readonly string[];
  readonly mailDestinations: readonly MailDestinationModel[];
  readonly mailIdentities: readonly string[];
  readonly buckets: readonly string[];
  /** Policies on queues and topics, by the ARN that they are for. */
  readonly resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
}
