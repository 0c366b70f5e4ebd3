/** Finds the route of a request as API Gateway's HTTP APIs do: the most specific one wins. */
import { type RouteModel } from '../template/model.ts';

export interface RouteMatch {
  readonly route: RouteModel;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: RouteModel;
  readonly method: string;
  readonly segments: readonly string[];
  /** Compared position by position: literal before parameter before the greedy rest. */
  readonly rank: string;
}

export type Router = (method: string, path: string) => RouteMatch | undefined;

export function makeRouter(routes: readonly RouteModel[]): Router {
  const otherwise = routes.find(({ key }) => key === '$default');
  const compiled = routes
    .filter((route) => route !== otherwise)
    .map(compile)
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const parameters = match(candidate.segments, segments);
      if (parameters !== undefined) return { route: candidate.route, parameters };
    }
    return otherwise === undefined ? undefined : { route: otherwise, parameters: {} };
  };
}

function compile(route: RouteModel): Compiled {
  const [method = '', path = ''] = route.key.split(' ');
  const segments = path.split('/').slice(1);
  const kinds = segments.map((segment) =>
    segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0',
  );
  return { route, method, segments, rank: kinds.join('') + (method === 'ANY' ? '~' : '') };
}

function match(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = path[index];
    if (actual === undefined) return undefined;
    if (expected.endsWith('+}')) {
      parameters[expected.slice(1, -2)] = path.slice(index).map(decode).join('/');
      return parameters;
    }
    if (expected.startsWith('{')) {
      if (actual === '') return undefined;
      parameters[expected.slice(1, -1)] = decode(actual);
    } else if (expected !== decode(actual)) return undefined;
  }
  return pattern.length === path.length ? parameters : undefined;
}

/** Percent-decoded; what is no valid encoding stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
