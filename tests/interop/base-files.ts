import { randomFillSync } from 'node:crypto';
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { sampleDocument } from '../signing/verify/sample-files.ts';

/** A document with as many bytes of pictures as asked for, of noise, which nothing can compress. */
export async function bigDocument(pages: number, bytesPerPage: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const width = 256;
  const height = Math.max(1, Math.round(bytesPerPage / (3 * width)));
  for (let number = 1; number <= pages; number++) {
    const page = document.addPage([595, 842]);
    const noise = randomFillSync(Buffer.alloc(width * height * 3));
    const image = document.context.stream(noise, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      BitsPerComponent: 8,
      ColorSpace: 'DeviceRGB',
    });
    const name = page.node.newXObject('Noise', document.context.register(image));
    page.drawText(`Page ${number} of ${pages}`, { x: 60, y: 780, size: 14, font });
    const draw = document.context.stream(`q 400 0 0 500 90 150 cm ${name.toString()} Do Q`);
    page.node.addContentStream(document.context.register(draw));
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A landscape scan turned by /Rotate, with a crop box away from the origin. */
export async function rotatedDocument(): Promise<Buffer> {
  const document = await PDFDocument.load(await sampleDocument('table'));
  for (const [index, page] of document.getPages().entries()) {
    page.setRotation(degrees(90 * (index + 1)));
    page.setMediaBox(-50, 20, 595, 842);
    page.setCropBox(-20, 60, 500, 700);
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A file whose newest cross-references are a table with a hidden stream beside it (ISO 32000-1 7.5.8.4). */
export async function hybridDocument(): Promise<Buffer> {
  const base = await sampleDocument('table');
  const text = base.toString('latin1');
  const [, previous = '0'] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text) ?? [];
  const [, size = '0'] = /\/Size (\d+)/.exec(text) ?? [];
  const [, root = ''] = /\/Root (\d+ 0 R)/.exec(text) ?? [];
  const [container, info, xref] = [Number(size), Number(size) + 1, Number(size) + 2];
  const parts: Buffer[] = [base, Buffer.from('\n')];
  let at = base.length + 1;
  const add = (piece: Buffer | string): number => {
    const offset = at;
    parts.push(Buffer.from(piece));
    at += Buffer.from(piece).length;
    return offset;
  };
  const inside = `${info} 0 << /Title (Hybrid) >>`;
  const first = `${info} 0 `.length;
  const containerAt = add(
    `${container} 0 obj\n<< /Type /ObjStm /N 1 /First ${first} /Length ${inside.length} >>\nstream\n${inside}\nendstream\nendobj\n`,
  );
  const row = Buffer.from([2, container >> 8, container & 255, 0]);
  const streamAt = add(
    Buffer.concat([
      Buffer.from(
        `${xref} 0 obj\n<< /Type /XRef /W [1 2 1] /Index [${info} 1] /Size ${xref + 1} /Root ${root} /Length 4 >>\nstream\n`,
      ),
      row,
      Buffer.from('\nendstream\nendobj\n'),
    ]),
  );
  const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const table = `xref\n${container} 1\n${entry(containerAt)}${xref} 1\n${entry(streamAt)}`;
  const trailer = `trailer\n<< /Size ${xref + 1} /Root ${root} /Info ${info} 0 R /Prev ${previous} /XRefStm ${streamAt} >>\n`;
  const tableAt = add(`${table}${trailer}`);
  add(`startxref\n${tableAt}\n%%EOF\n`);
  return Buffer.concat(parts);
}
