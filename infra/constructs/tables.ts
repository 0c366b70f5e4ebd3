import { RemovalPolicy } from 'aws-cdk-lib/core';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What holds for every table: nothing to provision, restorable to the second, not deletable by a deployment. */
const durable = {
  partitionKey: text('pk'),
  sortKey: text('sk'),
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.DEFAULT,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
  timeToLiveAttribute: 'ttl',
} satisfies TableProps;

/**
 * Keys-only indexes of the state table, all sparse: an item is in one only while it carries the keys.
 * DynamoDB changes one index per table and deployment: add or remove them one at a time.
 */
const indexes = [
  { indexName: 'due', partitionKey: text('duePk'), sortKey: text('dueSk') },
  { indexName: 'list', partitionKey: text('listPk'), sortKey: text('listSk') },
  { indexName: 'worklist', partitionKey: text('workPk'), sortKey: text('workSk') },
  { indexName: 'customer', partitionKey: text('customerPk'), sortKey: text('customerSk') },
] as const;

/** The indexes that every function of the state table may query, and the one that only scans may. */
export const listIndexes = ['list', 'worklist', 'customer'] as const;
export const dueIndex = 'due';

/**
 * State, whose stream is the outbox; the timeline, written from it; and access: credentials, sessions and secrets, without a
 * stream, so that nothing of them is passed on.
 */
export class Tables extends Construct {
  readonly state: Table;
  readonly timeline: Table;
  readonly access: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.state = new Table(this, 'State', { ...durable, stream: StreamViewType.NEW_AND_OLD_IMAGES });
    for (const index of indexes) {
      this.state.addGlobalSecondaryIndex({ ...index, projectionType: ProjectionType.KEYS_ONLY });
    }
    this.timeline = new Table(this, 'Timeline', durable);
    this.access = new Table(this, 'Access', durable);
  }
}
