import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asTable, type Bench } from './report.ts';

const HELPERS = new Set(['run.ts', 'report.ts']);

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
  return join(import.meta.dirname, `${bench}.ts`);
}

function benchNames(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !HELPERS.has(entry.name))
    .map((entry) => entry.name.slice(0, -'.ts'.length));
}
