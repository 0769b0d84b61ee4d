import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';

/** Objects to append, by number, as the text between `obj` and `endobj`. */
export type RawObjects = Readonly<Record<number, string | Buffer>>;

/** Appends objects to a PDF as one more well-formed revision with a cross-reference table, as an attacker would. */
export function appendRevision(bytes: Buffer, objects: RawObjects): Buffer {
  const file = openPdfBytes(bytes);
  const parts: Buffer[] = [bytes, Buffer.from('\n')];
  let at = bytes.length + 1;
  const rows: string[] = [];
  let size = 0;
  for (const [key, body] of Object.entries(objects)) {
    const text = Buffer.concat([Buffer.from(`${key} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    rows.push(`${key} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
    size = Math.max(size, Number(key) + 1);
    parts.push(text);
    at += text.length;
  }
  const root = file.trailer.get('Root') as { num: number };
  const info = file.trailer.get('Info') as { num: number } | undefined;
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1'))?.[1] ?? '0';
  const total = Math.max(size, nextNumber(bytes));
  const dict = `/Size ${total} /Root ${root.num} 0 R /Prev ${previous} ${idOf(bytes)} ${info ? `/Info ${info.num} 0 R` : ''}`;
  parts.push(Buffer.from(`xref\n${rows.join('')}trailer\n<< ${dict} >>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** The first object number that a PDF does not use. */
export function nextNumber(bytes: Buffer): number {
  return Math.max(...openPdfBytes(bytes).sections.map(({ size }) => size));
}

function idOf(bytes: Buffer): string {
  return /\/ID\s*\[[^\]]*\]/.exec(bytes.toString('latin1'))?.[0] ?? '';
}
