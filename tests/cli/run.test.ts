import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { issueCrl, type VerificationReport, writeP12 } from '../../src/signing/index.ts';
import { toPem } from '../support/pki/openssl.ts';
import { createTestPki } from '../support/pki/test-pki.ts';
import { startTestTsa } from '../support/pki/test-tsa.ts';
import { handwriting } from '../signing/appearance/pictures.ts';
import { onePage, tablePdf } from '../signing/pdf/raw-pdf.ts';
import { sampleDocument } from '../signing/verify/sample-files.ts';

let folder = '';
const path = (...names: string[]): string => join(folder, ...names);
const clock = new ManualClock('2026-03-01T00:00:00Z');
let pki: Awaited<ReturnType<typeof createTestPki>>;
let key: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-cli-'));
  pki = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
  const chain = [pki.teacher.certificate, pki.issuing.certificate, pki.root.certificate];
  await writeFile(path('key.p12'), writeP12({ privateKey: pki.teacher.privateKey, chain, passphrase: 'bí mật' }));
  await writeFile(path('trust.pem'), toPem(pki.root.certificate.der));
  await writeFile(path('in.pdf'), await sampleDocument('table'));
  await writeFile(path('image.png'), handwriting());
  key = ['--p12', path('key.p12'), '--passphrase-env', 'PASS'];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function hoso(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    env: { PASS: 'bí mật', WRONG: 'x' },
    clock,
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
  };
  const code = await runCommand(args, io);
  return { code, out, err };
}

