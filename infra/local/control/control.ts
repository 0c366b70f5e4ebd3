/** The control face: what a person or a test does to the runtime itself. */
import { type IncomingMessage } from 'node:http';
import { type HttpAnswer } from '../http/api-gateway.ts';
import { type Bus } from '../aws/eventbridge.ts';
import { type Clock } from '../clock.ts';
import { type Queues } from '../queues.ts';
import { type Schedules } from '../schedules.ts';
import { type Sent } from '../sent.ts';
import { type TimeTravel } from '../time-travel.ts';
import { type Locale } from '../../../shared/i18n/dates.ts';
import { emptyTheShelf } from '../first-run/deeds.ts';
import { readFacts } from '../first-run/facts.ts';
import { latestMessages } from '../first-run/latest.ts';
import { firstRunPage } from '../first-run/page.ts';
import { safeNext } from '../first-run/people.ts';
import { storyStart } from '../samples/story-date.ts';
import { items, json, problem } from './answers.ts';
import { type Credentials } from './credentials.ts';
import { readMove } from './clock-request.ts';
import { isFromHere } from './guard.ts';
import { credentialsPage, inboxPage } from './inbox.ts';
import { wordsFor } from './words.ts';

export interface ControlParts {
  readonly clock: Clock;
  readonly travel: TimeTravel;
  readonly idle: () => Promise<void>;
  readonly sent: Sent;
  readonly bus: Bus;
  readonly queues: Queues;
  readonly schedules: Schedules;
  readonly credentials: Credentials;
  /** The address of this runtime. */
  readonly url: string;
  /** False while samples are being loaded. */
  readonly ready: () => boolean;
}

interface Call {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  /** What the path has at its star. */
  readonly name: string;
}

type Route = (call: Call) => HttpAnswer | Promise<HttpAnswer>;

const kinds = { mail: 'mail', sms: 'sms', alerts: 'alert' } as const;

