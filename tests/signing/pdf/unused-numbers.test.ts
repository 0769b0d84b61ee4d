import { describe, expect, it } from 'vitest';
import { prepareSignature } from '../../../src/signing/sign/prepare-signature.ts';
import { firstUnusedNumber } from '../../../src/signing/pdf/writer/unused-numbers.ts';
import { withPdf, PdfFile } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { signAs } from '../verify/signed-samples.ts';
import { verdictOf } from '../verify/verdict.ts';
import { ranged } from './reader/ranged.ts';
import { onePage, tablePdf } from './raw-pdf.ts';
import { plain, read } from './sign.ts';

const PAGE = '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]';
const pageWith = (nums: readonly number[]): string =>
  `<<${PAGE} ${nums.map((num) => `/X${num} ${num} 0 R`).join(' ')}>>`;
const referringTo = (...nums: readonly number[]): Buffer =>
  tablePdf({ ...onePage, 3: pageWith(nums), 5: '(kept)' }).bytes;
const firstIn = (bytes: Uint8Array): number => read(bytes, firstUnusedNumber);

describe('the numbers of new objects', () => {
  it('are the next ones in a file that nobody has signed, whatever it refers to', () => {
    expect(firstIn(referringTo(6, 20))).toBe(6);
  });

  it('are in a signed file none that it refers to in vain, so that the earlier signature holds', async () => {
    const once = await signAs(referringTo(20, 40), 'teacher');
    expect(firstIn(once)).toBe(41);
    expect(await verdictOf(await signAs(once, 'head'))).toMatchObject({ conclusion: 'valid', changes: ['signature'] });
  });

  it('are the next ones in a signed file that refers to nothing in vain, or only to what is far away', async () => {
    const size = firstIn(await signAs(tablePdf({ ...onePage, 5: '(kept)' }).bytes, 'teacher'));
    expect(firstIn(await signAs(referringTo(5), 'teacher'))).toBe(size);
    expect(firstIn(await signAs(referringTo(5_000_000), 'teacher'))).toBe(size);
  });

  it('are the next ones where a damaged object keeps anybody from knowing what it refers to', async () => {
    const once = await signAs(referringTo(5, 20), 'teacher');
    const size = firstIn(await signAs(referringTo(5), 'teacher'));
    const damaged = Buffer.from(once.toString('latin1').replace('5 0 obj', '9 0 obj'), 'latin1');
    expect(firstIn(damaged)).toBe(size);
  });

  it('are counted anew when the file had to be recovered', async () => {
    const file = new PdfFile(ranged(await signAs(referringTo(20), 'teacher')));
    const before = await withPdf(file, () => firstUnusedNumber(file));
    let recovered = false;
    const after = await withPdf(file, () => {
      if (!recovered) {
        recovered = true;
        file.distrust();
      }
      return firstUnusedNumber(file);
    });
    expect([before, after]).toEqual([21, 21]);
  });

  it('are the same for a file that is read by ranges', async () => {
    const long = { entries: '', data: Buffer.alloc(200_000) };
    const far = { 5: long, 6: '(far away)', 7: long };
    const once = await signAs(tablePdf({ ...onePage, 3: pageWith([20, 6]), ...far }).bytes, 'teacher');
    const [whole, parts] = [await prepareSignature(once, plain), await prepareSignature(ranged(once), plain)];
    expect(Buffer.from(parts.increment).toString('latin1')).toContain('21 0 obj');
    expect(parts.byteRange).toEqual(whole.byteRange);
  });
});
