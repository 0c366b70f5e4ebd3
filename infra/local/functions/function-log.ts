import { createWriteStream, mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { cut } from '../../../shared/i18n/graphemes.ts';

const largest = 20_000_000;

/** Keeps what functions print in `functions.log`, and repeats warnings and errors in short form. */
export class FunctionLog {
  private readonly file;
  private readonly quiet: boolean;

  constructor(dataDir: string, quiet: boolean) {
    const path = join(dataDir, 'functions.log');
    mkdirSync(dataDir, { recursive: true });
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largest) truncateSync(path);
    this.file = createWriteStream(path, { flags: 'a' });
    this.quiet = quiet;
  }

  /** Takes whatever a function printed. */
  writer(functionName: string): (chunk: string) => void {
    let rest = '';
    return (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter((l) => l !== '')) this.take(functionName, line);
    };
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.file.end(() => resolve()));
  }

  private take(functionName: string, line: string): void {
    const entry = parse(line);
    this.file.write(
      entry === undefined ? `${JSON.stringify({ functionName, message: line })}\n` : `${line}\n`,
    );
    if (this.quiet) return;
    const level = String(entry?.['level'] ?? 'WARN').toUpperCase();
    if (!['WARN', 'ERROR', 'CRITICAL', 'FATAL'].includes(level)) return;
    const error = entry?.['error'] as { message?: unknown } | undefined;
    const parts = [entry === undefined ? line : entry['message'], error?.message].filter(
      (p) => p !== undefined,
    );
    process.stderr.write(`${level.toLowerCase()} ${functionName}: ${cut(parts.join(': '), 300)}\n`);
  }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
