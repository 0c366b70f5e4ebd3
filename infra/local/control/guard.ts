import { type IncomingMessage } from 'node:http';

const ours = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a request comes from this machine's own pages or tools. The control face gives out credentials: a
 * web site that the same browser has open must reach it neither by a form nor by a name that points here.
 */
export function isFromHere({ headers }: IncomingMessage): boolean {
  if (!ours.test(headers.host ?? '')) return false;
  const { origin } = headers;
  return origin === undefined || ours.test(origin.replace(/^http:\/\//, ''));
}
