import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { asTable, type Bench } from './report.ts';

/** `.ts` in the sources, `.js` as `npm run bench` has them compiled: as production runs them, without a loader's additions. */
const SUFFIX = extname(import.meta.filename);
const HELPERS = new Set(['run', 'report'].map((helper) => helper + SUFFIX));

const words = process.argv.slice(2);
const json = words.includes('--json');
const [name, ...args] = words.filter((word) => word !== '--json');

if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(benchFile(name))) {
  console.error(`usage: npm run bench -- NAME [--json]; there are: ${benchNames().join(', ')}`);
  process.exitCode = 2;
} else {
  const { bench } = (await import(benchFile(name))) as { bench: Bench };
  const report = await bench(args);
  console.log(json ? JSON.stringify(report, null, 2) : asTable(report));
}

function benchFile(bench: string): string {
  return join(import.meta.dirname, bench + SUFFIX);
}

function benchNames(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIX) && !HELPERS.has(entry.name))
    .map((entry) => entry.name.slice(0, -SUFFIX.length));
}
