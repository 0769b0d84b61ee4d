import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTrustStore } from '../../../src/signing/index.ts';
import { toPem } from '../../support/pki/openssl.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';

const { root, issuing, tsa } = await sharedPki('ecdsa-p256-sha256');
const [first, second, third] = [root, issuing, tsa].map(({ certificate }) => new Uint8Array(certificate.der));
const folder = await mkdtemp(join(tmpdir(), 'hoso-trust-'));
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, ...contents: readonly (Uint8Array | undefined)[]): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, Buffer.concat(contents.map((content) => content ?? new Uint8Array())));
  return path;
}

const trustOf = async (path: string) => (await readTrustStore(path)).map((der) => new Uint8Array(der));

describe('a trust store', () => {
  it.each([
    ['is not there', () => join(folder, 'none')],
    ['is a file without a certificate', () => written('empty.pem', Buffer.from('not a certificate'))],
    [
      'holds one file that is no certificate',
      () => written('mixed/b.cer', Buffer.from('30030201')).then((p) => join(p, '..')),
    ],
    [
      'holds PEM around something else',
      () => written('pem.pem', Buffer.from(toPem(Buffer.from('0000', 'hex'), 'CERTIFICATE'))),
    ],
  ])('that %s is refused, and the file named', async (_, make) => {
    const path = await make();
    await expect(readTrustStore(path)).rejects.toMatchObject({
      code: 'TRUST_STORE_UNREADABLE',
      details: { file: expect.stringContaining(path) as unknown },
    });
  });

  it('is a file with one certificate or several', async () => {
    const several = Buffer.from(toPem(root.certificate.der) + toPem(tsa.certificate.der));
    expect(await trustOf(await written('several.crt', several))).toEqual([first, third]);
    expect(await trustOf(await written('one.der', second))).toEqual([second]);
  });

  it('is a folder of such files, taken by name; other files in it are left alone', async () => {
    await written('store/2.pem', Buffer.from(toPem(root.certificate.der)));
    await written('store/1.DER', second);
    await written('store/README', Buffer.from('the authorities we trust'));
    expect(await trustOf(join(folder, 'store'))).toEqual([second, first]);
  });

  it('without any certificate trusts nobody', async () => {
    await mkdir(join(folder, 'bare'));
    expect(await trustOf(join(folder, 'bare'))).toEqual([]);
  });
});
