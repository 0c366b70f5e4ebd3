import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problem, ProblemError } from '../../shared/http/problem.ts';

export const badEncoding = (path: string): ProblemError =>
  new ProblemError(
    problem('malformed', {
      detail: 'Text must be valid UTF-8.',
      errors: [{ path, message: 'is not valid UTF-8' }],
    }),
  );

/**
 * Refuses a request whose address or headers are no text, before anybody reads them: percent-encoded bytes that are no UTF-8
 * (what decodes them elsewhere puts U+FFFD in their place, and nobody notices), and halves of characters.
 */
export function expectText(event: APIGatewayProxyEventV2): void {
  const { rawPath, rawQueryString, headers, cookies = [] } = event;
  if (!decodes(rawPath) || illFormed(event.pathParameters)) throw badEncoding('path');
  if (!decodes(rawQueryString) || illFormed(event.queryStringParameters)) throw badEncoding('query');
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !value.isWellFormed()) throw badEncoding(`headers.${name.toWellFormed()}`);
  if (!cookies.every((cookie) => cookie.isWellFormed())) throw badEncoding('headers.cookie');
}

/** Do all its runs of percent-encoded bytes decode? A lone `%` stands for itself. */
export function decodes(encoded: string): boolean {
  try {
    for (const [bytes] of encoded.matchAll(/(?:%[0-9a-f]{2})+/gi)) decodeURIComponent(bytes);
    return encoded.isWellFormed();
  } catch {
    return false;
  }
}

const illFormed = (texts: Readonly<Record<string, string | undefined>> = {}): boolean =>
  Object.entries(texts).some(([name, text]) => !name.isWellFormed() || text?.isWellFormed() === false);
