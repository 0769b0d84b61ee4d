import { describe, expect, it } from 'vitest';
import { verifyPdf } from '../../../../src/signing/index.ts';
import { onePage, type RawObjects, tablePdf } from '../../pdf/raw-pdf.ts';
import { ranged } from '../../pdf/reader/ranged.ts';
import { signAs, testRoots } from '../signed-samples.ts';

const HOLE = `<${'00'.repeat(20)}>`;
const ROOM = ' '.repeat(48);

/** Two signatures in one revision, each covering all of the file but its own hole, and so the hole of the other. */
function twoAtOnce(): Buffer {
  const field = (name: string, dict: number): string =>
    `<</FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /T (${name}) /V ${dict} 0 R>>`;
  const dict = `<</Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [${ROOM}] /Contents ${HOLE}>>`;
  const { bytes } = tablePdf({
    ...onePage,
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</SigFlags 3 /Fields [5 0 R 6 0 R]>>>>',
    5: field('One', 7),
    6: field('Two', 8),
    7: dict,
    8: dict,
  });
  for (let at = bytes.indexOf(HOLE); at >= 0; at = bytes.indexOf(HOLE, at + 1)) {
    const range = [0, at, at + HOLE.length, bytes.length - at - HOLE.length].join(' ').padEnd(ROOM.length);
    bytes.write(range, bytes.lastIndexOf(`[${ROOM}]`, at) + 1, 'latin1');
  }
  return bytes;
}

describe('signatures whose ranges cross', () => {
  it('are told apart from signatures that were made one after the other', async () => {
    const { signatures } = await verifyPdf(twoAtOnce(), { roots: await testRoots() });
    expect(signatures.map(({ reasons }) => reasons.map(({ details }) => details?.['what']))).toEqual([
      expect.not.arrayContaining(['crosses another signature']),
      expect.arrayContaining(['crosses another signature']),
    ]);
  });
});

describe('a file that is read by ranges', () => {
  it('is judged as it is in memory, however far apart its objects stand', async () => {
    const picture = { entries: '/Type /XObject /Subtype /Image', data: Buffer.alloc(100_000, 'x') };
    const objects: RawObjects = { ...onePage, 5: picture, 6: picture, 7: picture, 8: '[5 0 R 6 0 R 7 0 R]' };
    let { bytes } = tablePdf(objects);
    for (const who of ['teacher', 'head', 'seal'] as const) bytes = await signAs(bytes, who);
    const options = { roots: await testRoots(), at: new Date() };
    const report = await verifyPdf(ranged(bytes), options);
    expect(report.conclusion).toBe('valid');
    expect(report).toEqual(await verifyPdf(bytes, options));
  });
});
