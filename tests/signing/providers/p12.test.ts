import { createHmac, pbkdf2Sync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { enterWhole } from '../../../src/signing/asn1/reader.ts';
import { readOctetString } from '../../../src/signing/asn1/values.ts';
import {
  TAG,
  contextTag,
  encode,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
} from '../../../src/signing/asn1/writer.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { openSigner } from '../../../src/signing/providers/index.ts';
import { readP12 } from '../../../src/signing/providers/p12/read.ts';
import { writeP12 } from '../../../src/signing/providers/p12/write.ts';
import { signerContract } from '../../contracts/signer.ts';
import { hasOpenssl, opensslFolder, toPem } from '../../support/pki/openssl.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import { type TestPki } from '../../support/pki/test-pki.ts';
import '../../support/pki/to-throw-code.ts';

const PASSPHRASE = 'mật khẩu Đ1';

function fileOf({ teacher, issuing, root }: TestPki, passphrase = PASSPHRASE): Uint8Array {
  const chain = [teacher.certificate, issuing.certificate, root.certificate];
  return writeP12({ privateKey: teacher.privateKey, chain, passphrase, friendlyName: 'Nguyễn Văn A' });
}

const HMACS: Readonly<Record<string, string>> = {
  md5: '1.2.840.113549.2.6',
  sha1: '1.2.840.113549.2.7',
  sha224: '1.2.840.113549.2.8',
  sha256: '1.2.840.113549.2.9',
  sha384: '1.2.840.113549.2.10',
  sha512: '1.2.840.113549.2.11',
  'sha512-256': '1.2.840.113549.2.13',
};

interface Pbmac1Wish {
  readonly hmac?: string;
  readonly prf?: string;
  readonly size?: number;
  readonly iterations?: number;
  readonly derivation?: string;
}

/** The same file under a MAC of RFC 9579; the salt and the iterations of old stand there and mean nothing. */
function underPbmac1(file: Uint8Array, wish: Pbmac1Wish): Uint8Array {
  const { hmac = 'sha256', prf = 'sha256', size, iterations = 1000, derivation = OID.pbkdf2 } = wish;
  const pfx = enterWhole(file);
  pfx.next();
  const authSafe = pfx.next();
  const fields = enterWhole(authSafe.raw);
  fields.next();
  const content = readOctetString(fields.enter(contextTag(0)).next());
  const salt = Buffer.from('muối của PBMAC1');
  const canDerive = prf !== 'md5' && hmac !== 'md5' && iterations > 0 && iterations < 10_000 && (size ?? 0) > 0;
  const key = canDerive ? pbkdf2Sync(PASSPHRASE, salt, iterations, size ?? 32, prf) : Buffer.alloc(32);
  const length = size === undefined ? [] : [integer(size)];
  const parameters = sequence(
    sequence(
      oid(derivation),
      sequence(octetString(salt), integer(iterations), ...length, sequence(oid(HMACS[prf] ?? ''), nullValue)),
    ),
    sequence(oid(HMACS[hmac] ?? ''), nullValue),
  );
  const mac = createHmac(hmac, key).update(content).digest();
  const digestInfo = sequence(sequence(oid(OID.pbmac1), parameters), octetString(mac));
  return sequence(integer(3), authSafe.raw, sequence(digestInfo, octetString(Buffer.from('NOT USED')), integer(1)));
}

async function opensslFile({ teacher, issuing }: TestPki, ...options: readonly string[]): Promise<Uint8Array> {
  await using folder = await opensslFolder({
    'key.pem': teacher.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    'leaf.pem': toPem(teacher.certificate.der),
    'chain.pem': toPem(issuing.certificate.der),
  });
  const args = ['-export', '-inkey', 'key.pem', '-in', 'leaf.pem', '-certfile', 'chain.pem', '-out', 'out.p12'];
  const { ok, text } = await folder.run('pkcs12', ...args, '-passout', `pass:${PASSPHRASE}`, ...options);
  if (!ok) throw new Error(text);
  return await readFile(folder.path('out.p12')); // awaited here: the folder goes away on return
}

describe('readP12', () => {
  it('tells a wrong passphrase from a damaged file', async () => {
    const file = fileOf(await sharedPki('ecdsa-p256-sha256'));
    expect(() => readP12(file, 'sai')).toThrowCode('P12_PASSPHRASE_WRONG');
    expect(() => readP12(file.subarray(0, 500), PASSPHRASE)).toThrowCode('P12_UNREADABLE');
    expect(() => readP12(Buffer.from('%PDF-1.7'), PASSPHRASE)).toThrowCode('P12_UNREADABLE');
    expect(() => readP12(new Uint8Array(2 ** 21), PASSPHRASE)).toThrowCode('P12_UNREADABLE');
  });

  it('refuses a file without a MAC, of another version, or whose MAC would take minutes', () => {
    const data = sequence(oid(OID.data), encode(contextTag(0), octetString(sequence())));
    const mac = (iterations: number, hash: string = OID.sha256) =>
      sequence(
        sequence(sequence(oid(hash)), octetString(new Uint8Array(32))),
        octetString(new Uint8Array(8)),
        integer(iterations),
      );
    for (const file of [
      sequence(integer(3), data),
      sequence(integer(2), data, mac(1)),
      sequence(integer(3), data, mac(2_000_000_000)),
      sequence(integer(3), data, mac(0)),
      sequence(integer(3), data, mac(1, OID.md5)),
      sequence(integer(3), sequence(oid(OID.signedData), encode(contextTag(0), octetString(sequence()))), mac(1)),
    ]) {
      expect(() => readP12(file, PASSPHRASE)).toThrowCode('P12_UNREADABLE');
    }
  });

  it('refuses a file whose key has no certificate in it', async () => {
    const { teacher, head } = await sharedPki('ecdsa-p256-sha256');
    const file = writeP12({ privateKey: teacher.privateKey, chain: [head.certificate], passphrase: PASSPHRASE });
    expect(() => readP12(file, PASSPHRASE)).toThrowCode('P12_UNREADABLE');
  });

  it.each(['sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256'] as const)(
    'reads a file under PBMAC1 (RFC 9579) with HMAC and PRF by %s, and tells a wrong passphrase',
    async (hash) => {
      const pki = await sharedPki('ecdsa-p256-sha256');
      const file = underPbmac1(fileOf(pki), { hmac: hash, prf: hash, size: 32 });
      expect(readP12(file, PASSPHRASE).privateKey.equals(pki.teacher.privateKey)).toBe(true);
      expect(() => readP12(file, 'sai')).toThrowCode('P12_PASSPHRASE_WRONG');
    },
  );

  it('refuses PBMAC1 that does not say how long its key is, would take minutes, or is of an unknown kind', async () => {
    const file = fileOf(await sharedPki('ecdsa-p256-sha256'));
    for (const wish of [
      {},
      { size: 0 },
      { size: 100_000 },
      { size: 32, iterations: 2_000_000_000 },
      { size: 32, iterations: 0 },
      { size: 32, hmac: 'md5' },
      { size: 32, prf: 'md5' },
      { size: 32, derivation: OID.pbes2 },
    ])
      expect(() => readP12(underPbmac1(file, wish), PASSPHRASE)).toThrowCode('P12_UNREADABLE');
  });

  it('says in both languages what it does not read', () => {
    const data = sequence(oid(OID.data), encode(contextTag(0), octetString(sequence())));
    expect(() => readP12(sequence(integer(3), data), PASSPHRASE)).toThrow('it carries no MAC');
    try {
      readP12(sequence(integer(3), data), PASSPHRASE);
    } catch (error) {
      expect((error as { vi: string }).vi).toMatch(/^Không đọc được tệp PKCS#12: tệp không có mã xác thực \(MAC\)/);
    }
  });

  it('never shows the passphrase in an error', async () => {
    const file = fileOf(await sharedPki('ecdsa-p256-sha256'));
    try {
      readP12(file, 'bí mật');
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('bí mật');
    }
  });

  it('leaves out certificates that are not above the key', async () => {
    const { teacher, head, issuing } = await sharedPki('ecdsa-p256-sha256');
    const chain = [teacher.certificate, head.certificate, issuing.certificate];
    const file = writeP12({ privateKey: teacher.privateKey, chain, passphrase: PASSPHRASE });
    expect(readP12(file, PASSPHRASE).chain.map((one) => one.der)).toEqual([
      teacher.certificate.der,
      issuing.certificate.der,
    ]);
  });

  it('reads what writeP12 wrote, with an empty passphrase too', async () => {
    for (const algorithm of ['rsa-pkcs1-sha256', 'ecdsa-p384-sha384'] as const) {
      const pki = await sharedPki(algorithm);
      for (const passphrase of [PASSPHRASE, '']) {
        const { privateKey, chain } = readP12(fileOf(pki, passphrase), passphrase);
        expect(privateKey.equals(pki.teacher.privateKey)).toBe(true);
        expect(chain).toHaveLength(3);
      }
    }
  });

  describe.skipIf(!hasOpenssl)('with files of OpenSSL', () => {
    it.each([
      ['AES-256 (today)', []],
      ['AES-128 with SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
      ['3DES (before 2022)', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
      ['RC2 (Windows before 10)', ['-legacy']],
      ['RC2 of 128 bits', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128']],
      ['RC4', ['-legacy', '-keypbe', 'PBE-SHA1-RC4-128', '-certpbe', 'PBE-SHA1-RC4-40']],
      ['3DES of two keys', ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES']],
      ['Camellia', ['-keypbe', 'CAMELLIA-256-CBC', '-certpbe', 'CAMELLIA-128-CBC']],
      ['a MAC by SHA-384', ['-macalg', 'sha384']],
      ['a MAC by SHA-224', ['-macalg', 'sha224']],
      ['one iteration', ['-noiter']],
      ['certificates in the clear', ['-certpbe', 'NONE']],
      ['a key in the clear', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ])('reads %s', async (_name, options) => {
      for (const algorithm of ['rsa-pkcs1-sha256', 'ecdsa-p256-sha256'] as const) {
        const pki = await sharedPki(algorithm);
        const { privateKey, chain } = readP12(await opensslFile(pki, ...options), PASSPHRASE);
        expect(privateKey.equals(pki.teacher.privateKey)).toBe(true);
        expect(chain.map((one) => one.der)).toEqual(pki.teacher.chain);
      }
    });

    it('writes what OpenSSL reads', async () => {
      for (const algorithm of ['rsa-pkcs1-sha256', 'ecdsa-p256-sha256'] as const) {
        await using folder = await opensslFolder({ 'in.p12': fileOf(await sharedPki(algorithm)) });
        const { ok, text } = await folder.run('pkcs12', '-in', 'in.p12', '-nodes', '-passin', `pass:${PASSPHRASE}`);
        expect(ok, text).toBe(true);
        expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
        expect(text).toContain('BEGIN PRIVATE KEY');
      }
    });
  });

  it('reads BER, as browsers write it', async () => {
    const der = fileOf(await sharedPki('ecdsa-p256-sha256'));
    const start = (der[1] ?? 0) < 0x80 ? 2 : 2 + ((der[1] ?? 0) & 0x7f);
    const ber = Buffer.concat([Uint8Array.of(TAG.sequence, 0x80), der.subarray(start), Uint8Array.of(0, 0)]);
    expect(readP12(ber, PASSPHRASE).chain).toHaveLength(3);
  });
});

for (const algorithm of ALGORITHMS) {
  const signer = sharedPki(algorithm).then((pki) =>
    openSigner('p12', { file: fileOf(pki), passphrase: PASSPHRASE, algorithm }),
  );
  signerContract('a PKCS#12 file', algorithm, () => signer);
}
