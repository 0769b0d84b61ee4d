import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { addValidationData } from '../../../src/signing/sign/add-validation-data.ts';
import { type Cipher, type CipherName, decrypt, encrypt } from '../../../src/signing/pdf/encryption/ciphers.ts';
import { rc4 } from '../../../src/signing/pdf/encryption/rc4.ts';
import { openSecurity } from '../../../src/signing/pdf/encryption/security.ts';
import {
  PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  type PdfStream,
  PdfString,
} from '../../../src/signing/pdf/objects.ts';
import { findPage } from '../../../src/signing/pdf/reader/pages.ts';
import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { readValidationData } from '../../../src/signing/pdf/reader/validation-data.ts';
import { signatureFields } from '../../../src/signing/pdf/reader/fields.ts';
import { onePage, tablePdf } from './raw-pdf.ts';
import { rangeDigest, read, sign } from './sign.ts';

/** A corner of the square. */
const DRAWN = '150 100 l';
const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'hoso-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function made(algorithm: 'AES-256' | 'AES-128' | 'RC4-128' | 'RC4-40', userPassword = ''): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage().drawSquare({ x: 10, y: 10 });
  document.encrypt({ algorithm, allowWeakCryptography: true, userPassword, ownerPassword: 'owner' });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A file encrypted by qpdf. */
function byQpdf(...options: string[]): Buffer {
  const [from, to] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')];
  const objects = { ...onePage, 5: '<</Title (Plan)>>' };
  writeFileSync(from, tablePdf(objects, { trailer: '/Info 5 0 R' }).bytes);
  execFileSync('qpdf', ['--static-id', ...options, '--', from, to]);
  return readFileSync(to);
}

/** The title that qpdf's file has, or what is drawn on the page: PDF-lib leaves the strings of /Info as they are. */
function plainText(bytes: Uint8Array): string {
  return read(bytes, (file) => {
    const title = file.dict(file.trailer.get('Info'))?.get('Title');
    if (title instanceof PdfString && title.bytes.length === 4) return title.text;
    const contents = file.resolve(file.array(findPage(file, 0).dict.get('Contents'))?.[0]);
    return Buffer.from(file.decodedStream(contents as PdfStream)).toString('latin1');
  });
}

/** Signs twice with Vietnamese texts and adds validation data; all of it must read back, and nothing stand in clear. */
async function expectWholeLife(base: Buffer, expected: string): Promise<void> {
  expect(plainText(base)).toContain(expected);
  const appearance = () => ({
    rect: [0, 0, 9, 9] as const,
    form: 0,
    objects: [
      {
        entries: ['/Type /XObject /Subtype /Form /Note ', { text: Buffer.from('CLEARTEXT') }],
        stream: Buffer.from('CLEARTEXT'),
      },
    ],
  });
  const once = await sign(base, { reason: 'CLEARTEXT', signerName: 'Nguyễn', appearance });
  const twice = await sign(once.bytes, { reason: 'Duyệt' });
  const more = await addValidationData(twice.bytes, {
    certificates: [Buffer.from('CLEARTEXT')],
    crls: [],
    ocspResponses: [],
  });
  const last = Buffer.concat([twice.bytes, more ?? Buffer.alloc(0)]);
  expect(last.subarray(base.length).includes('CLEARTEXT')).toBe(false);
  expect(rangeDigest(last, once.prepared.byteRange)).toEqual(Buffer.from(once.prepared.digest));
  read(last, (file) => {
    const [first, second] = signatureFields(file);
    const reason = (field: typeof first): string => (field?.signature?.get('Reason') as PdfString).text;
    expect([reason(first), reason(second)]).toEqual(['CLEARTEXT', 'Duyệt']);
    const contents = first?.signature?.get('Contents') as PdfString;
    expect(contents.raw[0]).toBe(0x30);
    const drawn = file.resolve(file.dict(first?.dict.get('AP'))?.get('N')) as PdfStream;
    expect(Buffer.from(file.decodedStream(drawn)).toString()).toBe('CLEARTEXT');
    expect(Buffer.from((drawn.dict.get('Note') as PdfString).bytes).toString()).toBe('CLEARTEXT');
    expect(readValidationData(file).certificates.map((item) => Buffer.from(item).toString())).toEqual(['CLEARTEXT']);
  });
}

describe('a file that needs a password', () => {
  it.each(['AES-256', 'AES-128', 'RC4-128', 'RC4-40'] as const)('is refused: %s', async (algorithm) => {
    const bytes = await made(algorithm, 'secret');
    expect(() => openPdfBytes(bytes)).toThrowCode('PDF_PASSWORD_REQUIRED');
  });

  it('is refused when its keys are torn', () => {
    const encrypt = { V: 5, R: 6, Filter: new PdfName('Standard'), O: string('x'), U: string('x') };
    expect(() => openSecurity(new PdfDict(Object.entries(encrypt)), new Uint8Array())).toThrowCode(
      'PDF_PASSWORD_REQUIRED',
    );
  });
});

