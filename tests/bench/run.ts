/** `npm run bench -- [writes] [scans] [bundles] [http] [estimates] [bottlenecks] [causes] [stock] [hot-article] [amendments] [cost] [storm] [--full]`: all sections when none is named. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../infra/bundle.ts';
import { amendments } from './amendments.ts';
import { bottlenecks } from './bottlenecks.ts';
import { bundles } from './bundles.ts';
import { causes } from './causes.ts';
import { cost } from './cost.ts';
import { estimates } from './estimates.ts';
import { isMet, type Section } from './figure.ts';
import { hotArticle } from './hot-article.ts';
import { http } from './http.ts';
import { jsonOf, machineLine, tableOf } from './report.ts';
import { scans } from './scans.ts';
import { stock } from './stock.ts';
import { storms } from './storm.ts';
import { writes } from './writes.ts';

const sections: Readonly<Record<string, (full: boolean) => Promise<Section>>> = {
  writes,
  scans,
  bundles,
  http,
  bottlenecks,
  causes,
  estimates,
  stock,
  'hot-article': hotArticle,
  amendments,
  cost,
  storm: storms,
};

const full = process.argv.includes('--full');
const named = process.argv.slice(2).filter((word) => word !== '--full');
const unknown = named.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  console.error(
    `There is no section ${unknown.join(', ')}: name any of ${Object.keys(sections).join(', ')}, or none for all.`,
  );
  process.exit(2);
}

const at = new Date();
const machine = machineLine(at);
console.log(`${machine}\n`);
const done: Section[] = [];
// One after the other: they would slow each other down.
for (const [name, measure] of Object.entries(sections)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const begun = performance.now();
  done.push(await measure(full));
  console.error(`${name}: measured in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
}
console.log(`\n${tableOf(done)}\n`);
for (const { notes } of done) if (notes.length > 0) console.log(`${notes.join('\n')}\n`);
writeFileSync(join(root, 'bench-results.json'), jsonOf(machine, at, done));
if (done.some(({ figures }) => figures.some((figure) => isMet(figure) === false))) process.exitCode = 1;
