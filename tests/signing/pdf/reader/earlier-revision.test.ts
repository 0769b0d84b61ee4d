import { describe, expect, it } from 'vitest';
import { PdfFile } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { bufferSource } from '../../../../src/signing/pdf/source/byte-source.ts';
import { hybridPdf, onePage, type RawPdf, streamPdf, tablePdf } from '../raw-pdf.ts';
import { signTimes } from '../sign.ts';

/** Objects that do not stand in the object stream of their file but outside, and their strings. */
const document = { ...onePage, 5: '<</T (one) /N /Name /R 3 0 R>>' };

function open(bytes: Uint8Array, later?: PdfFile): PdfFile {
  const file = new PdfFile(bufferSource(bytes), later);
  file.load();
  return file;
}

/** The base signed three times, and the ends of its revisions. */
async function signThrice(base: Buffer): Promise<{ bytes: Buffer; ends: number[] }> {
  const states = await signTimes(base, 3);
  return { bytes: states.at(-1) ?? base, ends: states.map(({ length }) => length) };
}

/** What a file says of itself and of all its objects. */
function everythingIn(file: PdfFile): unknown {
  const { sections, structure, trailer, headerOffset, headerVersion } = file;
  const numbers = file.objectNumbers();
  return {
    sections: sections.map(({ kind, offset, size }) => ({ kind, offset, size })),
    base: structure.base,
    recovered: structure.recovered,
    header: [headerOffset, headerVersion],
    trailer,
    objects: numbers.map((num) => [num, file.locate(num), file.get(num)]),
  };
}

const bases: Readonly<Record<string, () => RawPdf>> = {
  'a table': () => tablePdf(document),
  'a stream': () => streamPdf(document),
  'a hybrid': () => hybridPdf(),
};

describe('an earlier revision read beside the file', () => {
  it.each(Object.keys(bases))('is the same as read on its own: %s', async (kind) => {
    const { bytes, ends } = await signThrice((bases[kind] ?? (() => tablePdf(document)))().bytes);
    const file = open(bytes);
    for (const end of ends) {
      const prefix = bytes.subarray(0, end);
      expect(everythingIn(open(prefix, file))).toEqual(everythingIn(open(prefix)));
    }
  });

  it('is the same behind rubbish before the header, whatever the offsets count from', async () => {
    const junk = Buffer.from('rubbish\n');
    for (const base of [0, -junk.length]) {
      const { bytes, ends } = await signThrice(Buffer.concat([junk, tablePdf(document, { base }).bytes]));
      const file = open(bytes);
      for (const end of ends) {
        const prefix = bytes.subarray(0, end);
        expect(everythingIn(open(prefix, file))).toEqual(everythingIn(open(prefix)));
      }
    }
  });

  it('shares the sections of the file', async () => {
    const { bytes, ends } = await signThrice(streamPdf(document).bytes);
    const file = open(bytes);
    const [first = 0] = ends;
    expect(open(bytes.subarray(0, first), file).sections[0]).toBe(file.sections.at(-1));
  });

  it('looks for itself where it ends within a section of the file', () => {
    const { xrefOffset } = tablePdf(document);
    const end = `startxref\n${xrefOffset}\n%%EOF\n`;
    const { bytes } = tablePdf(document, { trailer: `/Hidden (\n${end})` });
    const cut = open(bytes.subarray(0, bytes.indexOf(end) + end.length), open(bytes));
    expect(cut.structure.recovered).toBe(true);
  });

  it('looks for itself where its own startxref names no section of the file', () => {
    const base = tablePdf(document);
    const update = tablePdf({ 5: '<</T (two)>>' }, { before: base.bytes, trailer: `/Prev ${base.xrefOffset}` });
    const file = open(Buffer.concat([update.bytes, Buffer.from(`startxref\n${base.xrefOffset}\n%%EOF\n`)]));
    const earlier = open(update.bytes, file);
    expect(earlier.sections.map(({ offset }) => offset)).toEqual([update.xrefOffset, base.xrefOffset]);
  });

  it('looks for itself where the file had to be recovered', () => {
    const base = tablePdf(document);
    const file = open(Buffer.concat([base.bytes, Buffer.from('6 0 obj null endobj\nstartxref\n7\n%%EOF\n')]));
    expect(file.structure.recovered).toBe(true);
    expect(open(base.bytes, file).structure.recovered).toBe(false);
  });

  it('inflates an object stream again whose length another object tells', () => {
    const first = streamPdf(document);
    const text = first.bytes.toString('latin1');
    const [, length = ''] = /\/Type \/ObjStm[^>]*?\/Length (\d+)/.exec(text) ?? [];
    const told = text.replace(/(\/Type \/ObjStm[^>]*?\/Length )\d+/, `$1${'4 0 R'.padEnd(length.length)}`);
    const file = open(Buffer.from(told, 'latin1'));
    expect(open(Buffer.from(told, 'latin1'), file).get(5)).not.toBe(file.get(5));
    const plain = open(first.bytes);
    expect(open(first.bytes, plain).get(5)).toBe(plain.get(5));
  });
});
