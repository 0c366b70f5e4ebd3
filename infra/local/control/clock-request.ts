import { parseDuration } from './duration.ts';

export interface Move {
  /** Where to; absent where the next event says it. */
  readonly target?: (now: number) => number;
  /** Sent by a form of the inbox page, which is to be shown again. */
  readonly fromPage: boolean;
}

/** Reads `{"advance": …}`, `{"set": …}` or `{"next": "event"}`, as JSON or as a form; answers what is wrong otherwise. */
export function readMove(contentType: string | undefined, body: Buffer): Move | string {
  // curl sends JSON under a form's content type unless told otherwise.
  const fromPage =
    (contentType ?? '').startsWith('application/x-www-form-urlencoded') && !/^\s*\{/.test(body.toString());
  const fields = fromPage ? Object.fromEntries(new URLSearchParams(body.toString())) : parse(body);
  if (typeof fields !== 'object' || fields === null)
    return 'The body is {"advance": "PT48H"} or {"set": "2026-11-24T08:00:00Z"}.';
  const { advance, set, next, ...others } = fields as Record<string, unknown>;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) return `The field ${unknown} is not known.`;
  if (next === 'event' && advance === undefined && set === undefined) return { fromPage };
  if (next !== undefined) return 'The field "next" is "event", and stands alone.';
  if (typeof advance === 'string' && set === undefined) {
    const duration = parseDuration(advance);
    return duration === undefined
      ? `${advance} is no ISO 8601 duration, such as PT48H.`
      : { target: (now) => now + duration, fromPage };
  }
  if (typeof set === 'string' && advance === undefined) {
    const instant = /(Z|[+-]\d\d:\d\d)$/.test(set) ? Date.parse(set) : NaN;
    return Number.isNaN(instant)
      ? `${set} is no ISO 8601 instant with an offset.`
      : { target: () => instant, fromPage };
  }
  return 'Either "advance" with a duration or "set" with an instant.';
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
