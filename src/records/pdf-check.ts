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
  readonly submits: boolean;
  readonly opensFiles: boolean;
  readonly plays: boolean;
  readonly attachments: boolean;
  readonly xfa: boolean;
  readonly foreignBytes: boolean;
  /** Signature fields that are signed. */
  readonly signatures: number;
}

export type InspectPdf = (source: PdfBytes) => Promise<PdfFacts>;

/** What is recorded of an upload's content. */
export interface CheckedPdf {
  readonly pages: number;
  readonly signedOutside: boolean;
}

/** What a paper that is kept for decades may not hold: it acts, it shows something else elsewhere, or it is more than a paper. */
const UNWANTED = [
  { fact: 'javascript', vi: 'mã JavaScript', en: 'JavaScript' },
  { fact: 'launch', vi: 'lệnh mở chương trình', en: 'a command that starts a program' },
  { fact: 'submits', vi: 'biểu mẫu gửi dữ liệu ra ngoài', en: 'a form that sends data elsewhere' },
  { fact: 'opensFiles', vi: 'liên kết mở tệp khác', en: 'a link that opens another file' },
  { fact: 'plays', vi: 'âm thanh, phim hoặc mô hình 3D', en: 'sound, film or a model' },
  { fact: 'attachments', vi: 'tệp đính kèm bên trong', en: 'attached files' },
  { fact: 'xfa', vi: 'biểu mẫu XFA', en: 'an XFA form' },
  { fact: 'foreignBytes', vi: 'dữ liệu lạ trước hoặc sau tài liệu', en: 'foreign bytes before or after the document' },
] as const satisfies readonly { readonly fact: keyof PdfFacts; readonly vi: string; readonly en: string }[];

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
  const found = UNWANTED.filter(({ fact }) => facts[fact]);
  if (found.length > 0) {
    const named = (language: 'vi' | 'en') => found.map((content) => content[language]).join(', ');
    throw uploadErrors.PDF_ACTIVE_CONTENT({ found: { vi: named('vi'), en: named('en') } });
  }
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
