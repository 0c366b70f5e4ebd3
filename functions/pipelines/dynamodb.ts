import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One client per function: connections are kept, failed calls repeated five times with growing pauses. */
export const dynamodbClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 6 });
