import { expect, it } from 'vitest';
import { targetsOf } from './targets.ts';

const keys = (sk: string) => ({ pk: { S: 'shop#order#1' }, sk: { S: sk } });
const item = (sk: string) => ({ ...keys(sk), n: { N: '1' } });

it('finds each item that a call writes, and what was to be put there', () => {
  expect(targetsOf('PutItemCommand', { TableName: 'state', Item: item('head') })).toEqual([
    { table: 'state', key: keys('head'), attempted: item('head') },
  ]);
  expect(targetsOf('UpdateItemCommand', { TableName: 'state', Key: keys('1') })).toEqual([
    { table: 'state', key: keys('1'), attempted: undefined },
  ]);
  expect(
    targetsOf('BatchWriteItemCommand', {
      RequestItems: {
        timeline: [{ PutRequest: { Item: item('a') } }, { DeleteRequest: { Key: keys('b') } }],
      },
    }),
  ).toEqual([
    { table: 'timeline', key: keys('a'), attempted: item('a') },
    { table: 'timeline', key: keys('b'), attempted: undefined },
  ]);
  expect(
    targetsOf('TransactWriteItemsCommand', {
      TransactItems: [
        { Put: { TableName: 'plain', Item: item('head') } },
        { Delete: { TableName: 'plain', Key: keys('x') } },
      ],
    }),
  ).toEqual([
    { table: 'plain', key: keys('head'), attempted: item('head') },
    { table: 'plain', key: keys('x'), attempted: undefined },
  ]);
  expect(targetsOf('GetItemCommand', { TableName: 'state', Key: keys('head') })).toEqual([]);
});
