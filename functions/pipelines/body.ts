import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { badEncoding } from './encoding.ts';

const kilobytes = 1_024;
/** The contract's bound; history and bulk stock say their own. */
const largestBody = 256 * kilobytes;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body as text: refused beyond its bound before it is read, and where its bytes are no UTF-8. */
export function textOf(event: APIGatewayProxyEventV2, largest = largestBody): string {
  const { body = '', isBase64Encoded } = event;
  const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (raw.length > largest)
    throw new ProblemError(
      problem('too-large', {
        detail: `At most ${String(largest / kilobytes)} KB. Send it in several calls.`,
      }),
    );
  if (!isBase64Encoded) {
    if (!body.isWellFormed()) throw badEncoding('body');
    return body;
  }
  try {
    return utf8.decode(raw);
  } catch {
    throw badEncoding('body');
  }
}

/** What a call takes as its body, by the type that must be said with it. */
export type BodyType = 'application/json' | 'application/x-ndjson' | 'application/x-www-form-urlencoded';

/** Refuses a body that says it is something else, or says nothing. No body needs no type. */
export function expectType({ body, headers }: APIGatewayProxyEventV2, wanted: BodyType): void {
  if (body === undefined || body === '' || isOf(headers['content-type'], wanted)) return;
  throw new ProblemError(
    problem('unsupported-media-type', { detail: `Send it in UTF-8 with Content-Type: ${wanted}.` }),
  );
}

/** Is this header that type, in UTF-8? Of JSON also its kin, such as application/merge-patch+json. */
export function isOf(header: string | undefined, wanted: BodyType): boolean {
  const [name = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((one) => one.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?(?:utf-?8|us-ascii)"?$/.test(charset)) return false;
  return name === wanted || (wanted === 'application/json' && /^application\/[\w.-]+\+json$/.test(name));
}

/** Is the body what a page's form sends? */
export const isForm = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): boolean =>
  isOf(headers['content-type'], 'application/x-www-form-urlencoded');
