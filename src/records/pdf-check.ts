import { isHosoError } from '../kernel/errors.ts';
import { type UploadedFile } from '../kernel/route.ts';
import { uploadErrors } from './errors.ts';

/** Bytes read by ranges, as the PDF reader takes them. */
export interface PdfBytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** What the check of an upload must know of a PDF; `inspectPdf` of signing tells it. */
export interface PdfFacts {
  readonly pages: number;
  readonly needsPassword: boolean;
  readonly javascript: boolean;
  readonly launch: boolean;
  /** Signature fields that are signed. */
  readonly signatures: number;
}

export type InspectPdf = (source: PdfBytes) => Promise<PdfFacts>;

/** What is recorded of an upload's content. */
export interface CheckedPdf {
  readonly pages: number;
  readonly signedOutside: boolean;
}

/** What a file's first bytes must show before anything else is looked at. @throws UPLOAD_EMPTY, UPLOAD_NOT_PDF */
export function assertPdfBytes(file: Pick<UploadedFile, 'size' | 'type'>): void {
  if (file.size === 0) throw uploadErrors.UPLOAD_EMPTY();
  if (file.type !== 'application/pdf') throw uploadErrors.UPLOAD_NOT_PDF({ found: file.type ?? 'unknown' });
}

/**
 * Opens an upload and refuses what may not be archived. A file that carries signatures already is taken as it is and flagged.
 * @throws UPLOAD_NOT_PDF, PDF_PASSWORD_REQUIRED, PDF_ACTIVE_CONTENT, PDF_BROKEN, PDF_NO_PAGES, PDF_ENCRYPTION_UNSUPPORTED,
 * PDF_LIMIT_EXCEEDED, STORE_UNAVAILABLE
 */
export async function checkPdf(inspect: InspectPdf, source: PdfBytes): Promise<CheckedPdf> {
  const facts = await inspected(inspect, source);
  if (facts.needsPassword) throw uploadErrors.PDF_PASSWORD_REQUIRED();
  const active = [...(facts.javascript ? ['JavaScript'] : []), ...(facts.launch ? ['Launch'] : [])];
  if (active.length > 0) throw uploadErrors.PDF_ACTIVE_CONTENT({ found: active.join(', ') });
  return { pages: facts.pages, signedOutside: facts.signatures > 0 };
}

async function inspected(inspect: InspectPdf, source: PdfBytes): Promise<PdfFacts> {
  try {
    return await inspect(source);
  } catch (error) {
    if (isHosoError(error, 'PDF_NOT_A_PDF')) throw uploadErrors.UPLOAD_NOT_PDF({ found: 'unknown' }, error);
    throw error;
  }
}
