import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { type VerificationReport, verifyPdf } from '../../src/signing/index.ts';
import { PdfName, PdfString } from '../../src/signing/pdf/objects.ts';
import { changed, revise } from '../signing/verify/document-parts.ts';
import { sampleDocument } from '../signing/verify/sample-files.ts';
import { levelSample, signAs, testRoots } from '../signing/verify/signed-samples.ts';

/**
 * Where the verifier says that nothing changed after signing, the first page of the signed revision and of the file look the
 * same; drawn by poppler. Where an attack changes the picture, it says so.
 */

const folder = mkdtempSync(join(tmpdir(), 'hoso-rendering-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const shared = resolve(import.meta.dirname, '../../../shared/cases');
let drawings = 0;

/** The first page as pixels. */
function draw(bytes: Buffer): Buffer {
  const [pdf, picture] = [join(folder, `${(drawings += 1)}.pdf`), join(folder, `${drawings}`)];
  writeFileSync(pdf, bytes);
  execFileSync('pdftoppm', ['-r', '40', '-f', '1', '-l', '1', '-png', '-singlefile', pdf, picture]);
  return PNG.sync.read(readFileSync(`${picture}.png`)).data;
}

function signedPart(bytes: Buffer, report: VerificationReport): Buffer {
  const range = report.signatures[0]?.coverage.byteRange ?? [];
  return bytes.subarray(0, (range[2] ?? 0) + (range[3] ?? 0));
}

async function judge(bytes: Buffer, roots: readonly (string | Uint8Array)[]) {
  const report = await verifyPdf(bytes, { roots });
  const [first] = report.signatures;
  return { changes: first?.changes, same: draw(signedPart(bytes, report)).equals(draw(bytes)) };
}

/** What honest programs do after a signature. */
const HONEST: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a second signature that is not shown': async () => signAs(await onceSigned(), 'head'),
  'validation data and timestamps': () => levelSample('table', 'b-lta'),
  'a line end': async () => Buffer.concat([await onceSigned(), Buffer.from('\n')]),
  'a later version of the format': async () =>
    revise(await onceSigned(), ({ root }) => ({ [root.num]: changed(root, { Version: new PdfName('2.0') }) })),
  'a mark on the page tree': async () =>
    revise(await onceSigned(), ({ file, root }) => {
      const pages = root.dict.get('Pages') as { num: number };
      const dict = file.dict(root.dict.get('Pages'));
      return dict
        ? { [pages.num]: changed({ num: pages.num, dict }, { ITXT: new PdfString(Buffer.from('5.5')) }) }
        : {};
    }),
};

async function onceSigned(): Promise<Buffer> {
  return signAs(await sampleDocument('table'), 'teacher');
}

describe('a file that was not changed after signing', () => {
  it.each(Object.keys(HONEST))('looks as it was signed after %s', async (name) => {
    const bytes = await HONEST[name]?.();
    if (!bytes) throw new Error('no such file');
    const { changes, same } = await judge(bytes, await testRoots());
    expect(changes?.allowed).toBe('good');
    expect(same).toBe(true);
  });
});

describe.skipIf(!existsSync(shared) && process.env['CI'] === undefined)('a file that looks different', () => {
  const roots = () => ['root.pem', 'judges_ca.pem'].map((name) => readFileSync(join(shared, name), 'utf8'));
  it.each(['c0-pages-any-content-no-key', 'c2-hidden-text-revealed-then-honest-second-sign'])(
    '%s is found out',
    async (name) => {
      const { changes, same } = await judge(readFileSync(join(shared, `${name}.pdf`)), roots());
      expect(same).toBe(false);
      expect(changes?.allowed).toBe('bad');
    },
  );
});
