import { describe, expect, it } from 'vitest';
import { readPem } from '../../../src/signing/x509/pem.ts';

const block = (label: string, text: string): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(text).toString('base64')}\n-----END ${label}-----\n`;
const texts = (found: readonly Uint8Array[]): string[] => found.map((der) => Buffer.from(der).toString());

describe('what is given as trusted', () => {
  const pem = `# first\n${block('CERTIFICATE', 'one')}${block('X509 CRL', 'list')}${block('CERTIFICATE', 'two')}`;

  it('may be PEM with several blocks, of which those of other kinds are passed over', () => {
    expect(texts(readPem(pem, 'CERTIFICATE'))).toEqual(['one', 'two']);
    expect(texts(readPem(pem, 'X509 CRL'))).toEqual(['list']);
  });

  it('may be the bytes of PEM text, or DER as it is', () => {
    expect(texts(readPem(Buffer.from(pem), 'CERTIFICATE'))).toEqual(['one', 'two']);
    const der = Uint8Array.of(0x30, 0);
    expect(readPem(der, 'CERTIFICATE')).toEqual([der]);
  });

  it('is nothing where text holds no block, or one that never ends', () => {
    expect(readPem('', 'CERTIFICATE')).toEqual([]);
    expect(readPem('-----BEGIN CERTIFICATE-----\nAAAA', 'CERTIFICATE')).toEqual([]);
  });
});
