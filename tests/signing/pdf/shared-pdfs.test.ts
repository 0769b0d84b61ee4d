import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isHosoError } from '../../../src/kernel/errors.ts';
import { inspectPdf } from '../../../src/signing/pdf/reader/inspect.ts';
import { rangeDigest, sign, signedFields } from './sign.ts';

const shared = resolve(import.meta.dirname, '../../../../shared');
const folders = ['pdfs', join('documents', 'pdf')].map((name) => join(shared, name)).filter((path) => existsSync(path));
const files = folders.flatMap((path) => readdirSync(path).map((name) => ({ name, path: join(path, name) })));
const pdfs = files.filter(({ name }) => name.endsWith('.pdf'));
const hasPdfsig = spawnSync('pdfsig', ['-v']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'hoso-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What cannot be signed, and why; everything else must be. */
const refused: Readonly<Record<string, string>> = {
  'REDHAT-1531897-0.pdf': 'PDF_BROKEN',
  'auth-event-ef-open.pdf': 'PDF_PASSWORD_REQUIRED',
  'bug1020226.pdf': 'PDF_NO_PAGES',
  'bug1606566.pdf': 'PDF_NOT_A_PDF',
  'issue21579.pdf': 'PDF_PASSWORD_REQUIRED',
  'issue3371.pdf': 'PDF_PASSWORD_REQUIRED',
  'poppler-85140-0.pdf': 'PDF_NO_PAGES',
  'poppler-937-0-fuzzed.pdf': 'PDF_NO_PAGES',
};

async function twice(base: Buffer): Promise<Buffer[]> {
  const first = await sign(base, { signerName: 'Nguyễn Văn Á', reason: 'Duyệt' });
  return [first.bytes, (await sign(first.bytes)).bytes];
}

/** Number of our signatures that pdfsig calls valid; it looks at the mathematics, not at the chain. */
function validByPdfsig(bytes: Uint8Array): number {
  const path = join(folder, 'signed.pdf');
  writeFileSync(path, bytes);
  const report = execFileSync('pdfsig', ['-nocert', path], { stdio: ['ignore', 'pipe', 'ignore'] }).toString('latin1');
  return report.split('Signature is Valid').length - 1;
}

describe('real files', () => {
  it.skipIf(pdfs.length > 0)('are not here (../shared): skipped', () => expect(pdfs).toHaveLength(0));

  it.each(pdfs)('$name is signed twice by appending, or refused with its code', async ({ name, path }) => {
    const base = readFileSync(path);
    try {
      const already = signedFields(base).length;
      const [first = base, second = base] = await twice(base);
      expect(refused[name]).toBeUndefined();
      expect(first.subarray(0, base.length).equals(base)).toBe(true);
      expect(second.subarray(0, first.length).equals(first)).toBe(true);
      expect(signedFields(second)).toHaveLength(already + 2);
      if (hasPdfsig) expect(validByPdfsig(second)).toBeGreaterThanOrEqual(2);
    } catch (error) {
      if (!isHosoError(error)) throw error;
      expect(error.code).toBe(refused[name]);
    }
  });

  it.each(pdfs)('$name is inspected, or refused with the same code', async ({ name, path }) => {
    try {
      const { pages, needsPassword } = await inspectPdf(readFileSync(path));
      expect(needsPassword).toBe(refused[name] === 'PDF_PASSWORD_REQUIRED');
      expect(pages > 0).toBe(!needsPassword);
    } catch (error) {
      if (!isHosoError(error)) throw error;
      expect(error.code).toBe(refused[name]);
    }
  });

  it.skipIf(pdfs.length === 0)('keep the digest that was prepared', async () => {
    const base = readFileSync(join(shared, 'pdfs', 'franz.pdf'));
    const { bytes, prepared } = await sign(base);
    expect(rangeDigest(bytes, prepared.byteRange)).toEqual(Buffer.from(prepared.digest));
  });
});
