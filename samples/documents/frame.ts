import { type SampleSchool } from '../school/index.ts';
import { type DocumentInput } from './directory.ts';
import { MM, type PageFlow } from './typeset/page-flow.ts';
import { type BookInfo, PdfBook } from './typeset/pdf-book.ts';

/** Opens a book with the metadata of a document of the school. */
export function openBook(
  input: DocumentInput,
  info: Pick<BookInfo, 'title' | 'author' | 'subject' | 'keywords' | 'createdAt'>,
): Promise<PdfBook> {
  return PdfBook.open({
    ...info,
    createdAt: input.createdAt ?? info.createdAt,
    ...(input.objectStreams !== undefined && { objectStreams: input.objectStreams }),
  });
}

/** Share of the width that the left half of the head takes. */
const SPLIT = 0.44;

/** The head of an administrative document (Decree 30/2020, annex I): organs at the left, the national header at the right. */
export function nationalHeader(
  flow: PageFlow,
  left: { above: string; name: string; number?: string; placeAndDate?: string },
): void {
  flow.sideBySide(
    [left.above.replace('Giáo dục và Đào tạo', 'GD&ĐT').toUpperCase(), `**${left.name.toUpperCase()}**`],
    ['**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**', '**Độc lập – Tự do – Hạnh phúc**'],
    { split: SPLIT, size: 12 },
  );
  const center = flow.left + (flow.width * SPLIT) / 2;
  flow.page.rule([center - 12 * MM, flow.y - 3], [center + 12 * MM, flow.y - 3]);
  const right = flow.left + (flow.width * (1 + SPLIT)) / 2;
  flow.page.rule([right - 27 * MM, flow.y - 3], [right + 27 * MM, flow.y - 3]);
  flow.space(9);
  flow.sideBySide([left.number ?? ''], [left.placeAndDate === undefined ? '' : `__${left.placeAndDate}__`], {
    split: SPLIT,
  });
  flow.space(8);
}

/** Who signs at the foot of a document. */
export interface Signer {
  readonly title: string;
  readonly name: string;
  /** Name of an empty signature field to be put where they sign. */
  readonly field?: string | undefined;
}

/** Height of the room for a signature, and width of a field in it. */
const ROOM = { height: 24 * MM, width: 39 * MM };

/** Names under a document with room for signatures above them; one at the right, or two side by side. */
export function signatureBlock(flow: PageFlow, signers: { left?: Signer; right: Signer; date?: string }): void {
  const { left, right, date } = signers;
  flow.need(48 * MM);
  if (date !== undefined) flow.sideBySide([''], [`__${date}__`], { split: 0.5 });
  const head = (signer?: Signer): string[] =>
    signer ? [`**${signer.title.toUpperCase()}**`, '__(Ký, ghi rõ họ tên)__'] : [''];
  flow.sideBySide(head(left), head(right), { split: 0.5 });
  flow.space(ROOM.height);
  for (const [signer, centre] of [
    [left, 0.25],
    [right, 0.75],
  ] as const) {
    if (signer?.field === undefined) continue;
    const x = flow.left + flow.width * centre - ROOM.width / 2;
    flow.page.fields.push({ name: signer.field, x, y: flow.y, ...ROOM });
  }
  flow.sideBySide([left ? `**${left.name}**` : ''], [`**${right.name}**`], { split: 0.5 });
  flow.space(4);
}

/** `Lâm Đồng, ngày 23 tháng 11 năm 2026`. */
export function placeAndDate(school: SampleSchool, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${school.school.place}, ngày ${day} tháng ${month} năm ${year}`;
}

/** The cover of a book: frame, governing body, school, title in large letters, year. */
export function coverPage(
  flow: PageFlow,
  cover: { school: SampleSchool; title: string; lines: readonly string[] },
): void {
  const { school, year } = cover.school;
  const { page } = flow;
  page.rectangle(
    { x: 12 * MM, y: 12 * MM, width: page.width - 24 * MM, height: page.height - 24 * MM },
    { width: 1.6 },
  );
  page.rectangle(
    { x: 13.5 * MM, y: 13.5 * MM, width: page.width - 27 * MM, height: page.height - 27 * MM },
    { width: 0.5 },
  );
  flow.paragraph(school.governingBody.toUpperCase(), { align: 'center', size: 14 });
  flow.paragraph(school.name.toUpperCase(), { align: 'center', size: 15, bold: true });
  flow.space(flow.room * 0.3);
  flow.paragraph(cover.title.toUpperCase(), { align: 'center', size: 24, bold: true, after: 18 });
  for (const line of cover.lines) flow.paragraph(line, { align: 'center', size: 15, after: 8 });
  flow.space(Math.max(0, flow.room - 40));
  flow.paragraph(`Năm học ${year.code.replace('-', ' – ')}`, { align: 'center', size: 14, bold: true });
}