describe('a command that cannot be done', () => {
  it.each<[string, string, () => string[]]>([
    ['CLI_UNKNOWN_COMMAND', 'unknown', () => ['unknown']],
    ['CLI_USAGE', 'one path', () => ['sign', path('in.pdf'), ...key]],
    ['CLI_USAGE', 'an unknown option', () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--nothing']],
    ['CLI_USAGE', 'no key', () => ['sign', path('in.pdf'), path('x.pdf'), '--passphrase-env', 'PASS']],
    ['CLI_USAGE', 'no variable', () => ['sign', path('in.pdf'), path('x.pdf'), '--p12', path('key.p12')]],
    ['CLI_USAGE', 'an unknown level', () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--level', 'b-x']],
    [
      'CLI_USAGE',
      'a level without an authority',
      () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--level', 'b-t'],
    ],
    [
      'CLI_USAGE',
      'an authority that is no address',
      () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--tsa', 'x'],
    ],
    [
      'CLI_USAGE',
      'a box without a height',
      () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--visible', '1,2,3,4'],
    ],
    [
      'CLI_USAGE',
      'a picture without a box',
      () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--image', path('image.png')],
    ],
    [
      'CLI_USAGE',
      'a level to raise to that is none',
      () => ['extend', path('in.pdf'), path('x.pdf'), '--level', 'b-b'],
    ],
    ['CLI_USAGE', 'raising without an authority', () => ['extend', path('in.pdf'), path('x.pdf'), '--level', 'b-t']],
    ['CLI_USAGE', 'raising one path', () => ['extend', path('in.pdf'), '--level', 'b-t', '--tsa', 'http://127.0.0.1']],
    ['CLI_USAGE', 'raising with an unknown option', () => ['extend', path('in.pdf'), path('x.pdf'), '--p12']],
    [
      'NOTHING_SIGNED',
      'raising what nobody signed',
      () => ['extend', path('in.pdf'), path('x.pdf'), '--level', 'b-t', '--tsa', 'http://127.0.0.1:9'],
    ],
    ['CLI_USAGE', 'an unknown option of the audit', () => ['audit', 'verify', '--nothing']],
    ['CLI_USAGE', 'an audit of no school', () => ['audit', 'verify']],
    ['CLI_USAGE', 'a school without its data', () => ['school', 'create', '--accounts', path('accounts.csv')]],
    ['CLI_USAGE', 'a time that is none', () => ['verify', path('in.pdf'), '--at', 'yesterday']],
    ['CLI_USAGE', 'no file', () => ['verify']],
    ['CLI_USAGE', 'an option without its value', () => ['verify', path('in.pdf'), '--trust']],
    [
      'CLI_PASSPHRASE_MISSING',
      'an unset variable',
      () => ['sign', path('in.pdf'), path('x.pdf'), '--p12', path('key.p12'), '--passphrase-env', 'UNSET'],
    ],
    [
      'P12_PASSPHRASE_WRONG',
      'a wrong passphrase',
      () => ['sign', path('in.pdf'), path('x.pdf'), '--p12', path('key.p12'), '--passphrase-env', 'WRONG'],
    ],
    ['CLI_FILE_UNREADABLE', 'a missing input', () => ['sign', path('none.pdf'), path('x.pdf'), ...key]],
    [
      'CLI_FILE_UNREADABLE',
      'a missing key',
      () => ['sign', path('in.pdf'), path('x.pdf'), '--p12', path('none'), '--passphrase-env', 'PASS'],
    ],
    ['CLI_FILE_UNWRITABLE', 'an output in no folder', () => ['sign', path('in.pdf'), path('none', 'x.pdf'), ...key]],
    ['PDF_NOT_A_PDF', 'an input that is no PDF', () => ['sign', path('trust.pem'), path('x.pdf'), ...key]],
    [
      'PDF_PAGE_NOT_FOUND',
      'a page that is not there',
      () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--visible', '9,1,1,90,50'],
    ],
    [
      'STAMP_OUTSIDE_PAGE',
      'a box larger than the page',
      () => ['sign', path('in.pdf'), path('x.pdf'), ...key, '--visible', '1,0,0,900,50'],
    ],
    ['PDF_NOT_A_PDF', 'a check of what is no PDF', () => ['verify', path('trust.pem')]],
    ['CLI_FILE_UNREADABLE', 'a check of a folder', () => ['verify', folder]],
    ['CLI_FILE_UNREADABLE', 'a folder to sign', () => ['sign', folder, path('x.pdf'), ...key]],
    ['CLI_FILE_UNREADABLE', 'trust that is not there', () => ['verify', path('in.pdf'), '--trust', path('none.pem')]],
    ['CLI_NO_FILES', 'a folder without files', () => ['sign-all', path('empty'), path('out'), ...key]],
    ['CLI_FILE_UNREADABLE', 'a folder that is not there', () => ['sign-all', path('none'), path('out'), ...key]],
  ])('ends in 2 with one line that begins with %s: %s', async (code, _name, args) => {
    await mkdir(path('empty'), { recursive: true });
    const result = await hoso(...args());
    expect(result).toMatchObject({ code: 2, out: [] });
    expect(result.err).toHaveLength(1);
    expect(result.err[0]).toMatch(new RegExp(`^${code}: [^\\n]+$`));
    expect(result.err[0]).not.toContain('bí mật');
  });

  it('is told in Vietnamese without a word of the system', async () => {
    const { err } = await hoso('verify', path('none.pdf'));
    expect(err[0]).toContain('(không có tệp hoặc thư mục này). / The file');
    expect((await hoso('verify')).err[0]).toMatch(/^CLI_USAGE: Lệnh không đúng \(cần một tệp\)\. \/ /);
    expect((await hoso('verify', path('in.pdf'), '--nothing')).err[0]).toContain('(không có tùy chọn --nothing)');
  });

  it('leaves nothing half written', async () => {
    const before = await readdir(folder);
    await hoso('sign', path('in.pdf'), path('x.pdf'), ...key, '--visible', '1,0,0,900,50');
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('help', () => {
  it('shows every command, and ends in 2 where nothing was asked', async () => {
    expect((await hoso('help')).out.map((line) => line.split(' ')[1])).toContain('sign-all');
    expect(await hoso('--help')).toMatchObject({ code: 0, err: [] });
    expect(await hoso()).toMatchObject({ code: 2, out: [] });
  });
});

describe('sign and verify', () => {
  it('sign a file that verify finds good, in text and in JSON', async () => {
    const signed = path('signed.pdf');
    const options = [
      '--reason',
      'Phê duyệt',
      '--field',
      'ToTruong',
      '--visible',
      '1,60,60,180,70',
      '--image',
      path('image.png'),
    ];
    expect(await hoso('sign', path('in.pdf'), signed, ...key, ...options)).toEqual({ code: 0, out: [], err: [] });
    expect((await readFile(signed)).subarray(0, (await readFile(path('in.pdf'))).length)).toEqual(
      await readFile(path('in.pdf')),
    );
    const text = await hoso('verify', signed, '--trust', path('trust.pem'));
    expect(text).toMatchObject({ code: 0, err: [] });
    expect(text.out[0]).toBe('Tệp có 1 chữ ký số, tất cả đều hợp lệ.');
    const json = await hoso('verify', signed, '--trust', path('trust.pem'), '--json');
    const report = JSON.parse(json.out.join('\n')) as VerificationReport;
    expect(report).toMatchObject({
      conclusion: 'valid',
      signatures: [{ field: 'ToTruong', statedReason: 'Phê duyệt' }],
    });
  });

  it('say when a stamp was asked for and the field of the document has no box', async () => {
    const form = '/AcroForm <</Fields [5 0 R]>>';
    const field = '<</FT /Sig /T (Head)>>';
    await mkdir(path('forms'), { recursive: true });
    const { bytes } = tablePdf({ ...onePage, 1: `<</Type /Catalog /Pages 2 0 R ${form}>>`, 5: field });
    await writeFile(path('forms', 'form.pdf'), bytes);
    const stamped = [...key, '--field', 'Head', '--visible', '1,60,60,180,70'];
    const { code, out, err } = await hoso('sign', path('forms', 'form.pdf'), path('form.pdf'), ...stamped);
    expect({ code, out }).toEqual({ code: 0, out: [] });
    expect(err).toEqual([expect.stringMatching(/^CLI_STAMP_NOT_SHOWN: .*"Head"/)]);
    expect(await hoso('verify', path('form.pdf'), '--trust', path('trust.pem'))).toMatchObject({ code: 0 });
    const all = await hoso('sign-all', path('forms'), path('formed'), ...stamped);
    expect(all).toMatchObject({ code: 0, err: [] });
    expect(JSON.parse(all.out.join())).toMatchObject({ ok: true, code: 'CLI_STAMP_NOT_SHOWN' });
    expect((await hoso('sign', path('forms', 'form.pdf'), path('form.pdf'), ...key, '--field', 'Head')).err).toEqual(
      [],
    );
  });

  it('sign in place, on the last page', async () => {
    await writeFile(path('own.pdf'), await sampleDocument('stream'));
    expect(await hoso('sign', path('own.pdf'), path('own.pdf'), ...key, '--visible=-1,60,60,180,70')).toMatchObject({
      code: 0,
    });
    expect(await hoso('verify', path('own.pdf'), '--trust', path('trust.pem'))).toMatchObject({ code: 0 });
  });

  it('end in 1 for an altered file and for one without a signature', async () => {
    const bytes = await readFile(path('signed.pdf'));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(path('altered.pdf'), bytes);
    expect(await hoso('verify', path('altered.pdf'), '--trust', path('trust.pem'))).toMatchObject({ code: 1 });
    expect(await hoso('verify', path('in.pdf'))).toMatchObject({ code: 1, err: [] });
  });

  it('end in 2 where nothing certain can be said, with the reason', async () => {
    const { code, err } = await hoso('verify', path('signed.pdf'));
    expect(code).toBe(2);
    expect(err[0]).toMatch(/^NO_TRUST_GIVEN: /);
  });

  it('take a folder of trusted certificates, lists and a time', async () => {
    await mkdir(path('trust'), { recursive: true });
    await writeFile(path('trust', 'root.crt'), toPem(pki.root.certificate.der));
    const revoked = [
      { serialNumber: pki.teacher.certificate.serialNumber, revokedAt: clock.now(), reason: 'keyCompromise' as const },
    ];
    const list = issueCrl({
      issuer: pki.issuing,
      number: 1,
      thisUpdate: clock.now(),
      nextUpdate: new Date('2026-04-01'),
      revoked,
    });
    await writeFile(path('issuing.crl'), list.der);
    const call = ['verify', path('signed.pdf'), '--trust', path('trust'), '--crl', path('issuing.crl')];
    // Revoked, and nothing proves that the signature was made before: that cannot be decided, then or now.
    const after = await hoso(...call, '--at', '2026-03-02T00:00:00Z', '--json');
    expect(after).toMatchObject({ code: 2 });
    expect(after.out.join('')).toContain('CERTIFICATE_REVOKED_NO_PROOF_OF_TIME');
    const before = await hoso(...call, '--at', '2026-02-01T00:00:00+07:00', '--json');
    expect(before.out.join('')).not.toContain('CERTIFICATE_REVOKED_NO_PROOF_OF_TIME');
  });

  it('reach every level with a timestamp authority', async () => {
    const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der] });
    try {
      for (const level of ['b-t', 'b-lt', 'b-lta']) {
        expect(
          await hoso('sign', path('in.pdf'), path(`${level}.pdf`), ...key, '--level', level, '--tsa', tsa.url),
        ).toEqual({ code: 2, out: [], err: [expect.stringMatching(/^TSA_ALL_FAILED: /)] });
      }
      clock.set(new Date());
      for (const level of ['b-t', 'b-lt', 'b-lta']) {
        expect(
          await hoso('sign', path('in.pdf'), path(`${level}.pdf`), ...key, '--level', level, '--tsa', tsa.url),
        ).toMatchObject({ code: 0, err: [] });
        expect(await hoso('verify', path(`${level}.pdf`), '--trust', path('trust.pem'))).toMatchObject({ code: 0 });
      }
    } finally {
      await tsa.close();
    }
  });

  it('raise a file that was signed before, by increments only', async () => {
    clock.set(new Date());
    const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der] });
    const times = { thisUpdate: clock.now(), nextUpdate: new Date(clock.now().getTime() + 86_400_000), revoked: [] };
    const [pem, der] = [pki.root, pki.issuing].map((issuer) => issueCrl({ issuer, number: 1, ...times }).der);
    await writeFile(path('lists.pem'), toPem(pem ?? new Uint8Array(), 'X509 CRL'));
    await writeFile(path('lists.der'), der ?? new Uint8Array());
    const lists = ['--crl', path('lists.pem'), '--crl', path('lists.der')];
    const authority = ['--tsa', tsa.url, '--trust', path('trust.pem'), ...lists];
    try {
      await hoso('sign', path('in.pdf'), path('raised.pdf'), ...key);
      let before = await readFile(path('raised.pdf'));
      for (const level of ['b-t', 'b-lt', 'b-lta']) {
        const result = await hoso('extend', path('raised.pdf'), path('raised.pdf'), '--level', level, ...authority);
        expect(result).toEqual({ code: 0, out: [], err: [] });
        const after = await readFile(path('raised.pdf'));
        expect(after.subarray(0, before.length).equals(before)).toBe(true);
        before = after;
        const { out } = await hoso('verify', path('raised.pdf'), '--trust', path('trust.pem'), '--json');
        const report = JSON.parse(out.join('')) as VerificationReport;
        expect(report.conclusion).toBe('valid');
        expect(report.signatures[0]?.profile.level).toBe(level.toUpperCase());
      }
    } finally {
      await tsa.close();
    }
  });
});

