import { App, Stack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { Tables } from '../../infra/constructs/tables.ts';
import { stateIndexes } from './tables.ts';

it('counts the indexes that the stack makes, all of which project keys only', () => {
  const stack = new Stack(new App(), 'bench');
  new Tables(stack, 'Tables');
  const made = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::Table')).flatMap(
    ({ Properties }) => (Properties as { GlobalSecondaryIndexes?: unknown[] }).GlobalSecondaryIndexes ?? [],
  );
  expect(made).toEqual(
    stateIndexes.map(({ name, pk, sk }) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: pk, KeyType: 'HASH' },
        { AttributeName: sk, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    })),
  );
});
