import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { issueCrl, writeP12 } from '../../src/signing/index.ts';
import { crlDistributionPoints, extendedKeyUsage, keyUsage } from '../../src/signing/pki/extensions.ts';
import { sampleDocument } from '../signing/verify/sample-files.ts';
import { type CertificateWish, forgeIdentity } from '../signing/x509/forge-certificate.ts';
import { startServer } from '../support/pki/http-server.ts';
import { toPem } from '../support/pki/openssl.ts';
import { createTestPki, type TestPki } from '../support/pki/test-pki.ts';
import { startTestTsa } from '../support/pki/test-tsa.ts';

let folder = '';
const path = (...names: string[]): string => join(folder, ...names);
const clock = new ManualClock('2026-03-01T00:00:00Z');
let pki: TestPki;
let key: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-cli-'));
  pki = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
  const chain = [pki.teacher.certificate, pki.issuing.certificate, pki.root.certificate];
  await writeFile(path('key.p12'), writeP12({ privateKey: pki.teacher.privateKey, chain, passphrase: 'bí mật' }));
  await writeFile(path('trust.pem'), toPem(pki.root.certificate.der));
  await writeFile(path('in.pdf'), await sampleDocument('table'));
  key = ['--p12', path('key.p12'), '--passphrase-env', 'PASS'];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function hoso(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    env: { PASS: 'bí mật' },
    clock,
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
  };
  return { code: await runCommand(args, io), out, err };
}

describe('a certificate that is not fit', () => {
  const DAY = 86_400_000;
  let serials = 1000;
  const at = (days: number) => new Date(clock.now().getTime() + days * DAY);
  const keyFor = async (name: string, made: Partial<CertificateWish>) => {
    const { certificate, privateKey } = forgeIdentity({
      issuer: pki.issuing,
      subject: name,
      notBefore: at(-1),
      serial: (serials += 1),
      ...made,
    });
    const chain = [certificate, pki.issuing.certificate, pki.root.certificate];
    await writeFile(path(`${name}.p12`), writeP12({ privateKey, chain, passphrase: 'bí mật' }));
    return { certificate, key: ['--p12', path(`${name}.p12`), '--passphrase-env', 'PASS'] };
  };

  it.each([
    ['SIGNER_CERTIFICATE_EXPIRED', 'expired', { notBefore: at(-20), notAfter: at(-10) }],
    ['SIGNER_CERTIFICATE_NOT_YET_VALID', 'future', { notBefore: at(10), notAfter: at(20) }],
    ['SIGNER_CERTIFICATE_PURPOSE', 'keyEncipherment', { extensions: [keyUsage(['keyEncipherment'])] }],
    ['SIGNER_CERTIFICATE_PURPOSE', 'serverAuth', { extensions: [extendedKeyUsage(['1.3.6.1.5.5.7.3.1'])] }],
  ])(
    'is refused with %s by sign and sign-all: %s; --force signs all the same and says so',
    async (code, name, made) => {
      const { key: unfit } = await keyFor(name, made);
      const out = path(`${name}.pdf`);
      await mkdir(path(`${name}-in`), { recursive: true });
      await writeFile(path(`${name}-in`, 'a.pdf'), await sampleDocument('table'));
      const refusal = { code: 2, out: [], err: [expect.stringMatching(new RegExp(`^${code}: .* / .*`))] };
      expect(await hoso('sign', path('in.pdf'), out, ...unfit)).toEqual(refusal);
      expect(await hoso('sign-all', path(`${name}-in`), path(`${name}-out`), ...unfit)).toEqual(refusal);
      const forced = await hoso('sign', path('in.pdf'), out, ...unfit, '--force');
      expect(forced).toEqual({ code: 0, out: [], err: [expect.stringMatching(new RegExp(`^CLI_FORCED: .*${code}`))] });
      const all = await hoso('sign-all', path(`${name}-in`), path(`${name}-out`), ...unfit, '--force');
      expect(all).toMatchObject({ code: 0, err: [] });
      expect(JSON.parse(all.out.join(''))).toMatchObject({ ok: true, code: 'CLI_FORCED' });
      expect(await hoso('verify', out, '--trust', path('trust.pem'))).not.toMatchObject({ code: 0 });
    },
  );

  it('because a list given tells that it was revoked, an old list too, is refused', async () => {
    const { certificate, key: revokedKey } = await keyFor('revoked', {});
    const revoked = [{ serialNumber: certificate.serialNumber, revokedAt: at(-1), reason: 'keyCompromise' as const }];
    const list = (name: string, entries: typeof revoked) =>
      writeFile(
        path(name),
        issueCrl({ issuer: pki.issuing, number: 1, thisUpdate: at(-3), nextUpdate: at(-2), revoked: entries }).der,
      );
    await list('revoked.crl', revoked);
    await list('clean.crl', []);
    const call = ['sign', path('in.pdf'), path('revoked.pdf'), ...revokedKey];
    expect(await hoso(...call, '--crl', path('clean.crl'))).toEqual({ code: 0, out: [], err: [] });
    const refused = await hoso(...call, '--crl', path('clean.crl'), '--crl', path('revoked.crl'));
    expect(refused).toEqual({ code: 2, out: [], err: [expect.stringMatching(/^SIGNER_CERTIFICATE_REVOKED: /)] });
    expect((await hoso(...call, '--crl', path('revoked.crl'), '--force')).err[0]).toMatch(/^CLI_FORCED: /);
  });

  it('because the list fetched for the evidence tells so, is refused at b-lt', async () => {
    clock.set(new Date());
    const server = await startServer(() => ({ status: 200, body: list() }));
    const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der] });
    const { certificate, key: revokedKey } = await keyFor('fetched', {
      extensions: [crlDistributionPoints([`${server.url}/issuing.crl`])],
    });
    const list = () =>
      issueCrl({
        issuer: pki.issuing,
        number: 1,
        thisUpdate: clock.now(),
        nextUpdate: at(1),
        revoked: [{ serialNumber: certificate.serialNumber, revokedAt: at(-1), reason: 'keyCompromise' }],
      }).der;
    const call = ['sign', path('in.pdf'), path('fetched.pdf'), ...revokedKey, '--level', 'b-lt', '--tsa', tsa.url];
    try {
      const refused = await hoso(...call);
      expect(refused).toEqual({ code: 2, out: [], err: [expect.stringMatching(/^SIGNER_CERTIFICATE_REVOKED: /)] });
      expect(await readdir(folder)).not.toContain('fetched.pdf');
      expect(await hoso(...call, '--force')).toMatchObject({ code: 0, err: [expect.stringMatching(/^CLI_FORCED: /)] });
    } finally {
      await server.close();
      await tsa.close();
    }
  });
});

