import { PDFDocument, StandardFonts } from 'pdf-lib';

/** How the cross-references of a sample are written. */
export type XrefKind = 'table' | 'stream';

/** A document of several pages with text, a form field and metadata, as an office program would export it. */
export async function sampleDocument(kind: XrefKind, pages = 3): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setTitle('Kế hoạch bài dạy');
  document.setCreationDate(new Date('2026-03-01T00:00:00Z'));
  document.setModificationDate(new Date('2026-03-01T00:00:00Z'));
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number++) {
    const page = document.addPage([595, 842]);
    for (let line = 0; line < 30; line++) {
      page.drawText(`Page ${number}, line ${line}: lesson plan, week 12`, {
        x: 60,
        y: 780 - line * 22,
        size: 12,
        font,
      });
    }
  }
  const field = document.getForm().createTextField('remark');
  field.addToPage(document.getPage(0), { x: 60, y: 60, width: 200, height: 20 });
  return Buffer.from(await document.save({ useObjectStreams: kind === 'stream', addDefaultPage: false }));
}
