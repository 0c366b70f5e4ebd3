/** The small house as a process of its own, for tests that kill it. */
import { join } from 'node:path';
import { miniResources, miniStacks } from './mini.ts';
import { startRuntime } from '../../../infra/local/runtime.ts';

const [dataDir = ''] = process.argv.slice(2);
const stacks = miniStacks({}, miniResources(), join(dataDir, 'handlers'));
const runtime = await startRuntime({ dataDir, port: 0, quiet: true, stacks });
process.once('SIGINT', () => void runtime.stop().then(() => process.exit(0)));
console.log(runtime.url);
