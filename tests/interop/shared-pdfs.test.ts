import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHosoError } from '../../src/kernel/errors.ts';
import { signPdf, stampMaker, verifyPdf } from '../../src/signing/index.ts';
import { sharedPki } from '../support/pki/shared-pki.ts';
import { DSS_BASIC } from './expect-dss.ts';
import { type Judges, startJudges } from './judges.ts';
import { pdfsig, type Pyhanko, qpdfCheck, startPyhanko, type TrustFolder, trustFolder } from './validators.ts';

const SOURCE = join(import.meta.dirname, '../../../shared/pdfs');
const names = existsSync(SOURCE) ? readdirSync(SOURCE).filter((name) => name.endsWith('.pdf')) : [];
if (names.length === 0) console.log(`skipped: ${SOURCE} is absent`);

/** Signatures that were in the files before and are not the business of these tests. */
const SIGNED_BEFORE: ReadonlySet<string> = new Set(['bug854315.pdf', 'poppler-395-0-fuzzed.pdf']);

/** What pyHanko cannot judge, for a fault that was in the file before anything was added. */
const PYHANKO_CANNOT: Readonly<Record<string, string>> = {
  'bug854315.pdf': 'metadata that is no XML',
  'issue6069.pdf': 'an illegal header',
  'mesh_shading_empty.pdf': 'a stream without an end',
  'operator-in-TJ-array.pdf': 'a stream without a length',
  'poppler-395-0-fuzzed.pdf': 'a reference to nothing',
};

/** What DSS cannot judge, or judges badly whoever signs, for a fault that was in the file before anything was added. */
const DSS_CANNOT: Readonly<Record<string, string>> = {
  'franz.pdf': 'an array of numbers that are objects of their own, which are never the same for DSS',
  'issue6069.pdf': 'an illegal header',
  'poppler-395-0-fuzzed.pdf': 'a page tree that is no dictionary',
};

let folder = '';
let trust: TrustFolder;
let pyhanko: Pyhanko;
let judges: Judges;
let roots: Uint8Array[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-shared-'));
  roots = [(await sharedPki()).root.certificate.der];
  trust = await trustFolder(folder, roots);
  pyhanko = startPyhanko();
  judges = await startJudges();
});

afterAll(async () => {
  await pyhanko[Symbol.asyncDispose]();
  await judges[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Three people sign, the first with a stamp; undefined where the file is refused. */
async function signThrice(base: Buffer): Promise<Buffer | undefined> {
  const { teacher, principal, seal } = await sharedPki();
  const content = { kind: 'compact', name: 'Nguyễn Thị Ngọc Ẩn' } as const;
  const appearance = stampMaker({ content, placement: { at: 'box', x: 5, y: 5, width: 60, height: 20 } });
  let bytes = base;
  try {
    for (const { signer } of [teacher, principal, seal]) {
      const visible = bytes === base ? { appearance } : {};
      const { increment } = await signPdf(bytes, { signer, ...visible }).catch((error: unknown) => {
        if (isHosoError(error, 'STAMP_OUTSIDE_PAGE')) return signPdf(bytes, { signer });
        throw error;
      });
      bytes = Buffer.concat([bytes, increment]);
    }
    return bytes;
  } catch (error) {
    if (isHosoError(error)) return undefined;
    throw error;
  }
}

describe.skipIf(names.length === 0)('an odd file that is signed three times', () => {
  it.each(names)('is valid for others: %s', async (name) => {
    const base = await readFile(join(SOURCE, name));
    const signed = await signThrice(base);
    if (!signed) return;
    expect(signed.subarray(0, base.length).equals(base)).toBe(true);
    const [before, after] = [join(folder, 'before.pdf'), join(folder, 'after.pdf')];
    await Promise.all([writeFile(before, base), writeFile(after, signed)]);
    const [own, poppler, qpdfBefore, qpdfAfter, dss] = await Promise.all([
      verifyPdf(signed, { roots }),
      pdfsig(after, trust.nss),
      qpdfCheck(before),
      qpdfCheck(after),
      judges.dss(after, { roots: trust.pems }).catch((error: Error) => error.message),
    ]);
    const verdicts = await pyhanko.validate(after, { roots: trust.pems }).catch((error: Error) => error.message);
    const mine = own.signatures.filter(({ signer }) => signer?.organisation === 'Trường THPT Nguyễn Trãi');
    expect({
      own: mine.map(({ conclusion }) => conclusion),
      poppler: poppler.valid >= 3,
      pyhanko: typeof verdicts === 'string' ? verdicts : verdicts.slice(-3).map(({ bottomLine }) => bottomLine),
      qpdf: qpdfAfter <= qpdfBefore,
    }).toEqual({
      own: SIGNED_BEFORE.has(name) ? (expect.anything() as unknown) : ['valid', 'valid', 'valid'],
      poppler: true,
      pyhanko: name in PYHANKO_CANNOT ? (expect.anything() as unknown) : [true, true, true],
      qpdf: true,
    });
    if (!(name in DSS_CANNOT))
      expect(typeof dss === 'string' ? dss : dss.signatures.slice(-3)).toMatchObject([DSS_BASIC, DSS_BASIC, DSS_BASIC]);
  });
});
