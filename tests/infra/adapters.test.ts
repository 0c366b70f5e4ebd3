import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { permissionsOf, synthesize } from './synthesis.ts';

/** The service that a file is named after, as IAM calls it. */
const services: Record<string, string> = {
  'dynamodb.ts': 'dynamodb',
  'ses.ts': 'ses',
  'sns.ts': 'sns',
  'eventbridge.ts': 'events',
};

/** IAM knows no action for a transaction: it takes the actions of its parts, as the file writes them. */
function partsOf(command: string, text: string): string[] {
  if (command === 'TransactGetItems') return ['GetItem'];
  if (command !== 'TransactWriteItems') return [command];
  const parts = {
    Put: 'PutItem',
    Update: 'UpdateItem',
    Delete: 'DeleteItem',
    ConditionCheck: 'ConditionCheckItem',
  };
  return Object.entries(parts).flatMap(([part, action]) => (text.includes(`${part}: {`) ? [action] : []));
}

/** Reading a stream is Lambda's own doing, with the function's role. */
const ofTheStream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (a) => `dynamodb:${a}`,
);

const called = new Set<string>();
const granted = new Set<string>();

beforeAll(async () => {
  for (const file of globSync('{shared,functions}/**/{dynamodb,ses,sns,eventbridge}.ts')) {
    const service = services[basename(file)] ?? '';
    const text = readFileSync(file, 'utf8');
    for (const [, command = ''] of text.matchAll(/new ([A-Za-z]+)Command\(/g)) {
      for (const action of partsOf(command, text)) called.add(`${service}:${action}`);
    }
  }
  const { app } = await synthesize();
  const ours = new Set(Object.values(services));
  for (const { name } of functions) {
    for (const action of permissionsOf(app, name).flatMap(({ actions }) => actions)) {
      if (ours.has(action.split(':')[0] ?? '') && !ofTheStream.includes(action)) granted.add(action);
    }
  }
});

it('grants every call that the adapters make', () => {
  expect(called.size).toBeGreaterThan(0);
  expect([...called].filter((action) => !granted.has(action))).toEqual([]);
});

it('grants no call that no adapter makes', () => {
  expect([...granted].filter((action) => !called.has(action))).toEqual([]);
});