describe('sign-all', () => {
  it('signs every PDF of a folder, one line each; one that fails does not stop the others', async () => {
    await mkdir(path('many'), { recursive: true });
    for (const name of ['a.pdf', 'b.PDF', 'c.pdf']) await writeFile(path('many', name), await sampleDocument('table'));
    await writeFile(path('many', 'bad.pdf'), 'no PDF');
    await writeFile(path('many', 'notes.txt'), 'left alone');
    const { code, out, err } = await hoso('sign-all', path('many'), path('done'), ...key);
    expect({ code, err }).toEqual({ code: 2, err: [] });
    const results = out.map((line) => JSON.parse(line) as { file: string; ok: boolean; ms: number; code?: string });
    expect(results.map(({ file }) => file).sort()).toEqual(['a.pdf', 'b.PDF', 'bad.pdf', 'c.pdf']);
    expect(results.find(({ file }) => file === 'bad.pdf')).toMatchObject({ ok: false, code: 'PDF_NOT_A_PDF' });
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    expect((await readdir(path('done'))).sort()).toEqual(['a.pdf', 'b.PDF', 'c.pdf']);
    expect(await hoso('verify', path('done', 'a.pdf'), '--trust', path('trust.pem'))).toMatchObject({ code: 0 });
  });

  it('ends in 0 when all went well', async () => {
    expect(await hoso('sign-all', path('done'), path('twice'), ...key)).toMatchObject({ code: 0 });
  });
});
