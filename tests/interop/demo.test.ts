import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectDir } from '../../services/paths.ts';
import { DSS_PASSED } from './expect-dss.ts';
import { type Judges, startJudges } from './judges.ts';
import { pdfsig, type Pyhanko, qpdfCheck, startPyhanko, type TrustFolder, trustFolder } from './validators.ts';

const run = promisify(execFile);
/** The plan by Decree 30 is signed by its owner and the principal, then sealed; all others have one signature more. */
const DECREE = /^KHGDNT_.*\.pdf$/;
const signaturesOf = (file: string) => (DECREE.test(file) ? 3 : 4);

let folder = '';
let out = '';
let files: string[] = [];
let crls: string[] = [];
let trust: TrustFolder;
let pyhanko: Pyhanko;
let judges: Judges;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-demo-interop-'));
  out = join(folder, 'out');
  await run(process.execPath, ['--import', 'tsx', join(projectDir, 'samples/demo/run.ts'), '--out', out]);
  const written = await readdir(out);
  files = written.filter((name) => name.endsWith('.pdf'));
  crls = written.filter((name) => name.endsWith('.crl')).map((name) => join(out, name));
  trust = await trustFolder(folder, [new X509Certificate(await readFile(join(out, 'trust.pem'))).raw], crls);
  pyhanko = startPyhanko();
  judges = await startJudges();
});

afterAll(async () => {
  await pyhanko[Symbol.asyncDispose]();
  await judges[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** A stranger has `trust.pem` and the lists beside the files, and nothing else. */
describe('the sealed files that the demo leaves', () => {
  it('are the plan of week 12, the school’s plan and the batch of fifty', () => {
    expect(files).toHaveLength(52);
    expect(files.filter((file) => DECREE.test(file))).toHaveLength(1);
    expect(files).toContain('KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf');
  });

  it('are for pdfsig valid in all signatures, and trusted by the root and the lists alone', async () => {
    for (const file of files) {
      const verdict = await pdfsig(join(out, file), trust.nss);
      const all = signaturesOf(file);
      expect(verdict.signatures - verdict.unchecked, file).toBe(all);
      expect(verdict, `${file}\n${verdict.text}`).toMatchObject({ valid: all, trusted: all });
    }
  });

  it('are for pyHanko valid in all signatures, with revocation required, and nothing but signatures came after each', async () => {
    for (const file of files) {
      const verdicts = await pyhanko.validate(join(out, file), { roots: trust.pems, crls, revocation: 'require' });
      expect(verdicts.filter(({ isTimestamp }) => !isTimestamp)).toHaveLength(signaturesOf(file));
      for (const verdict of verdicts)
        expect(verdict.bottomLine, `${file} ${verdict.field}: ${verdict.details}`).toBe(true);
    }
  });

  it('are for DSS PAdES baseline signatures, each TOTAL_PASSED, and nothing but signatures came after each', async () => {
    for (const file of files) {
      const { signatures, timestamps } = await judges.dss(join(out, file), { roots: trust.pems, crls });
      // by Decree 30 the seal lies over the left third of a signature, and DSS tells of everything that lies over something
      const warnings = DECREE.test(file) ? [expect.stringMatching(/^Elements overlap on page\(s\) \[\d+\]$/)] : [];
      expect(signatures, file).toMatchObject(
        Array.from({ length: signaturesOf(file) }, () => ({ ...DSS_PASSED, warnings })),
      );
      expect(timestamps.filter(({ indication }) => indication !== 'PASSED')).toEqual([]);
    }
  });

  it('are clean for qpdf', async () => {
    const judged = await Promise.all(files.map((file) => qpdfCheck(join(out, file))));
    expect(judged.filter((code) => code !== 0)).toEqual([]);
  });
});
