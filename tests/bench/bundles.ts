import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle, root } from '../../infra/bundle.ts';
import { functions } from '../../infra/functions.ts';
import type { Figure, Section } from './figure.ts';
import { median } from './median.ts';

const against = 'naive ESM bundle, the bundler’s defaults';
/** Odd, so that the median is a measurement. */
const runs = 11;

/** Size and load time of every handler as deployed, against what a bundler makes of it when told nothing. */
export async function bundles(): Promise<Section> {
  const directory = mkdtempSync(join(tmpdir(), 'veghe-bench-'));
  try {
    await bundle({ directory: join(directory, 'ours') });
    await naively(join(directory, 'naive'));
    const measures = functions.map(({ name }) => measured(directory, name));
    return {
      figures: measures.flatMap(({ figures }) => figures),
      notes: [
        'The same loads in processor time, which neighbours on the machine disturb less: ours, naive, ratio',
        ...measures.map(({ note }) => note),
      ],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** One ES module with everything inside; `require` is what the CommonJS packages in it ask for. */
async function naively(outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(functions.map(({ name, entry }) => [`${name}/index`, entry])),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

function measured(directory: string, name: string): { figures: Figure[]; note: string } {
  const ours = join(directory, 'ours', name, 'index.cjs');
  const naive = join(directory, 'naive', name, 'index.mjs');
  const ourLoads: Load[] = [];
  const naiveLoads: Load[] = [];
  // By turns, so that what else the machine does falls on both alike.
  for (let run = 0; run < runs; run++) {
    ourLoads.push(loadOf(ours));
    naiveLoads.push(loadOf(naive));
  }
  const [ourTime, naiveTime] = [ourLoads, naiveLoads].map((loads) => median(loads.map(({ ms }) => ms)));
  const [ourCpu = 0, naiveCpu = 0] = [ourLoads, naiveLoads].map((loads) =>
    median(loads.map(({ cpu }) => cpu)),
  );
  const common = { section: 'bundles', against };
  const kilobytes = (file: string) => statSync(file).size / 1_000;
  return {
    figures: [
      {
        ...common,
        name: `${name}: load time`,
        unit: 'ms',
        ours: ourTime ?? 0,
        alternative: naiveTime ?? 0,
        bound: { of: 'ratio', most: 0.6 },
      },
      { ...common, name: `${name}: size`, unit: 'KB', ours: kilobytes(ours), alternative: kilobytes(naive) },
    ],
    note: `  ${name}: ${ourCpu.toFixed(0)} ms, ${naiveCpu.toFixed(0)} ms, ${(ourCpu / naiveCpu).toFixed(2)}`,
  };
}

/** What handlers read of their environment when they load. */
export const environment = {
  STATE_TABLE: 'state',
  DUE_SHARDS: '8',
  SCAN_PER_SECOND: '440',
  TIMELINE_TABLE: 'timeline',
  ACCESS_TABLE: 'access',
  BUS_NAME: 'bus',
  MAIL_FROM: 'shop@example.com',
  MAIL_CONFIGURATION_SET: 'mail',
  MAIL_PER_SECOND: '14',
  STAFF_TOPIC_ARN: 'arn:aws:sns:eu-central-1:000000000000:staff',
  PUBLIC_URL: 'https://example.com',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  POWERTOOLS_SERVICE_NAME: 'bench',
};

interface Load {
  readonly ms: number;
  readonly cpu: number;
}

/** From asking for the module to having its handler, in a process of its own; Lambda loads likewise. */
function loadOf(file: string): Load {
  const take = file.endsWith('.cjs') ? `require(${JSON.stringify(file)})` : `import(${JSON.stringify(file)})`;
  const script = `const [begun, used] = [performance.now(), process.cpuUsage()];
    Promise.resolve(${take}).then(({ handler }) => {
      if (typeof handler !== 'function') throw new Error('no handler');
      const ms = performance.now() - begun;
      const { user, system } = process.cpuUsage(used);
      process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000 }), () => process.exit(0));
    });`;
  const said = execFileSync(process.execPath, ['--eval', script], { env: environment, encoding: 'utf8' });
  return JSON.parse(said) as Load;
}