describe('a file that somebody signed before', () => {
  const brokenFile = async (name: string, harm: (bytes: Buffer) => Buffer) => {
    await mkdir(path(name), { recursive: true });
    expect(await hoso('sign', path('in.pdf'), path('before.pdf'), ...key, '--field', 'First')).toMatchObject({
      code: 0,
    });
    await writeFile(path(name, 'a.pdf'), harm(await readFile(path('before.pdf'))));
    return path(name, 'a.pdf');
  };
  const altered = (bytes: Buffer) => {
    const at = bytes.indexOf('/MediaBox');
    bytes[at + 1] = (bytes[at + 1] ?? 0) ^ 0x20;
    return bytes;
  };
  const cut = (bytes: Buffer) => {
    const start = bytes.indexOf('/ByteRange') + 12;
    bytes.write('1', start);
    return bytes;
  };

  it.each([
    ['a byte that was signed is another', 'altered', altered],
    ['the signed range is another', 'cut', cut],
  ])('is not signed again where %s, unless forced; sign-all goes on with the others', async (_, name, harm) => {
    const file = await brokenFile(name, harm);
    await writeFile(path(name, 'b.pdf'), await sampleDocument('table'));
    const refused = await hoso('sign', file, path('again.pdf'), ...key);
    expect(refused).toEqual({
      code: 2,
      out: [],
      err: [expect.stringMatching(/^CLI_EARLIER_SIGNATURE_BROKEN: .*"First"/)],
    });
    expect(await hoso('sign', file, path('again.pdf'), ...key, '--force')).toMatchObject({
      code: 0,
      err: [expect.stringMatching(/^CLI_FORCED: .*CLI_EARLIER_SIGNATURE_BROKEN/)],
    });
    const all = await hoso('sign-all', path(name), path(`${name}-done`), ...key);
    expect(all.code).toBe(2);
    const results = all.out.map(
      (line) => JSON.parse(line) as { file: string; ok: boolean; code?: string; en?: string },
    );
    expect(results).toHaveLength(2);
    expect(results.find((one) => one.file === 'b.pdf')).toMatchObject({ ok: true });
    expect(results.find((one) => one.file === 'a.pdf')).toMatchObject({
      ok: false,
      code: 'CLI_EARLIER_SIGNATURE_BROKEN',
    });
  });

  it('is signed again where it is whole, whoever signed it', async () => {
    const whole = await brokenFile('whole', (bytes) => bytes);
    expect(await hoso('sign', whole, path('again.pdf'), ...key)).toEqual({ code: 0, out: [], err: [] });
  });
});

