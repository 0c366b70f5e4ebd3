import { expect, it } from 'vitest';
import { matches } from '../../../infra/local/aws/pattern.ts';
import { type Json } from '../../../infra/local/template/assembly.ts';

/** From the EventBridge user guide, "Comparison operators", decided by hand. */
const instance = {
  source: 'aws.ec2',
  'detail-type': 'EC2 Instance State-change Notification',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-0'],
  detail: {
    state: 'running',
    'c-count': 5,
    'd-count': 3,
    'x-limit': 301.8,
    empty: '',
    nothing: null,
    ip: '10.0.0.25',
    names: ['alpha', 'beta'],
    file: 'dir/image.PNG',
  },
};

it.each<[string, Json, boolean]>([
  ['exact', { source: ['aws.ec2'] }, true],
  ['one of several', { detail: { state: ['stopped', 'running'] } }, true],
  ['none of several', { detail: { state: ['stopped', 'terminated'] } }, false],
  ['all fields must match', { source: ['aws.ec2'], detail: { state: ['stopped'] } }, false],
  ['an array in the event: any', { detail: { names: ['beta'] } }, true],
  ['a number is not its text', { detail: { 'c-count': ['5'] } }, false],
  ['null', { detail: { nothing: [null] } }, true],
  ['empty text', { detail: { empty: [''] } }, true],
  ['prefix', { resources: [{ prefix: 'arn:aws:ec2:' }] }, true],
  ['prefix, ignoring case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }, true],
  ['prefix is case-sensitive', { source: [{ prefix: 'AWS' }] }, false],
  ['suffix', { detail: { file: [{ suffix: '.PNG' }] } }, true],
  ['suffix, ignoring case', { detail: { file: [{ suffix: { 'equals-ignore-case': '.png' } }] } }, true],
  ['anything but', { detail: { state: [{ 'anything-but': 'stopped' }] } }, true],
  ['anything but, excluded', { detail: { state: [{ 'anything-but': ['stopped', 'running'] }] } }, false],
  ['anything but, absent', { detail: { absent: [{ 'anything-but': 'x' }] } }, false],
  ['anything but a prefix', { detail: { state: [{ 'anything-but': { prefix: 'run' } }] } }, false],
  ['anything but suffixes', { detail: { file: [{ 'anything-but': { suffix: ['.txt', '.rtf'] } }] } }, true],
  ['anything but a wildcard', { detail: { file: [{ 'anything-but': { wildcard: '*/image*' } }] } }, false],
  ['anything but a number', { detail: { 'x-limit': [{ 'anything-but': [100, 200, 300] }] } }, true],
  ['numeric range', { detail: { 'c-count': [{ numeric: ['>', 0, '<=', 5] }] } }, true],
  ['numeric below', { detail: { 'd-count': [{ numeric: ['<', 3] }] } }, false],
  ['numeric equal', { detail: { 'x-limit': [{ numeric: ['=', 3.018e2] }] } }, true],
  ['exists', { detail: { state: [{ exists: true }] } }, true],
  ['does not exist', { detail: { absent: [{ exists: false }] } }, true],
  ['does not exist, but does', { detail: { state: [{ exists: false }] } }, false],
  ['exists is for leaves', { detail: [{ exists: true }] }, false],
  ['equals, ignoring case', { detail: { state: [{ 'equals-ignore-case': 'RUNNING' }] } }, true],
  ['wildcard', { detail: { file: [{ wildcard: 'dir/*.PNG' }] } }, true],
  ['wildcard, no match', { detail: { file: [{ wildcard: 'dir/*.png' }] } }, false],
  ['IP address', { detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
  ['IP address outside', { detail: { ip: [{ cidr: '10.0.1.0/24' }] } }, false],
  [
    'or',
    { detail: { $or: [{ 'c-count': [{ numeric: ['>', 9] }] }, { 'd-count': [{ numeric: ['<', 10] }] }] } },
    true,
  ],
  ['or, neither', { $or: [{ source: ['x'] }, { detail: { state: ['x'] } }] }, false],
  ['or beside a field', { source: ['x'], $or: [{ detail: { state: ['running'] } }] }, false],
])('%s', (_, pattern, expected) => {
  expect(matches(pattern, instance)).toBe(expected);
});

it('stops at an operator that it does not know', () => {
  expect(() => matches({ source: [{ sounds: 'like' }] }, instance)).toThrow(
    'the pattern operator sounds is not known',
  );
});
