import { describe, expect, it } from 'vitest';
import { inspectPdf } from '../../../../src/signing/pdf/reader/inspect.ts';
import { manyAnnotations, type ManyAnnotations } from '../many-annotations.ts';
import { streamPdf, tablePdf } from '../raw-pdf.ts';
import { ranged } from './ranged.ts';

const COUNT = 2000;
const SCRIPT = '<</S /JavaScript /JS (x)>>';
const forms = (given: ManyAnnotations): Buffer[] => {
  const objects = manyAnnotations(given);
  return [tablePdf(objects).bytes, streamPdf(objects).bytes];
};

describe('one script among thousands of annotations', () => {
  it.each([0, 1501, COUNT - 2])('is found at place %i, in memory and by ranges', async (place) => {
    for (const bytes of forms({ count: COUNT, special: { [place]: `/Subtype /Link /A ${SCRIPT}` } })) {
      expect(await inspectPdf(bytes)).toMatchObject({ javascript: true, launch: false });
      expect(await inspectPdf(ranged(bytes))).toMatchObject({ javascript: true, launch: false });
    }
  });

  it('is found where it comes last in a chain of actions, each far from the other in the file', async () => {
    const special = { 1: '/Subtype /Link /A 20000 0 R', 2: '/Subtype /Link /A 20000 0 R' };
    const more = {
      20000: '<</S /GoTo /Next [20001 0 R]>>',
      20001: { entries: '/S /GoTo', data: Buffer.alloc(200_000) },
      20002: `<</S /GoTo /Next ${SCRIPT}>>`,
    };
    const chained = { ...more, 20000: '<</S /GoTo /Next [20001 0 R 20002 0 R]>>' };
    for (const bytes of forms({ count: COUNT, special, more: chained })) {
      expect(await inspectPdf(ranged(bytes))).toMatchObject({ javascript: true });
    }
    for (const bytes of forms({ count: COUNT, special, more })) {
      expect(await inspectPdf(ranged(bytes))).toMatchObject({ javascript: false });
    }
  });

  it('is found where the cross-references prove wrong on the way to it', async () => {
    const bytes = tablePdf(
      manyAnnotations({ count: COUNT, special: { [COUNT - 2]: `/Subtype /Link /A ${SCRIPT}` } }),
    ).bytes;
    const num = 10 + 1 + 1000;
    const row = `${num} 1\n`;
    bytes.write('0000000015', bytes.lastIndexOf(row) + row.length, 'latin1');
    expect(await inspectPdf(bytes)).toMatchObject({ javascript: true, recovered: true });
    expect(await inspectPdf(ranged(bytes))).toMatchObject({ javascript: true, recovered: true });
  });
});

describe('thousands of annotations', () => {
  it('that hide nothing are said to hide nothing', async () => {
    for (const bytes of forms({ count: COUNT })) {
      const inspection = await inspectPdf(bytes);
      expect(inspection).toMatchObject({ pages: 1, javascript: false, launch: false });
      expect(await inspectPdf(ranged(bytes))).toEqual(inspection);
    }
  });

  it('that all pages share are looked at once, so that they pass no limit', async () => {
    for (const bytes of forms({ count: COUNT, pages: 200 })) {
      expect(await inspectPdf(bytes)).toMatchObject({ pages: 200, javascript: false });
    }
  });
});
