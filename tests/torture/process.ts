/** The whole of Veghe as a process of its own, on templates that were made before: what is killed must start soon. */
import { startRuntime } from '../../infra/local/runtime.ts';
import { readAssembly } from '../../infra/local/template/assembly.ts';

const [dataDir = '', assembly = ''] = process.argv.slice(2);
const { url } = await startRuntime({ dataDir, port: 0, quiet: true, stacks: readAssembly(assembly) });
console.log(`at ${url}`);