/** Answers calls under `/_local/`. */
export function controlFace(parts: ControlParts) {
  const { clock, travel, sent, bus, queues, schedules, credentials } = parts;
  const now = () => json(200, { now: clock.iso() });
  const done: HttpAnswer = { status: 204, headers: {}, body: Buffer.alloc(0) };
  const wantsPage = ({ request }: Call) => (request.headers.accept ?? '').includes('text/html');

  const routes: Record<string, Route> = {
    'GET /_local/health': () =>
      parts.ready() ? json(200, { status: 'up' }) : json(503, { status: 'starting' }),
    'GET /_local/clock': now,
    'POST /_local/clock': async ({ request, body }) => {
      const move = readMove(request.headers['content-type'], body);
      if (typeof move === 'string') return problem(400, 'bad-clock', move);
      if (move.target === undefined) await travel.moveUntilChanged(() => sent.count);
      else if (!(await travel.moveTo(move.target)) && !move.fromPage) {
        return problem(422, 'clock-backwards', `The clock goes forwards only; it is ${clock.iso()}.`);
      }
      return move.fromPage ? backTo(request) : now();
    },
    'POST /_local/idle': async () => {
      await parts.idle();
      return now();
    },
    'GET /_local/schedules': () => items(schedules.list()),
    'POST /_local/schedules/*': async ({ name }) => {
      const result = await schedules.run(name);
      if (result === undefined) return problem(404, 'no-such-schedule', `There is no schedule ${name}.`);
      if (!result.ok)
        return problem(500, 'schedule-failed', `${result.error.errorType}: ${result.error.errorMessage}`);
      return json(200, { name, result: result.payload });
    },
    'GET /_local/events': () => items(bus.list()),
    'DELETE /_local/events': () => (bus.clear(), done),
    'GET /_local/queues': () => items(queues.counts()),
    'GET /_local/queues/*': ({ name }) => {
      const messages = queues.peek(name);
      return messages === undefined
        ? problem(404, 'no-such-queue', `There is no queue ${name}.`)
        : items(messages);
    },
    'POST /_local/queues/*/redrive': ({ name }) => json(200, { moved: queues.redrive(name) }),
    'GET /_local/credentials': (call) =>
      wantsPage(call) ? credentialsPage(call.request, credentials.list()) : items(credentials.list()),
    'POST /_local/stores': async ({ body }) => {
      const profile = parse(body);
      return profile === undefined
        ? problem(400, 'not-json', 'The body is no JSON.')
        : credentials.createStore(profile);
    },
    'GET /_local/inbox': ({ request }) => inboxPage(request, sent, clock.now(), parts.url),
    'GET /': ({ request }) =>
      firstRunPage({
        locale: localeFor(request),
        facts: readFacts(parts, clock.now(), storyStart.getTime()),
        shops: new Set(credentials.list().map(({ store }) => store)),
        latest: latestMessages(sent),
        messages: sent.kept,
      }),
    'POST /_local/stories/empty-shelf': async ({ request }) => {
      const fault = await emptyTheShelf(parts, new Date(clock.now()));
      return fault === undefined ? backTo(request) : problem(422, 'not-now', fault);
    },
  };
  for (const [path, kind] of Object.entries(kinds)) {
    routes[`GET /_local/${path}`] = () => items(sent.list(kind));
    routes[`DELETE /_local/${path}`] = () => (sent.clear(kind), done);
  }

  return async (request: IncomingMessage, body: Buffer): Promise<HttpAnswer> => {
    if (!isFromHere(request))
      return problem(403, 'foreign-origin', 'The control face answers this machine only.');
    const path = (request.url ?? '').split('?')[0] ?? '';
    const person = /^\/_local\/signin\/([^/]+)\/([^/]+)$/.exec(path);
    if (person !== null && request.method === 'GET') {
      const [store, actor] = [decodeURIComponent(person[1] ?? ''), decodeURIComponent(person[2] ?? '')];
      const session = await credentials.signIn(store, actor, clock.now());
      return session === undefined
        ? problem(404, 'nobody', `${store} has nobody called ${actor}.`)
        : signedIn(session, new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('next'));
    }
    const star = /^\/_local\/(schedules|queues)\/([^/]+)(\/redrive)?$/.exec(path);
    const name = decodeURIComponent(star?.[2] ?? '');
    const key = star === null ? path : `/_local/${star[1] ?? ''}/*${star[3] ?? ''}`;
    const route = routes[`${request.method ?? ''} ${key}`];
    if (route === undefined) {
      const known = Object.keys(routes).some((candidate) => candidate.endsWith(` ${key}`));
      return known
        ? problem(405, 'method', `${request.method ?? ''} ${path}`)
        : problem(404, 'unknown', path);
    }
    try {
      return await route({ request, body, name });
    } catch (error) {
      return problem(500, 'failed', error instanceof Error ? error.message : String(error));
    }
  };
}

/** A week, as sessions last at the most. The plain name: over plain http browsers take no other. */
const cookie = (session: string): string =>
  `veghe_session=${session}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=604800`;

/** This browser is signed in, and lands where it was to go: on the work list unless a page of staff is named. */
function signedIn(session: string, next: string | null): HttpAnswer {
  const headers = { location: safeNext(next ?? '') ?? '/staff/stalls', 'set-cookie': [cookie(session)] };
  return { status: 303, headers, body: Buffer.alloc(0) };
}

/** Back to the page that a form stood on, in the language that it was in. */
function backTo({ url = '' }: IncomingMessage): HttpAnswer {
  const { back, ...others } = Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? ''));
  const query = new URLSearchParams(others).toString();
  const location = `${back === '/' ? '/' : '/_local/inbox'}${query === '' ? '' : `?${query}`}`;
  return { status: 303, headers: { location }, body: Buffer.alloc(0) };
}

const localeFor = ({ url = '', headers }: IncomingMessage): Locale =>
  wordsFor(url, headers['accept-language']).lang === 'ro' ? 'ro' : 'en';

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
