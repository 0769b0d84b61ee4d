import { isHosoError } from '../../../kernel/errors.ts';
import { PdfName } from '../objects.ts';
import { bufferSource, type ByteSource } from '../source/byte-source.ts';
import { sliceOf } from '../source/read-at.ts';
import { isWhitespace } from '../syntax/characters.ts';
import { type MdpPermission, permissionsOf, readDemands } from './permissions.ts';
import { ActionSearch } from './actions.ts';
import { signatureFields, walkFields } from './fields.ts';
import { allPages } from './pages.ts';
import { PdfFile, withPdf } from './pdf-file.ts';

/** What an upload check must know of a PDF. */
export interface PdfInspection {
  /** 0 for a file that needs a password. */
  readonly pages: number;
  /** Of the header, or of the catalog where that names a later one. */
  readonly version: string;
  readonly encrypted: false | 'empty-password' | 'password';
  readonly needsPassword: boolean;
  readonly javascript: boolean;
  readonly launch: boolean;
  readonly submits: boolean;
  readonly opensFiles: boolean;
  readonly plays: boolean;
  /** Bytes before the header or after the last end of file: the file may be something else too. */
  readonly foreignBytes: boolean;
  /** Files attached to the document or to an annotation. */
  readonly attachments: boolean;
  readonly xfa: boolean;
  /** Signature fields that are signed, document timestamps included. */
  readonly signatures: number;
  /** Names of signature fields that wait for a signature. */
  readonly emptySignatureFields: readonly string[];
  /** Permission of the certification signature, where there is one. */
  readonly docMdp?: MdpPermission;
  /** The cross-reference data was of no use and the file had to be scanned. */
  readonly recovered: boolean;
}

const LOCKED: PdfInspection = {
  pages: 0,
  version: '',
  encrypted: 'password',
  needsPassword: true,
  javascript: false,
  launch: false,
  submits: false,
  opensFiles: false,
  plays: false,
  foreignBytes: false,
  attachments: false,
  xfa: false,
  signatures: 0,
  emptySignatureFields: [],
  recovered: false,
};

/**
 * Looks at a PDF without changing it. A file that needs a password is described, not refused.
 *
 * @throws PDF_NOT_A_PDF, PDF_BROKEN, PDF_NO_PAGES, PDF_ENCRYPTION_UNSUPPORTED, PDF_LIMIT_EXCEEDED, PDF_SOURCE_CHANGED
 */
export async function inspectPdf(source: ByteSource | Uint8Array): Promise<PdfInspection> {
  const file = new PdfFile(source instanceof Uint8Array ? bufferSource(source) : source);
  try {
    let search: ActionSearch | undefined;
    return await withPdf(file, () => {
      if (search?.structure !== file.structure) search = new ActionSearch(file);
      return inspect(file, search);
    });
  } catch (error) {
    if (isHosoError(error, 'PDF_PASSWORD_REQUIRED')) return { ...LOCKED, version: file.headerVersion };
    throw error;
  }
}

function inspect(file: PdfFile, search: ActionSearch): PdfInspection {
  const [pages, fields] = [allPages(file), [...walkFields(file)]];
  const signed = signatureFields(file, fields);
  const { docMdp, signatures } = permissionsOf(readDemands(file, signed));
  const empty = signed.filter(({ signature }) => signature === undefined);
  const { attached, ...actions } = search.run(pages, fields);
  return {
    pages: pages.length,
    version: laterVersion(file),
    encrypted: file.security ? 'empty-password' : false,
    needsPassword: false,
    ...actions,
    foreignBytes: file.headerOffset > 0 || hasForeignTail(file),
    attachments: attached || file.dict(file.dict(file.catalog.get('Names'))?.get('EmbeddedFiles')) !== undefined,
    xfa: file.dict(file.catalog.get('AcroForm'))?.entries.has('XFA') ?? false,
    signatures,
    emptySignatureFields: empty.map(({ name }) => name),
    ...(docMdp !== undefined && { docMdp }),
    recovered: file.structure.recovered,
  };
}

/** So far from the end readers look for `%%EOF` (ISO 32000-1 annex H, note 18). */
const TAIL_BYTES = 1024;

/** Whether something other than blanks follows the last `%%EOF`. A file that ends without one is damaged, not foreign. */
function hasForeignTail(file: PdfFile): boolean {
  const from = Math.max(0, file.size - TAIL_BYTES);
  const tail = sliceOf(file.bytes, from, file.size - from);
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) return !file.structure.recovered;
  return !tail.subarray(end + '%%EOF'.length).every(isWhitespace);
}

function laterVersion(file: PdfFile): string {
  const named = file.resolve(file.catalog.get('Version'));
  const version = named instanceof PdfName && /^\d\.\d$/.test(named.name) ? named.name : '';
  return version > file.headerVersion ? version : file.headerVersion;
}
