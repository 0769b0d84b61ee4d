import { asBuffer } from '../../bytes/as-buffer.ts';
import { PdfDamage } from '../errors.ts';
import { MAX_METADATA_BYTES } from '../limits.ts';
import { PdfName, PdfStream } from '../objects.ts';
import { type PdfFile } from './pdf-file.ts';

const NAMESPACE = /xmlns:([^\s<>"'=/:]{1,64})\s{0,64}=\s{0,64}["']http:\/\/www\.aiim\.org\/pdfa\/ns\/id\/["']/g;
/** `prefix:part="1"` or `<prefix:part>1</prefix:part>`. */
const PART =
  /[\s<]([^\s<>"'=/:]{1,64}):part(?:\s{0,64}=\s{0,64}["']|[^<>=]{0,64}>)\s{0,64}([1-9])\s{0,64}(?:["']|<\/)/g;

/**
 * Whether a page may hold transparency without the file losing what it says it is: PDF/A-1 forbids it (ISO 19005-1, 6.4),
 * later parts ask for an output intent that names the colours to blend in (ISO 19005-2 and -3, 6.2.10). What the page's own
 * transparency group may name instead is not looked at. @throws PDF_LIMIT_EXCEEDED
 */
export function readTransparency(file: PdfFile): 'allowed' | 'forbidden' {
  const part = readPdfaPart(file);
  if (part === undefined) return 'allowed';
  return part > 1 && hasOutputIntent(file) ? 'allowed' : 'forbidden';
}

/**
 * The part of PDF/A that a file says it follows (`pdfaid:part` in its XMP; ISO 19005-1, 6.7.11), undefined where it says
 * nothing or nothing that can be read. The XMP is searched as text, not parsed. @throws PDF_LIMIT_EXCEEDED
 */
export function readPdfaPart(file: PdfFile): number | undefined {
  const xmp = metadataText(file);
  const prefixes = new Set(Array.from(xmp.matchAll(NAMESPACE), ([, prefix]) => prefix));
  if (prefixes.size === 0) return undefined;
  for (const [, prefix, part] of xmp.matchAll(PART)) if (prefixes.has(prefix)) return Number(part);
  return undefined;
}

/** What is looked for is ASCII, which UTF-16 writes with zero bytes between; other characters may come out wrong. */
function metadataText(file: PdfFile): string {
  const stream = file.resolve(file.catalog.get('Metadata'));
  if (!(stream instanceof PdfStream)) return '';
  const data = decodedOrNothing(file, stream).subarray(0, MAX_METADATA_BYTES);
  return asBuffer(data).toString('latin1').replaceAll('\0', '');
}

function decodedOrNothing(file: PdfFile, stream: PdfStream): Uint8Array {
  try {
    return file.decodedStream(stream);
  } catch (error) {
    if (error instanceof PdfDamage) return new Uint8Array();
    throw error;
  }
}

/** A PDF/A output intent with a profile of its own (ISO 19005-2, 6.2.3). */
function hasOutputIntent(file: PdfFile): boolean {
  return (file.array(file.catalog.get('OutputIntents')) ?? []).some((item) => {
    const intent = file.dict(item);
    const subtype = file.resolve(intent?.get('S'));
    const profile = file.resolve(intent?.get('DestOutputProfile'));
    return subtype instanceof PdfName && subtype.name === 'GTS_PDFA1' && profile instanceof PdfStream;
  });
}
