/** The one port: API routes into functions, and the control face beside them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Clock } from '../clock.ts';
import { type FunctionHost } from '../functions/function-host.ts';
import { type Place } from '../template/attributes.ts';
import { fromResult, type HttpAnswer, toEvent } from './api-gateway.ts';
import { type Router } from './router.ts';

export interface Api {
  readonly route: Router;
  readonly hosts: ReadonlyMap<string, FunctionHost>;
  readonly place: Place;
  readonly clock: Clock;
  readonly control: (request: IncomingMessage, body: Buffer) => Promise<HttpAnswer>;
  /** Keeps alive the session among these cookies, if the control face opened it. */
  readonly renew: (cookies: string) => Promise<void>;
}

/** What API Gateway takes; functions have limits of their own. */
const largestBody = 10 * 1024 * 1024;
const largestAnswer = 6 * 1024 * 1024;

const message = (status: number, text: string): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message: text })),
});

export class HttpServer {
  private readonly server: Server;
  private api: Api | undefined;

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** Answers the port; a taken one is told with what to do about it. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE'
            ? new Error(
                `Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}, or PORT=${port + 1} npm start`,
              )
            : error,
        ),
      );
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Until this is called, every request is told to wait. */
  open(api: Api): void {
    this.api = api;
  }

  async close(): Promise<void> {
    this.server.closeIdleConnections();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    // What is under way may end; what hangs may not keep us.
    const limit = setTimeout(() => this.server.closeAllConnections(), 2000);
    await closed;
    clearTimeout(limit);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: HttpAnswer;
    try {
      const body = await readBody(request);
      answer =
        body === undefined ? message(413, 'Request Entity Too Large') : await this.answer(request, body);
    } catch (error) {
      if (response.destroyed) return;
      answer = message(500, 'Internal Server Error');
      process.stderr.write(
        `error http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    }
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.end(answer.body);
  }

  private async answer(request: IncomingMessage, body: Buffer): Promise<HttpAnswer> {
    const { api } = this;
    if (api === undefined) return message(503, 'Veghe is starting');
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/' || path.startsWith('/_local/')) return api.control(request, body);
    const match = api.route(request.method ?? 'GET', path);
    const host = match === undefined ? undefined : api.hosts.get(match.route.functionName);
    if (match === undefined || host === undefined) return message(404, 'Not Found');
    if (request.headers.cookie !== undefined) await api.renew(request.headers.cookie);
    const event = toEvent(request, body, match, api.place, api.clock.now());
    const result = await withLimit(host.invoke(event), match.route.timeoutMs);
    if (result === 'late') return message(503, 'Service Unavailable');
    const answer = result.ok ? fromResult(result.payload) : undefined;
    if (answer === undefined || answer.body.length > largestAnswer)
      return message(500, 'Internal Server Error');
    return answer;
  }
}

async function withLimit<T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timeout = setTimeout(() => resolve('late'), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timeout));
}

/** Undefined when it is too long; the rest is read and dropped so that the answer arrives. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else chunks = [];
    });
    request.on('end', () => resolve(length > largestBody ? undefined : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