describe('bytes before the header', () => {
  const junk = Buffer.from('HTTP/1.1 200 OK\r\n\r\n');

  it('of a file that nobody signed are left out, which is told, whether its offsets count them or not', async () => {
    const plain = await readFile(path('in.pdf'));
    await writeFile(path('junk.pdf'), Buffer.concat([junk, plain]));
    const { code, err } = await hoso('sign', path('junk.pdf'), path('clean.pdf'), ...key);
    expect({ code, err }).toEqual({ code: 0, err: [expect.stringMatching(/^CLI_BYTES_DROPPED: Đã bỏ 19 byte/)] });
    expect((await readFile(path('clean.pdf'))).subarray(0, plain.length).equals(plain)).toBe(true);
    expect(await hoso('verify', path('clean.pdf'), '--trust', path('trust.pem'))).toMatchObject({ code: 0 });
  });

  it('of a file that somebody signed are not, and it is refused', async () => {
    expect(await hoso('sign', path('in.pdf'), path('before.pdf'), ...key)).toMatchObject({ code: 0 });
    await writeFile(path('junk-signed.pdf'), Buffer.concat([junk, await readFile(path('before.pdf'))]));
    const refused = await hoso('sign', path('junk-signed.pdf'), path('clean.pdf'), ...key, '--force');
    expect(refused).toEqual({ code: 2, out: [], err: [expect.stringMatching(/^PDF_BYTES_BEFORE_HEADER: /)] });
  });
});

describe('names that play the terminal', () => {
  it('are shown for what they are, by every line for people; JSON keeps them', async () => {
    const name = 'Ông\u001b[2J\nTất cả hợp lệ\u202e';
    const field = 'Ký\u001b[31m\u202e';
    const { certificate, privateKey } = forgeIdentity({
      issuer: pki.issuing,
      subject: name,
      notBefore: new Date(clock.now().getTime() - 86_400_000),
    });
    const chain = [certificate, pki.issuing.certificate, pki.root.certificate];
    await writeFile(path('esc.p12'), writeP12({ privateKey, chain, passphrase: 'bí mật' }));
    const escaping = ['--p12', path('esc.p12'), '--passphrase-env', 'PASS', '--field', field];
    expect(await hoso('sign', path('in.pdf'), path('esc.pdf'), ...escaping)).toMatchObject({ code: 0 });
    const { out, err } = await hoso('verify', path('esc.pdf'), '--trust', path('trust.pem'));
    for (const line of [...out, ...err]) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(out.join('\n')).toContain('Ông\\u{001B}[2J');
    expect(out.join('\n')).toContain('Ký\\u{001B}[31m\\u{202E}');
    const json = await hoso('verify', path('esc.pdf'), '--trust', path('trust.pem'), '--json');
    expect(JSON.parse(json.out.join(''))).toMatchObject({ signatures: [{ field, signer: { name } }] });
    const missing = await hoso('verify', path('không\u001b]0;x\u0007.pdf'));
    expect(missing.err[0]).not.toMatch(/[\p{Cc}]/u);
  });
});
