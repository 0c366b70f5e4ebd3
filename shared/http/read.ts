import { config, safeParse, type $ZodError, type $ZodType, type output } from 'zod/v4/core';
import en from 'zod/v4/locales/en.js';
import { withoutEmpty } from './absent.ts';
import { type Fault, intakeFaults } from './intake.ts';
import { problem, ProblemError } from './problem.ts';

config(en());

export type { Fault };
type Issue = {
  readonly code?: string | undefined;
  readonly path: PropertyKey[];
  readonly message: string;
  readonly keys?: string[];
};

/** At most so many faults are named; who sent more has other worries. */
const most = 50;

/** Checks a value against its schema; refuses with every fault by path, unknown fields by name. */
export function read<S extends $ZodType>(schema: S, value: unknown, where?: 'query' | 'path'): output<S> {
  const result = checked(schema, value);
  if ('data' in result) return result.data;
  const errors = result.faults.slice(0, most);
  throw new ProblemError(
    where === 'path'
      ? problem('not-found')
      : problem(where === 'query' ? 'malformed' : 'invalid', {
          detail:
            where === 'query'
              ? 'The query is not as the call takes it.'
              : 'The body is not as the call takes it.',
          errors,
        }),
  );
}

/**
 * The one way from what came in to what is worked with: what no input may hold, what says nothing, then the schema. No handler parses for
 * itself (a rule of ESLint), so that a new call cannot forget the former.
 */
export function checked<S extends $ZodType>(
  schema: S,
  value: unknown,
): { readonly data: output<S> } | { readonly faults: readonly Fault[] } {
  const faults = intakeFaults(value);
  if (faults.length > 0) return { faults };
  const result = safeParse(schema, withoutEmpty(schema, value));
  return result.success ? { data: result.data } : { faults: faultsIn(result.error) };
}

/** Every fault that a schema found, by path; unknown fields by name. */
const faultsIn = (error: $ZodError): Fault[] => error.issues.flatMap((issue) => faults(issue as Issue));

function faults(issue: Issue): Fault[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({
      path: path ? `${path}.${key}` : key,
      message: 'there is no such field',
    }));
  return [{ path, message: issue.message }];
}
