import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { rc4 } from '../../../src/signing/pdf/encryption/rc4.ts';
import { openSecurity } from '../../../src/signing/pdf/encryption/security.ts';
import { PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../../../src/signing/pdf/objects.ts';
import { onePage, tablePdf } from './raw-pdf.ts';
import { read, sign, signedFields } from './sign.ts';

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const ID = Buffer.from('an identifier');
const OWNER = Buffer.alloc(32, 'o');

interface Wish {
  readonly V: number;
  readonly R: number;
  readonly keyBytes: number;
  readonly id?: Uint8Array;
}

const md5 = (...parts: Uint8Array[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();

/** The entries of a dictionary that an empty user password opens (ISO 32000-1, algorithms 2, 4 and 5). */
function entriesFor({ V, R, keyBytes, id = ID }: Wish): Record<string, PdfObject> {
  let key = md5(PADDING, OWNER, Buffer.from([252, 255, 255, 255]), id).subarray(0, keyBytes);
  for (let i = 0; R >= 3 && i < 50; i += 1) key = md5(key).subarray(0, keyBytes);
  let user = rc4(key, R >= 3 ? md5(PADDING, id) : PADDING);
  for (let i = 1; R >= 3 && i <= 19; i += 1)
    user = rc4(
      key.map((byte) => byte ^ i),
      user,
    );
  const U = Buffer.concat([user, Buffer.alloc(32 - user.length)]);
  return { Filter: new PdfName('Standard'), V, R, O: new PdfString(OWNER), U: new PdfString(U), P: -4 };
}

const dictOf = (entries: Record<string, PdfObject>): PdfDict => new PdfDict(Object.entries(entries));
const filter = (method: string): PdfDict => dictOf({ A: dictOf({ CFM: new PdfName(method) }) });
const r4 = { ...entriesFor({ V: 4, R: 4, keyBytes: 16 }), StmF: new PdfName('A'), StrF: new PdfName('A') };

describe('an encryption dictionary that contradicts itself', () => {
  const r3 = entriesFor({ V: 2, R: 3, keyBytes: 16 });
  const without = (key: string): Record<string, PdfObject> =>
    Object.fromEntries(Object.entries(r3).filter(([name]) => name !== key));
  it.each<[string, Record<string, PdfObject>]>([
    ['no version', without('V')],
    ['no revision', without('R')],
    ['no permissions, which are part of the key', without('P')],
    ['the version of AES-256 with an older revision', { ...r3, V: 5, R: 4 }],
    ['the revision of AES-256 with an older version', { ...r3, V: 4, R: 6 }],
    ['AES-256 in a version whose keys are too short for it', { ...r4, CF: filter('AESV3') }],
    ['a method that nobody knows', { ...r4, CF: filter('None') }],
  ])('is refused: %s', (_what, entries) => {
    expect(() => openSecurity(dictOf(entries), ID)).toThrowCode('PDF_ENCRYPTION_UNSUPPORTED');
  });

  it('needs a password when the identifier that its key was made from is another', () => {
    expect(() => openSecurity(dictOf(r3), Buffer.from('other'))).toThrowCode('PDF_PASSWORD_REQUIRED');
  });
});

describe('the length of the key', () => {
  it.each<[string, Wish, Record<string, PdfObject>]>([
    ['40 bits where nothing is said', { V: 2, R: 3, keyBytes: 5 }, {}],
    ['40 bits in version 1, whatever is said', { V: 1, R: 3, keyBytes: 5 }, { Length: 128 }],
    ['40 bits in revision 2, whatever is said', { V: 2, R: 2, keyBytes: 5 }, { Length: 128 }],
    ['as said', { V: 2, R: 3, keyBytes: 10 }, { Length: 80 }],
    ['128 bits where bytes were written for bits', { V: 2, R: 3, keyBytes: 16 }, { Length: 16 }],
    ['128 bits where more is said than there can be', { V: 2, R: 3, keyBytes: 16 }, { Length: 256 }],
    ['128 bits where no whole bytes are said', { V: 2, R: 3, keyBytes: 16 }, { Length: 99 }],
    ['128 bits in version 4, whatever is said', { V: 4, R: 4, keyBytes: 16 }, { Length: 40 }],
  ])('is %s', (_what, wish, more) => {
    const security = openSecurity(dictOf({ ...entriesFor(wish), ...more }), ID);
    const [id, plain] = [new PdfRef(7), Buffer.from('plain')];
    expect(Buffer.from(security.decryptString(id, security.encryptString(id, plain))).equals(plain)).toBe(true);
  });
});

describe('what only crypt filters make an exception', () => {
  const raw = Buffer.alloc(48, 1);
  const exceptions = [{ Type: new PdfName('Metadata') }, { Filter: new PdfName('Crypt') }].map(dictOf);
  const clear = { EncryptMetadata: false };

  it('is read in clear where the file has crypt filters', () => {
    const entries = { ...entriesFor({ V: 4, R: 4, keyBytes: 16 }), StmF: new PdfName('A'), CF: filter('V2') };
    const security = openSecurity(dictOf(entries), ID);
    expect(security.decryptStream(new PdfRef(1), exceptions[1] ?? dictOf({}), raw)).toBe(raw);
  });

  it('is decrypted like all else in a file of an older version', () => {
    const security = openSecurity(dictOf({ ...entriesFor({ V: 2, R: 3, keyBytes: 5 }), ...clear }), ID);
    for (const dict of exceptions) expect(security.decryptStream(new PdfRef(1), dict, raw)).not.toEqual(raw);
  });

  it('leaves strings and streams as they are where no filter is named for them', () => {
    const security = openSecurity(dictOf(entriesFor({ V: 4, R: 4, keyBytes: 16 })), ID);
    expect(security.encryptString(new PdfRef(1), raw)).toBe(raw);
    expect(security.encryptStream(new PdfRef(1), raw)).toBe(raw);
  });
});

describe('an encrypted file without an identifier', () => {
  it('is signed and stays without, because its key was made from none', async () => {
    const { O, U, ...rest } = entriesFor({ V: 1, R: 2, keyBytes: 5, id: Buffer.alloc(0) });
    const hex = (value: PdfObject | undefined): string => Buffer.from((value as PdfString).raw).toString('hex');
    expect(rest['P']).toBe(-4);
    const encrypt = `<</Filter /Standard /V 1 /R 2 /P -4 /O <${hex(O)}> /U <${hex(U)}>>>`;
    const { bytes } = await sign(tablePdf({ ...onePage, 5: encrypt }, { trailer: '/Encrypt 5 0 R' }).bytes);
    expect(signedFields(bytes)).toHaveLength(1);
    expect(read(bytes, (file) => file.trailer.entries.has('ID'))).toBe(false);
  });
});
