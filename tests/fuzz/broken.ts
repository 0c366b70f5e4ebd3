import type { Request } from './requests.ts';
import { type Draw, likely, pick } from './values.ts';

const junk: readonly unknown[] = [
  null,
  '',
  '\u0000',
  '\ud800',
  'x\r\nBcc: a@b.example',
  '=HYPERLINK("x")',
  '<script>',
  'x'.repeat(5_000),
  -1,
  0.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  {},
  [[]],
  { toString: 1, constructor: { prototype: 1 } },
  JSON.parse('{"__proto__": {"x": 1}}'),
];
const junkText = [
  '',
  '\u0000',
  '..',
  '%00',
  '%zz',
  '__proto__',
  'constructor',
  'é',
  '🙂',
  '~',
  '#',
  'x'.repeat(3_000),
];
const noJson = [
  '',
  '{',
  '[1,2',
  'nul',
  '\u0000',
  '<xml/>',
  '"\ud800',
  '1'.repeat(400_000),
  '['.repeat(20_000),
];
const headers = [
  'authorization',
  'if-match',
  'idempotency-key',
  'content-type',
  'cookie',
  'accept',
  'accept-language',
];

type Json = Record<string, unknown> | unknown[];
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** One place anywhere in a body, with something else in it, nothing, or a field more. */
function brokenBody(body: unknown, draw: Draw): unknown {
  if (!isJson(body) || likely(draw, 25)) return draw(pick, junk);
  const names = Object.keys(body);
  if (names.length === 0 || likely(draw, 12))
    return Array.isArray(body) ? [...body, draw(pick, junk)] : { ...body, unknown: 1 };
  const name = draw(pick, names);
  if (Array.isArray(body))
    return body.map((part: unknown, n) => (String(n) === name ? brokenBody(part, draw) : part));
  const { [name]: part, ...rest } = body;
  return likely(draw, 15) ? rest : { ...rest, [name]: brokenBody(part, draw) };
}

/** One thing about a request made wrong, that the schemas or the reading of it should refuse, and mostly do. */
export function broken(request: Request, draw: Draw): Request {
  const text = (): string => draw(pick, junkText);
  const named = (of: Record<string, string>): Record<string, string> =>
    Object.keys(of).length === 0 ? {} : { ...of, [draw(pick, Object.keys(of))]: text() };
  switch (draw(pick, [0, 1, 2, 3, 4, 5, 6, 7, 8])) {
    case 0:
      return { ...request, path: named(request.path) };
    case 1:
      return {
        ...request,
        query: { ...named(request.query), [draw(pick, ['limit', 'x', 'cursor'])]: text() },
      };
    case 2:
      return { ...request, headers: { ...request.headers, [draw(pick, headers)]: text() } };
    case 3:
      return { ...request, text: draw(pick, noJson) };
    default:
      return { ...request, body: brokenBody(request.body, draw) };
  }
}
