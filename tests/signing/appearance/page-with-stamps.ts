import { type PageGeometry, type SignatureAppearance } from '../../../src/signing/pdf/appearance-objects.ts';

/** A page as a reader mostly meets it: A4, upright, uncropped. */
export const a4: PageGeometry = {
  index: 0,
  mediaBox: [0, 0, 595, 842],
  cropBox: [0, 0, 595, 842],
  rotate: 0,
  userUnit: 1,
  transparency: 'allowed',
};

/** A one-page PDF that shows stamps as stamp annotations, for a renderer to look at. */
export function pageWithStamps(page: PageGeometry, stamps: readonly SignatureAppearance[]): Buffer {
  const objects: Buffer[] = [];
  const annotations: number[] = [];
  let next = 3;
  for (const stamp of stamps) {
    const first = next;
    for (const { entries, stream } of stamp.objects) {
      const body = entries.map((piece) => pieceText(piece, first)).join('');
      const data = stream
        ? Buffer.concat([Buffer.from('\nstream\n'), stream, Buffer.from('\nendstream')])
        : Buffer.alloc(0);
      const length = stream ? ` /Length ${stream.length}` : '';
      objects[next++] = Buffer.concat([Buffer.from(`<<${body}${length}>>`, 'latin1'), data]);
    }
    annotations.push(next);
    const rect = stamp.rect.join(' ');
    objects[next++] = Buffer.from(
      `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [${rect}] /AP << /N ${first + stamp.form} 0 R >> >>`,
    );
  }
  objects[1] = Buffer.from('<< /Type /Catalog /Pages 2 0 R >>');
  objects[2] = Buffer.from(`<< /Type /Pages /Count 1 /Kids [${next} 0 R] >>`);
  const boxes = `/MediaBox [${page.mediaBox.join(' ')}] /CropBox [${page.cropBox.join(' ')}] /UserUnit ${page.userUnit}`;
  const annots = annotations.map((number) => `${number} 0 R`).join(' ');
  objects[next] = Buffer.from(
    `<< /Type /Page /Parent 2 0 R ${boxes} /Rotate ${page.rotate} /Annots [${annots}] /Resources << >> >>`,
  );
  return assemble(objects);
}

function pieceText(piece: SignatureAppearance['objects'][number]['entries'][number], first: number): string {
  if (typeof piece === 'string') return piece;
  return 'ref' in piece ? `${first + piece.ref} 0 R` : `<${Buffer.from(piece.text).toString('hex')}>`;
}

function assemble(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  objects.forEach((body, number) => {
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets[number] = length;
    length += object.length;
    parts.push(object);
  });
  const rows = objects.map((_, number) => `${String(offsets[number] ?? 0).padStart(10, '0')} 00000 n \n`);
  rows[0] = '0000000000 65535 f \n';
  const xref = `xref\n0 ${objects.length}\n${rows.join('')}trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(xref)]);
}
