import { expect, it } from 'vitest';
import { verifyPdf } from '../../../src/signing/index.ts';
import { MAX_CACHED_BYTES, PAGE_BYTES } from '../../../src/signing/pdf/limits.ts';
import { onePage, type RawObjects, tablePdf } from '../pdf/raw-pdf.ts';
import { ranged } from '../pdf/reader/ranged.ts';
import { signAs, testRoots } from './signed-samples.ts';

/** More pictures than a reader keeps pages of a file in memory, each on a page of its own. */
const PICTURES = MAX_CACHED_BYTES / PAGE_BYTES + 60;

it('a scan whose objects lie far apart is verified by ranges with a read or two for each', async () => {
  const picture = { entries: '', data: Buffer.alloc(PAGE_BYTES) };
  const pictures = Array.from({ length: PICTURES }, (_, index): [number, RawObjects[number]] => [5 + index, picture]);
  const scan = tablePdf({ ...onePage, ...Object.fromEntries(pictures) }).bytes;
  const source = ranged(await signAs(await signAs(scan, 'teacher'), 'head'));
  let reads = 0;
  const counted = {
    size: source.size,
    read: (offset: number, length: number) => {
      reads++;
      return source.read(offset, length);
    },
  };
  expect(await verifyPdf(counted, { roots: await testRoots() })).toMatchObject({ conclusion: 'valid' });
  expect(reads).toBeLessThan(2 * PICTURES);
});
