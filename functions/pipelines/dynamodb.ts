import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { safeClient } from '../../shared/kernel/safe-client.ts';

/** One client per function: connections are kept, failed calls repeated five times with growing pauses. */
export const dynamodbClient = (): DynamoDBClient => safeClient(() => new DynamoDBClient({ maxAttempts: 6 }));
