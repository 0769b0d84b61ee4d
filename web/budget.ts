import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** What a first visit may load, in kB after brotli. */
const LIMITS = { 'sign-in and home, JavaScript': 180, styles: 15, fonts: 70 } as const;
const BUILT = join(import.meta.dirname, '../dist/web');

const manifest = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

/** A chunk with all that it imports at once. */
function closure(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name]?.imports ?? []) closure(next, seen);
  return seen;
}

function sent(file: string): number {
  try {
    return statSync(join(BUILT, `${file}.br`)).size;
  } catch {
    return statSync(join(BUILT, file)).size;
  }
}

const first = new Set(['index.html', 'src/people/index.ts', 'src/home/index.ts'].flatMap((name) => [...closure(name)]));
const chunks = [...first].flatMap((name) => manifest[name] ?? []);
const sum = (files: Iterable<string>): number =>
  [...new Set(files)].reduce((bytes, file) => bytes + sent(file), 0) / 1000;
const fonts = Object.values(manifest)
  .map(({ file }) => file)
  .filter((file) => file.endsWith('.woff2'));
const sizes = {
  'sign-in and home, JavaScript': sum(chunks.map(({ file }) => file).filter((file) => file.endsWith('.js'))),
  styles: sum(chunks.flatMap(({ css = [] }) => css)),
  fonts: sum(fonts),
};

for (const [name, limit] of Object.entries(LIMITS)) {
  const size = sizes[name as keyof typeof sizes];
  console.log(`${name}: ${size.toFixed(1)} kB of ${limit}`);
  if (size > limit) process.exitCode = 1;
}
