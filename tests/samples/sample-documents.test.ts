import { execFileSync, spawnSync } from 'node:child_process';
import { PNG } from 'pngjs';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import {
  makeLessonPlan,
  makeScannedDocument,
  makeSealPng,
  makeSignaturePng,
  sampleDocuments,
  SEAL_PIXELS,
} from '../../samples/documents/index.ts';
import { makeSampleSchool } from '../../samples/school/index.ts';

const school = makeSampleSchool();
const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const lesson = { school, teacher: 'nguyenvana', subject: 'Toan', class: '10A1', week: 12 };

describe('makeLessonPlan refuses', () => {
  it.each([
    ['an unknown teacher', { ...lesson, teacher: 'nobody' }],
    ['an unknown subject', { ...lesson, subject: 'Latin' }],
    ['an unknown class', { ...lesson, class: '13A1' }],
    ['a week beyond 35', { ...lesson, week: 36 }],
    ['a character the font lacks', { ...lesson, lesson: 'Bài 漢字' }],
  ])('%s', async (_, input) => {
    await expect(makeLessonPlan(input)).rejects.toThrow(RangeError);
  });
});

describe.each(sampleDocuments(school).map((document) => [document.fileName, document] as const))(
  '%s',
  (_, document) => {
    it('opens, has at least 3 pages and tone marks in its metadata', async () => {
      const pdf = await PDFDocument.load(await document.make(), { updateMetadata: false });
      expect(pdf.getPageCount()).toBeGreaterThanOrEqual(3);
      expect(pdf.getTitle()).toMatch(/[ạảấầếềệịọộớờợụừựáàâêôơư]/);
      expect(pdf.getTitle()).toBe(pdf.getTitle()?.normalize('NFC'));
      expect(pdf.getAuthor()).not.toBe('');
    });

    it('is the same bytes each time', async () => {
      expect(Buffer.from(await document.make()).equals(await document.make())).toBe(true);
    });
  },
);

describe('sample documents', () => {
  it('are named as the rules of the school ask', () => {
    expect(sampleDocuments(school).map(({ fileName }) => fileName)).toEqual([
      'KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf',
      'KHGV_PL3_Toan_K10_NguyenVanA.pdf',
      'KHT_PL1_Toan_K10.pdf',
      'KHGDNT_2026-2027.pdf',
      'SCN_10A1_HK1.pdf',
      'STD_10A1_HK1.pdf',
      'HB_10A1_HS000001_2026-2027.pdf',
      'SDB_2026-2027.pdf',
    ]);
  });

  it('differ by seed, week and class', async () => {
    const made = await Promise.all([
      makeLessonPlan(lesson),
      makeLessonPlan({ ...lesson, seed: 2 }),
      makeLessonPlan({ ...lesson, week: 13 }),
      makeLessonPlan({ ...lesson, class: '10A2' }),
    ]);
    expect(new Set(made.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(4);
  });

  it.skipIf(!hasPdftotext)('give their text back with every tone mark (pdftotext of poppler)', async () => {
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await makeLessonPlan(lesson) }).toString();
    expect(text).toBe(text.normalize('NFC'));
    for (const phrase of [
      'KẾ HOẠCH BÀI DẠY',
      'Nguyễn Văn A',
      'Hoạt động 2: Hình thành kiến thức mới',
      'DUYỆT CỦA TỔ TRƯỞNG',
    ]) {
      expect(text).toContain(phrase);
    }
  });

  it('can be had with a plain cross-reference table', async () => {
    const text = Buffer.from(await makeLessonPlan({ ...lesson, objectStreams: false })).toString('latin1');
    expect(text).toMatch(/\nxref\n/);
    expect(text).not.toContain('/ObjStm');
    expect(Buffer.from(await makeLessonPlan(lesson)).toString('latin1')).not.toMatch(/\nxref\n/);
  });

  it('can be made for every subject, grade and week of the year', async () => {
    const first = new Map(school.teachingAssignments.map((one) => [`${one.class.slice(0, 2)}/${one.subject}`, one]));
    for (const [index, one] of [...first.values()].entries()) {
      for (const week of [1 + (index % 8), 9, 12, 20 + (index % 7), 35]) {
        const bytes = await makeLessonPlan({
          school,
          teacher: one.teacher,
          subject: one.subject,
          class: one.class,
          week,
        });
        expect(bytes.length).toBeGreaterThan(50_000);
      }
    }
  });
});

describe('makeScannedDocument', () => {
  it('refuses a document without pages', async () => {
    await expect(makeScannedDocument({ pages: 0, bytes: 1e6 })).rejects.toThrow(RangeError);
  });

  it.each([
    [3, 1_000_000],
    [4, 20_000_000],
  ])('of %i pages comes within a tenth of %i bytes', async (pages, bytes) => {
    const made = await makeScannedDocument({ pages, bytes });
    expect(Math.abs(made.length / bytes - 1)).toBeLessThan(0.1);
    expect((await PDFDocument.load(made)).getPageCount()).toBe(pages);
  });
});

describe('images for signing', () => {
  it('a seal is red on transparent ground, 36 mm at 300 dpi', async () => {
    const png = PNG.sync.read(Buffer.from(await makeSealPng(school.school.name)));
    expect([png.width, png.height]).toEqual([SEAL_PIXELS, SEAL_PIXELS]);
    expect(SEAL_PIXELS).toBe(425);
    expect(alphaAt(png, 0, 0)).toBe(0);
    expect(dominantColour(png)[0]).toBeGreaterThan(180);
    expect(dominantColour(png)[2]).toBeLessThan(80);
  });

  it('a signature is blue on transparent ground, its own for every name, the same for the same', () => {
    const png = PNG.sync.read(Buffer.from(makeSignaturePng('Nguyễn Văn A')));
    expect(alphaAt(png, 0, 0)).toBe(0);
    expect(dominantColour(png)[2]).toBeGreaterThan(120);
    expect(dominantColour(png)[0]).toBeLessThan(80);
    expect(Buffer.from(makeSignaturePng('Nguyễn Văn A')).equals(makeSignaturePng('Nguyễn Văn A'))).toBe(true);
    expect(Buffer.from(makeSignaturePng('Nguyễn Văn A')).equals(makeSignaturePng('Trần Thị B'))).toBe(false);
  });
});

function alphaAt(png: PNG, x: number, y: number): number {
  return png.data[(y * png.width + x) * 4 + 3] ?? -1;
}

/** Mean colour of the opaque pixels. */
function dominantColour(png: PNG): [number, number, number] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let at = 0; at < png.data.length; at += 4) {
    if ((png.data[at + 3] ?? 0) < 250) continue;
    count++;
    for (const channel of [0, 1, 2]) sum[channel] = (sum[channel] ?? 0) + (png.data[at + channel] ?? 0);
  }
  return [(sum[0] ?? 0) / count, (sum[1] ?? 0) / count, (sum[2] ?? 0) / count];
}
