import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const out = join(import.meta.dirname, '../src/fonts');

const DIGITS = '0123456789';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((sign) => !DIGITS.includes(sign))
  .join('');
/** Signs of Vietnamese prose and of the interface, and the letters of Latin-1 that Vietnamese uses. */
const LATIN = `${ASCII}\u00a0«»·×°©–—‘’“”•…→←ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý`;
const VIETNAMESE =
  'ĂăĐđĨĩŨũƠơƯư₫' + Array.from({ length: 0x1ef9 - 0x1ea0 + 1 }, (_, i) => String.fromCharCode(0x1ea0 + i)).join('');

/** Makes the subsets that the pages load: small enough for a slow network, whole for Vietnamese. Run by hand; its output is committed. */
async function make(): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const weight of [400, 500, 600]) {
    await subset(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-${weight}-normal.woff2`, {
      text: LATIN,
      to: `be-vietnam-pro-latin-${weight}.woff2`,
    });
    await subset(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-${weight}-normal.woff2`, {
      text: VIETNAMESE,
      to: `be-vietnam-pro-vietnamese-${weight}.woff2`,
    });
  }
  await subset('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', {
    text: DIGITS,
    to: 'inter-digits.woff2',
    axes: { wght: { min: 400, max: 600 } },
  });
}

interface Wanted {
  readonly text: string;
  readonly to: string;
  readonly axes?: Record<string, { min: number; max: number }>;
}

async function subset(from: string, { text, to, axes }: Wanted): Promise<void> {
  const font = await readFile(require.resolve(from));
  const made = await subsetFont(font, text, {
    targetFormat: 'woff2',
    noLayoutClosure: true,
    ...(axes && { variationAxes: axes }),
  });
  await writeFile(join(out, to), made);
  console.log(`${to}: ${made.length} bytes of ${font.length}`);
}

await make();
