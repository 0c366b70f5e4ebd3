/** EventBridge's event patterns, which Lambda's filters and SNS's filter policies use as well. */
import { type Json } from '../template/assembly.ts';
import { wildcard } from './wildcard.ts';

type Fields = { [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an event matches a pattern; throws on an operator that is not known. */
export function matches(pattern: Json, event: Json | undefined): boolean {
  if (!isFields(pattern)) throw new Error(`not an event pattern: ${JSON.stringify(pattern)}`);
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or' && Array.isArray(expected)) return expected.some((branch) => matches(branch, event));
    const actual = isFields(event) ? event[key] : undefined;
    if (Array.isArray(expected)) return matchesField(expected, actual);
    // An array of objects matches when one of them does.
    return Array.isArray(actual) ? actual.some((item) => matches(expected, item)) : matches(expected, actual);
  });
}

/** A field matches when one of its values satisfies one of the alternatives. */
function matchesField(alternatives: readonly Json[], actual: Json | undefined): boolean {
  return alternatives.some((alternative) => {
    if (isFields(alternative) && 'exists' in alternative) {
      // Only leaves exist for a pattern.
      return alternative['exists'] === (actual !== undefined && !isFields(actual));
    }
    const values = Array.isArray(actual) ? actual : actual === undefined ? [] : [actual];
    if (isFields(alternative) && 'anything-but' in alternative && Array.isArray(actual)) {
      return values.length > 0 && values.every((value) => matchesValue(alternative, value));
    }
    return values.some((value) => matchesValue(alternative, value));
  });
}

function matchesValue(alternative: Json, value: Json): boolean {
  if (!isFields(alternative)) return alternative === value;
  const [operator, ...others] = Object.keys(alternative);
  if (operator === undefined || others.length > 0)
    throw new Error(`not one operator: ${JSON.stringify(alternative)}`);
  const operand = alternative[operator] as Json;
  const text = typeof value === 'string' ? value : undefined;
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return text !== undefined && affix(operator, operand, text);
    case 'equals-ignore-case':
      return text?.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return text !== undefined && wildcard(String(operand), { single: false }).test(text);
    case 'numeric':
      return typeof value === 'number' && inRange(operand as Json[], value);
    case 'cidr':
      return text !== undefined && inNetwork(String(operand), text);
    case 'anything-but':
      return !excluded(operand, value);
    default:
      throw new Error(`the pattern operator ${operator} is not known to the local runtime`);
  }
}

/** What `anything-but` excludes: a value, several, or one operator over one or several strings. */
function excluded(operand: Json, value: Json): boolean {
  if (Array.isArray(operand)) return operand.some((item) => excluded(item, value));
  if (!isFields(operand)) return operand === value;
  const [operator, inner] = Object.entries(operand)[0] ?? [];
  const choices = Array.isArray(inner) ? inner : [inner as Json];
  return choices.some((choice) => matchesValue({ [operator as string]: choice }, value));
}

function affix(operator: 'prefix' | 'suffix', operand: Json, text: string): boolean {
  if (isFields(operand))
    return affix(operator, String(operand['equals-ignore-case']).toLowerCase(), text.toLowerCase());
  return operator === 'prefix' ? text.startsWith(String(operand)) : text.endsWith(String(operand));
}

/** `[">", 0, "<=", 5]`: every pair must hold. */
function inRange(operand: readonly Json[], value: number): boolean {
  for (let i = 0; i < operand.length; i += 2) {
    const bound = Number(operand[i + 1]);
    const holds = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    }[String(operand[i])];
    if (holds === undefined) throw new Error(`the numeric operator ${String(operand[i])} is not known`);
    if (!holds) return false;
  }
  return true;
}

function inNetwork(network: string, address: string): boolean {
  const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const [base = '', bits = '32'] = network.split('/');
  if (!/^[\d.]+$/.test(base)) throw new Error('only IPv4 networks are known to the local runtime');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(base) / size) === Math.floor(number(address) / size);
}
