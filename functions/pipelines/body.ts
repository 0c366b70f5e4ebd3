import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problem, ProblemError } from '../../shared/http/problem.ts';

const kilobytes = 1_024;
/** The contract's bound; history and bulk stock say their own. */
const largestBody = 256 * kilobytes;

/** The body as text, refused beyond its bound before it is read. */
export function textOf(event: APIGatewayProxyEventV2, largest = largestBody): string {
  const raw = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (raw.length > largest)
    throw new ProblemError(
      problem('too-large', {
        detail: `At most ${String(largest / kilobytes)} KB. Send it in several calls.`,
      }),
    );
  return raw.toString('utf8');
}

/** Is the body what a page's form sends? */
export const isForm = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
