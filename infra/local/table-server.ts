/** The embedded DynamoDB-compatible server: a child process that keeps its tables in one SQLite file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { readCommandOf } from './processes.ts';

export interface TableServer {
  /** What a DynamoDB client takes as its endpoint. */
  readonly endpoint: string;
  /** The server's SQLite file; undefined in memory or when the server is somebody else's. */
  readonly file: string | undefined;
  /** Resolves when the server ends by itself, which it never should. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface TableServerOptions {
  /** The directory for `tables.db` and the pid file; in memory without it. */
  readonly dataDir?: string;
  /** A server that runs already, instead of the embedded one. */
  readonly endpoint?: string | undefined;
}

const ATTEMPTS = 5;

/** Starts the server and answers when it listens; it is empty but for what its directory holds. */
export async function startTableServer(options: TableServerOptions = {}): Promise<TableServer> {
  if (options.endpoint !== undefined) {
    return {
      endpoint: options.endpoint,
      file: undefined,
      ended: new Promise(() => {}),
      stop: async () => {},
    };
  }
  const binary = findBinary();
  const file = options.dataDir === undefined ? undefined : join(options.dataDir, 'tables.db');
  const pidFile = options.dataDir === undefined ? undefined : join(options.dataDir, 'tables.pid');
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true });
  if (pidFile !== undefined) await endOrphan(pidFile, binary);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawn(
      binary,
      ['serve', '--port', String(port), ...(file === undefined ? [] : ['--db-path', file])],
      // Its own process group, so that Ctrl-C ends it through us, after the last write, and not beside us.
      { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    if (pidFile !== undefined) writeFileSync(pidFile, String(child.pid));
    const failure = await listening(child);
    if (failure === undefined) return running(child, port, file, pidFile);
    if (attempt === ATTEMPTS) throw new Error(`The embedded table server did not start: ${failure}`);
  }
}

function running(
  child: ChildProcess,
  port: number,
  file: string | undefined,
  pidFile: string | undefined,
): TableServer {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A test that forgets to stop must not keep its process alive.
  child.unref();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    file,
    ended,
    async stop() {
      child.ref();
      child.kill('SIGTERM');
      await ended;
      if (pidFile !== undefined) rmSync(pidFile, { force: true });
    },
  };
}

/** Undefined once the server listens, otherwise what it said when it failed. */
function listening(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('listening on')) resolve(undefined);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    // Handles of the pipes would keep our process alive.
    for (const pipe of [child.stdout, child.stderr]) (pipe as { unref?: () => void } | null)?.unref?.();
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => resolve(said.trim() || `it ended with ${code}`));
  });
}

/** The server of a run that was killed outlives it and holds the file: end it before the next one starts. */
async function endOrphan(pidFile: string, binary: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  // The number may belong to somebody else by now.
  if (Number.isInteger(pid) && pid > 0 && readCommandOf(pid)?.includes(binary)) {
    process.kill(pid, 'SIGKILL');
    while (readCommandOf(pid)?.includes(binary)) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  rmSync(pidFile, { force: true });
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const home = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(home, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    throw new Error(
      `There is no embedded table server for this platform (${name} is not installed). ` +
        'Set DYNAMODB_ENDPOINT to the address of any DynamoDB-compatible server with streams, ' +
        'for example DYNAMODB_ENDPOINT=http://127.0.0.1:8000, and start again.',
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
