// After `npm ci`: npm 10 installs the project's own Node and then removes its link in `.bin`, together with those of the
// platforms that it left out. Runs on the machine's Node; does nothing where the link is there.
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '..', 'node_modules');
const own = `node-${process.platform}-${process.arch}`;
const link = join(modules, '.bin', 'node');
if (process.platform !== 'win32' && !existsSync(link) && existsSync(join(modules, own, 'bin', 'node')))
  symlinkSync(join('..', own, 'bin', 'node'), link);
