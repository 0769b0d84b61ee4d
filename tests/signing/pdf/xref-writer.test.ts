import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../../src/signing/pdf/limits.ts';
import { PdfFile, withPdf } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { type ByteSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { IncrementBuilder } from '../../../src/signing/pdf/writer/increment-builder.ts';
import { onePage, streamPdf, tablePdf } from './raw-pdf.ts';
import { read, sign } from './sign.ts';

describe('the table of a file that had to be recovered', () => {
  it('names the numbers that nothing has as free, without a gap', async () => {
    const base = tablePdf({ ...onePage, 9: '(far)' }).bytes;
    const { bytes } = await sign(base.subarray(0, base.lastIndexOf('startxref')));
    const table = bytes.subarray(bytes.lastIndexOf('xref\n', bytes.lastIndexOf('startxref') - 1)).toString('latin1');
    const [head, zero] = table.split('\n').slice(1);
    expect(head).toMatch(/^0 \d+$/);
    expect(zero).toBe('0000000000 65535 f ');
    expect(table.match(/^0000000000 00000 f $/gm)).toHaveLength(4);
    read(bytes, (file) => {
      expect(file.structure.recovered).toBe(false);
      expect([5, 6, 7, 8].map((num) => file.locate(num)?.kind)).toEqual(['free', 'free', 'free', 'free']);
    });
  });
});

describe('a file of four gigabytes', () => {
  it('gets offsets of five bytes where four are too few', async () => {
    const base = streamPdf(onePage);
    const size = MAX_FILE_BYTES - 10;
    const dict = `<</Type /XRef /W [1 1 1] /Index [0 1] /Size 7 /Root 1 0 R /Prev ${base.xrefOffset} /Length 3>>`;
    const update = `6 0 obj\n${dict}\nstream\n\0\0\0\nendstream\nendobj\n`;
    const offset = size - update.length - 'startxref\n4294967296\n%%EOF\n'.length;
    const tail = Buffer.from(`${update}startxref\n${offset}\n%%EOF\n`, 'latin1');
    const file = new PdfFile(mostlyBlank({ head: base.bytes, tail, size }));
    const increment = await withPdf(file, () => {
      const builder = new IncrementBuilder(file);
      builder.add(true);
      return builder.finish();
    });
    expect(increment.toString('latin1')).toMatch(/\/W \[1 5 2\]/);
    const data = increment.subarray(increment.indexOf('stream\n') + 7);
    expect(data.readUIntBE(1, 5)).toBe(size + increment.indexOf('7 0 obj'));
    expect(data.readUIntBE(9, 5)).toBe(size + increment.indexOf('8 0 obj'));
  });
});

/** A source that has bytes at its two ends and spaces in between. */
function mostlyBlank({ head, tail, size }: { head: Buffer; tail: Buffer; size: number }): ByteSource {
  return {
    size,
    read(offset, length) {
      const bytes = Buffer.alloc(length, ' ');
      if (offset < head.length) head.copy(bytes, 0, offset);
      const tailAt = size - tail.length - offset;
      if (tailAt < length) tail.copy(bytes, Math.max(0, tailAt), Math.max(0, -tailAt));
      return Promise.resolve(bytes);
    },
  };
}
