import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { MAX_CACHED_BYTES } from '../../../../src/signing/pdf/limits.ts';
import { countPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { PdfFile, withPdf } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { read, sign, signedFields } from '../sign.ts';
import { ranged } from './ranged.ts';

async function encrypted(useObjectStreams: boolean): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage().drawSquare({ x: 10, y: 10 });
  document.encrypt({ algorithm: 'AES-256', userPassword: '', ownerPassword: 'owner' });
  return Buffer.from(await document.save({ useObjectStreams }));
}

describe('an encrypted file', () => {
  it('without an /ID is read and signed where its key does not depend on it', async () => {
    const withId = (await encrypted(false)).toString('latin1');
    const bytes = Buffer.from(withId.replace('/ID [', '/IX ['), 'latin1');
    expect(bytes.toString('latin1')).not.toBe(withId);
    expect(read(bytes, (file) => [countPages(file), file.trailer.get('ID')])).toEqual([1, undefined]);
    expect(signedFields((await sign(bytes)).bytes)).toHaveLength(1);
  });

  it('is recovered by ranges, where it is longer than what is kept of it', async () => {
    const blanks = ' '.repeat(200_000);
    const spread = (await encrypted(true)).toString('latin1').replaceAll('endobj', `endobj${blanks}`);
    const long = Buffer.concat([Buffer.from(spread, 'latin1'), Buffer.alloc(MAX_CACHED_BYTES + 1024 * 1024, ' ')]);
    const file = new PdfFile(ranged(long));
    const facts = await withPdf(file, () => [countPages(file), file.structure.recovered, file.security !== undefined]);
    expect(facts).toEqual([1, true, true]);
  });
});
