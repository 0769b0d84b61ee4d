import { asBuffer } from '../../bytes/as-buffer.ts';
import { PdfDict, PdfName, type PdfObject, PdfReal, PdfRef, PdfReserved, PdfStream, PdfString } from '../objects.ts';
import { type ByteWriter } from './byte-writer.ts';
import { mustEscapeInName } from './characters.ts';

/** Encrypts the strings of one object, where the file asks for it. */
export type StringEncryption = ((plain: Uint8Array) => Uint8Array) | undefined;

/** Writes an object's syntax (ISO 32000-1, 7.3); of a stream only its dictionary. */
export function writeObject(out: ByteWriter, object: PdfObject, encrypt: StringEncryption): void {
  if (typeof object === 'number') out.latin1(String(object));
  else if (object === null || typeof object === 'boolean') out.latin1(String(object));
  else if (object instanceof PdfName) out.latin1(nameSyntax(object.name));
  else if (object instanceof PdfRef) out.latin1(`${object.num} ${object.gen} R`);
  else if (object instanceof PdfReal) out.latin1(object.text);
  else if (object instanceof PdfString) writeString(out, object, encrypt);
  else if (object instanceof PdfDict) writeDict(out, object, encrypt);
  else if (object instanceof PdfReserved) writeReserved(out, object);
  else if (object instanceof PdfStream) writeDict(out, object.dict, encrypt);
  else writeArray(out, object, encrypt);
}

/** Names written before, bounded: the same few stand in every increment. */
const written = new Map<string, string>();
const MAX_WRITTEN = 1024;

/** A name with its slash, escaped where needed. */
export function nameSyntax(name: string): string {
  const known = written.get(name);
  if (known !== undefined) return known;
  const syntax = escapeName(name);
  if (written.size < MAX_WRITTEN) written.set(name, syntax);
  return syntax;
}

function escapeName(name: string): string {
  let escaped = '/';
  for (let i = 0; i < name.length; i += 1) {
    const code = name.charCodeAt(i);
    escaped += mustEscapeInName(code) ? `#${code.toString(16).padStart(2, '0')}` : name.charAt(i);
  }
  return escaped;
}

/** A string as a literal, or in hexadecimal where most of it is no printable text. */
export function writeStringBytes(out: ByteWriter, bytes: Uint8Array, hex: boolean): void {
  if (hex) {
    out.latin1(`<${asBuffer(bytes).toString('hex')}>`);
    return;
  }
  out.byte(40);
  for (const code of bytes) {
    if (code === 13) out.latin1('\\r');
    else {
      if (code === 40 || code === 41 || code === 92) out.byte(92);
      out.byte(code);
    }
  }
  out.byte(41);
}

function writeString(out: ByteWriter, string: PdfString, encrypt: StringEncryption): void {
  if (encrypt) writeStringBytes(out, encrypt(string.bytes), true);
  else writeStringBytes(out, string.bytes, string.hex);
}

function writeDict(out: ByteWriter, dict: PdfDict, encrypt: StringEncryption): void {
  out.latin1('<<');
  for (const [key, value] of dict.entries) {
    out.latin1(nameSyntax(key)).byte(32);
    writeObject(out, value, encrypt);
    out.byte(10);
  }
  out.latin1('>>');
}

function writeArray(out: ByteWriter, items: readonly PdfObject[], encrypt: StringEncryption): void {
  out.byte(91);
  items.forEach((item, index) => {
    if (index > 0) out.byte(32);
    writeObject(out, item, encrypt);
  });
  out.byte(93);
}

function writeReserved(out: ByteWriter, reserved: PdfReserved): void {
  reserved.offset = out.offset;
  out.bytes(reserved.bytes);
}
