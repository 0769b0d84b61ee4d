import { type Change } from '../report.ts';

type Words = Readonly<Record<Change['kind'], { readonly vi: string; readonly en: string }>>;

/** What happened, for people; `{where}` is the field, or the place in the file. */
const WORDS: Words = {
  annotation: { vi: 'thêm chú thích lên trang', en: 'an annotation was added to a page' },
  'document-timestamp': { vi: 'thêm dấu thời gian', en: 'a document timestamp was added' },
  'empty-signature-field': {
    vi: 'thêm ô chữ ký trống “{where}”',
    en: 'the empty signature field “{where}” was added',
  },
  forbidden: { vi: 'sửa nội dung hoặc cấu trúc ({where})', en: 'content or structure was changed ({where})' },
  'form-fill': {
    vi: 'điền hoặc sửa ô biểu mẫu “{where}”',
    en: 'the form field “{where}” was filled in or changed',
  },
  metadata: { vi: 'sửa thông tin mô tả của tệp ({where})', en: 'the file’s description was changed ({where})' },
  signature: { vi: 'thêm chữ ký “{where}”', en: 'the signature “{where}” was added' },
  'signature-in-field': { vi: 'ký vào ô chữ ký “{where}”', en: 'the signature field “{where}” was signed' },
  'validation-data': { vi: 'thêm dữ liệu kiểm tra chữ ký', en: 'validation data were added' },
  'validation-data-lost': { vi: 'mất dữ liệu kiểm tra chữ ký', en: 'validation data were lost' },
  'visible-field': {
    vi: 'thêm ô chữ ký nhìn thấy được “{where}”',
    en: 'the visible signature field “{where}” was added',
  },
};

/** A few changes as part of a sentence, in both languages. */
export function changeWords(changes: readonly Change[]): { readonly vi: string; readonly en: string } {
  const told = changes.slice(0, 5).map(({ kind, where }) => ({ ...WORDS[kind], where }));
  return {
    vi: told.map(({ vi, where }) => vi.replace('{where}', () => where)).join('; '),
    en: told.map(({ en, where }) => en.replace('{where}', () => where)).join('; '),
  };
}