describe('a file encrypted in a way nobody knows', () => {
  const standard = { Filter: new PdfName('Standard'), O: string('o'), U: string('u'), P: -4 };
  it.each<[string, Record<string, PdfObject>]>([
    ['another handler', { Filter: new PdfName('Adobe.PubSec'), V: 4, R: 4 }],
    ['no handler', {}],
    ['a version that is none', { ...standard, V: 3, R: 3 }],
    ['a revision that is none', { ...standard, V: 2, R: 9 }],
    ['a crypt filter that is missing', { ...standard, V: 4, R: 4, StmF: new PdfName('StdCF') }],
    [
      'a crypt filter without a method',
      { ...standard, V: 4, R: 4, StrF: new PdfName('A'), CF: new PdfDict([['A', new PdfDict()]]) },
    ],
  ])('is refused: %s', (_what, entries) => {
    const dict = new PdfDict(Object.entries(entries));
    expect(() => openSecurity(dict, new Uint8Array())).toThrowCode('PDF_ENCRYPTION_UNSUPPORTED');
  });

  it('is refused when its encryption dictionary is missing', () => {
    const { bytes } = tablePdf(onePage, { trailer: '/Encrypt 99 0 R' });
    expect(() => openPdfBytes(bytes)).toThrowCode('PDF_ENCRYPTION_UNSUPPORTED');
  });
});

describe('a file that an empty password opens', () => {
  it.each(['AES-256', 'AES-128', 'RC4-128', 'RC4-40'] as const)(
    'is signed and goes on being encrypted: %s',
    async (algorithm) => {
      await expectWholeLife(await made(algorithm), DRAWN);
    },
  );

  it.skipIf(!hasQpdf).each([
    ['R2', ['--allow-weak-crypto', '--encrypt', '', 'o', '40']],
    ['R3', ['--allow-weak-crypto', '--encrypt', '', 'o', '128', '--use-aes=n']],
    ['R4 with RC4', ['--allow-weak-crypto', '--encrypt', '', 'o', '128', '--force-V4']],
    [
      'R4 with AES, metadata in clear',
      ['--allow-weak-crypto', '--encrypt', '', 'o', '128', '--use-aes=y', '--cleartext-metadata'],
    ],
    ['R5', ['--allow-weak-crypto', '--encrypt', '', 'o', '256', '--force-R5']],
    ['R6', ['--encrypt', '', 'o', '256']],
    ['R6 with object streams', ['--object-streams=generate', '--encrypt', '', 'o', '256']],
    ['R6 by the empty owner password', ['--encrypt', 'u', '', '256', '--allow-insecure']],
  ])('by qpdf: %s', async (_what, options) => {
    await expectWholeLife(byQpdf(...options), 'Plan');
  });

  it('is read when its encryption dictionary stands in the trailer', async () => {
    const bytes = (await made('RC4-128')).toString('latin1');
    const [, num] = /\/Encrypt (\d+) 0 R/.exec(bytes) ?? [];
    const [, dict] = new RegExp(`\\n${num} 0 obj\\n([^]*?)\\nendobj`).exec(bytes) ?? [];
    const direct = Buffer.from(bytes.replace(/\/Encrypt \d+ 0 R/, `/Encrypt ${dict}`), 'latin1');
    await expectWholeLife(direct, DRAWN);
  });

  it('is read after it had to be recovered', async () => {
    const bytes = await made('AES-256');
    await expectWholeLife(
      Buffer.from(bytes.toString('latin1').replace(/startxref\n\d+/, 'startxref\n1'), 'latin1'),
      DRAWN,
    );
  });
});

describe('ciphers', () => {
  const id = new PdfRef(300, 2);
  const cipher = (name: CipherName, bytes = 16): Cipher => ({ name, fileKey: Buffer.alloc(bytes, 5) });

  it.each<[CipherName, number]>([
    ['identity', 16],
    ['rc4', 5],
    ['rc4', 16],
    ['aes128', 16],
    ['aes256', 32],
  ])('undo themselves: %s with %i bytes', (name, bytes) => {
    for (const size of [0, 1, 15, 16, 17, 100]) {
      const plain = Buffer.alloc(size, 'p');
      expect(Buffer.from(decrypt(cipher(name, bytes), id, encrypt(cipher(name, bytes), id, plain))).equals(plain)).toBe(
        true,
      );
    }
  });

  it('read what is cut short or wrongly padded as far as it goes', () => {
    expect(decrypt(cipher('aes128'), id, Buffer.alloc(7))).toHaveLength(0);
    expect(decrypt(cipher('aes128'), id, Buffer.alloc(40)).length).toBeLessThanOrEqual(16);
  });

  it('know RC4 by its published vector', () => {
    expect(Buffer.from(rc4(Buffer.from('Key'), Buffer.from('Plaintext'))).toString('hex')).toBe('bbf316e8d940af0ad3');
  });
});

describe('streams that are an exception', () => {
  it.skipIf(!hasQpdf)('are read as the exception has it: metadata in clear, a crypt filter of their own', () => {
    const bytes = byQpdf('--allow-weak-crypto', '--encrypt', '', 'o', '128', '--use-aes=y', '--cleartext-metadata');
    read(bytes, ({ security }) => {
      const raw = Buffer.alloc(48, 1);
      const id = new PdfRef(1);
      const dict = (entries: Record<string, PdfObject>): PdfDict => new PdfDict(Object.entries(entries));
      const asIs = (entries: Record<string, PdfObject>): boolean =>
        security?.decryptStream(id, dict(entries), raw) === raw;
      expect(asIs({ Type: new PdfName('Metadata') })).toBe(true);
      expect(asIs({ Type: new PdfName('XRef') })).toBe(true);
      expect(asIs({ Filter: new PdfName('Crypt') })).toBe(true);
      expect(asIs({ Filter: [new PdfName('Crypt')], DecodeParms: [dict({ Name: new PdfName('Identity') })] })).toBe(
        true,
      );
      expect(asIs({ Filter: [new PdfName('Crypt')], DecodeParms: [dict({ Name: new PdfName('StdCF') })] })).toBe(false);
      expect(asIs({})).toBe(false);
    });
  });
});

function string(text: string): PdfString {
  return new PdfString(Buffer.from(text));
}
