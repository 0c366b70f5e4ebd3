import { conforms } from './conforms.ts';
import { type Operation, problemSchema } from './requests.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

const mediaType = (type: string): string => type.split(';')[0] ?? '';

/** Every problem is RFC 9457's and one of ours, and says of itself what the status line says. */
function problemFaults({ status, type, body }: Answer): readonly string[] {
  if (mediaType(type) !== 'application/problem+json') return [`answered ${String(status)} as ${type}`];
  const { type: name, status: said, ...rest } = body as { type: string; status: number };
  return [
    ...conforms(problemSchema, { type: name, status: said, ...rest }, 'the problem'),
    ...(/^urn:veghe:[a-z-]+$/.test(name) ? [] : [`the problem is a ${name}`]),
    ...(said === status ? [] : [`the problem says ${String(said)}`]),
  ];
}

/** What of an answer is not as the contract has it, in words. */
export function answerFaults(operation: Operation, answer: Answer): readonly string[] {
  const { status, type, body } = answer;
  if (status >= 500) return [`answered ${String(status)}`];
  const declared = operation.responses[String(status)];
  const page = mediaType(type) === 'text/html';
  if (!declared || (status >= 400 && !page)) {
    // The door for browsers answers a page in place of a problem.
    if (status >= 400 && page && / \/v1\/(?:session|session\/oidc|station)$/.test(operation.route)) return [];
    return status >= 400 ? problemFaults(answer) : [`answered ${String(status)}, which is not declared`];
  }
  if (!declared.content)
    return body === undefined || page ? [] : [`answered ${type} where nothing is declared`];
  const content = declared.content[mediaType(type)];
  if (!content) return [`answered as ${type}`];
  return conforms(content.schema, body, 'the answer');
}
