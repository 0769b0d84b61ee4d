import { constants, createHash, generateKeyPairSync, privateEncrypt, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkDirect } from '../../../src/signing/cms/direct-signature.ts';
import { type SignerInfo } from '../../../src/signing/cms/signer-info.ts';
import { type SignatureMethod } from '../../../src/signing/x509/signature-method.ts';
import { forgeCertificate } from '../x509/forge-certificate.ts';

const CONTENT = Buffer.from('%PDF-1.7 học bạ');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const holder = (key: typeof rsa) =>
  forgeCertificate({ subject: 'Người ký', publicKeyInfo: key.publicKey.export({ type: 'spki', format: 'der' }) });

function find(method: SignatureMethod, signature: Uint8Array, { key = rsa, content = CONTENT } = {}): string {
  const signer = { signatureMethod: method, signature } as SignerInfo;
  return checkDirect(signer, holder(key), createHash(method.hash).update(content).digest());
}

describe.each(['sha256', 'sha384', 'sha512', 'sha3-256'])(
  'a signature over the content itself, by RSA with %s',
  (hash) => {
    const method = { scheme: 'rsa-pkcs1', hash } as const;
    const signature = sign(hash, CONTENT, rsa.privateKey);

    it('fails where it was made by another key or altered', () => {
      const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
      expect(find(method, sign(hash, CONTENT, other.privateKey))).toBe('fails');
      expect(find(method, signature.subarray(1))).toBe('fails');
    });

    it('fails where the hash is padded and nothing says which it is', () => {
      const bare = createHash(hash).update(CONTENT).digest();
      const made = privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING }, bare);
      expect(find(method, made)).toBe('fails');
    });

    it('tells that it is over other content', () => {
      expect(find(method, signature, { content: Buffer.from('other') })).toBe('other-content');
    });

    it('holds over what was signed', () => {
      expect(find(method, signature)).toBe('holds');
    });
  },
);

describe('a signature over the content itself, by another scheme', () => {
  it.each<readonly [string, SignatureMethod, typeof rsa]>([
    ['ECDSA', { scheme: 'ecdsa', hash: 'sha256' }, ec],
    ['RSASSA-PSS', { scheme: 'rsa-pss', hash: 'sha256', saltLength: 32 }, rsa],
    ['RSA by a key of another kind', { scheme: 'rsa-pkcs1', hash: 'sha256' }, ec],
  ])('cannot be told: %s', (_name, method, key) => {
    expect(find(method, Uint8Array.of(1), { key })).toBe('unknown');
  });
});
