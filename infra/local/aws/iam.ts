/** Whether policies allow a call, as IAM decides: an explicit denial wins, silence denies. */
import { type Statement } from '../template/model.ts';
import { wildcard } from './wildcard.ts';

export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Condition keys, such as `ses:FromAddress`, with their values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The service that calls, for the policy of a queue or a topic. */
  readonly service?: string;
}

export function isAllowed(statements: readonly Statement[], access: Access): boolean {
  const applying = statements.filter((statement) => applies(statement, access));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

function applies(statement: Statement, access: Access): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, Condition = {} } = statement;
  const actions = (given: string | string[]) =>
    list(given).some((pattern) => isLike(pattern.toLowerCase(), access.action.toLowerCase()));
  const resources = (given: string | string[]) =>
    list(given).some((pattern) => isLike(pattern, access.resource));
  return (
    (Action === undefined ? NotAction !== undefined && !actions(NotAction) : actions(Action)) &&
    (Resource === undefined ? NotResource !== undefined && !resources(NotResource) : resources(Resource)) &&
    (Principal === undefined || meansService(Principal, access.service)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, expected]) =>
        holds(operator, list(expected), contextValue(access, key)),
      ),
    )
  );
}

/** Condition keys are the same in upper and lower case. */
function contextValue({ context = {} }: Access, key: string): string | readonly string[] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

function meansService(principal: NonNullable<Statement['Principal']>, service: string | undefined): boolean {
  if (typeof principal === 'string') return principal === '*';
  return list(principal['Service']).includes(service ?? '') || list(principal['AWS']).includes('*');
}

function holds(
  operator: string,
  expected: readonly string[],
  actual: string | readonly string[] | undefined,
): boolean {
  // A set of values: each of them must hold, and none is as good as all.
  if (operator.startsWith('ForAllValues:'))
    return list(actual).every((value) => holds(operator.slice('ForAllValues:'.length), expected, value));
  if (typeof actual === 'object')
    throw new Error(`the policy condition ${operator} is for one value, and there are several`);
  const optional = operator.endsWith('IfExists');
  // A condition on a key that the request does not have is not met.
  if (actual === undefined) return optional || operator === 'StringNotEquals';
  switch (operator.replace(/IfExists$/, '')) {
    case 'StringEquals':
    case 'Bool':
      return expected.some((value) => String(value) === actual);
    case 'StringNotEquals':
      return !expected.includes(actual);
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return expected.some((pattern) => isLike(pattern, actual));
    default:
      throw new Error(`the policy condition ${operator} is not known to the local runtime`);
  }
}

const compiled = new Map<string, RegExp>();

/** IAM's wildcards: `*` any run, `?` one character. */
function isLike(pattern: string, text: string): boolean {
  if (!pattern.includes('*') && !pattern.includes('?')) return pattern === text;
  let expression = compiled.get(pattern);
  if (expression === undefined) compiled.set(pattern, (expression = wildcard(pattern, { single: true })));
  return expression.test(text);
}
