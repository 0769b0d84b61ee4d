import { defineErrors } from '../../kernel/errors.ts';

/** Every way in which a PDF file is refused, read or written. */
export const pdfErrors = defineErrors({
  PDF_NOT_A_PDF: {
    kind: 'invalid-input',
    vi: 'Tệp không phải là PDF.',
    en: 'The file is not a PDF.',
  },
  PDF_BROKEN: {
    kind: 'invalid-input',
    vi: 'Tệp PDF bị hỏng, không đọc được cấu trúc ({what}).',
    en: 'The PDF is damaged and its structure cannot be read ({what}).',
  },
  PDF_BYTES_BEFORE_HEADER: {
    kind: 'unsupported',
    vi: 'Trước phần đầu "%PDF-" của tệp có {bytes} byte thừa; nhiều phần mềm không đọc được tệp như vậy khi đã ký. Hãy lưu lại tệp PDF rồi ký.',
    en: 'There are {bytes} bytes before the header "%PDF-"; many programs cannot read such a file once it is signed. Save the PDF anew, then sign it.',
  },
  PDF_NO_PAGES: {
    kind: 'invalid-input',
    vi: 'Tệp PDF không có trang nào.',
    en: 'The PDF has no pages.',
  },
  PDF_PASSWORD_REQUIRED: {
    kind: 'unsupported',
    vi: 'Tệp PDF có mật khẩu mở tệp; hãy bỏ mật khẩu rồi tải lên lại.',
    en: 'The PDF needs a password to be opened; remove the password and upload it again.',
  },
  PDF_ENCRYPTION_UNSUPPORTED: {
    kind: 'unsupported',
    vi: 'Tệp PDF được mã hóa theo cách không hỗ trợ ({what}).',
    en: 'The PDF is encrypted in a way that is not supported ({what}).',
  },
  PDF_LIMIT_EXCEEDED: {
    kind: 'too-large',
    vi: 'Tệp PDF vượt giới hạn cho phép ({what}, tối đa {limit}).',
    en: 'The PDF exceeds a limit ({what}, at most {limit}).',
  },
  PDF_PAGE_NOT_FOUND: {
    kind: 'invalid-input',
    vi: 'Tệp PDF không có trang {page}.',
    en: 'The PDF has no page {page}.',
  },
  PDF_FIELD_TAKEN: {
    kind: 'conflict',
    vi: 'Ô chữ ký "{field}" đã được ký.',
    en: 'The signature field "{field}" is already signed.',
  },
  PDF_FIELD_NOT_A_SIGNATURE: {
    kind: 'invalid-input',
    vi: 'Ô "{field}" không phải là ô chữ ký.',
    en: 'The field "{field}" is not a signature field.',
  },
  PDF_FIELD_NAME_INVALID: {
    kind: 'invalid-input',
    vi: 'Tên ô chữ ký "{field}" không hợp lệ.',
    en: 'The field name "{field}" is not valid.',
  },
  PDF_SEED_VALUE_UNMET: {
    kind: 'unsupported',
    vi: 'Ô chữ ký "{field}" bắt buộc một điều kiện mà chữ ký này không đáp ứng ({what}).',
    en: 'The signature field "{field}" requires something that this signature does not meet ({what}).',
  },
  PDF_CHANGES_FORBIDDEN: {
    kind: 'locked',
    vi: 'Một chữ ký trước đó không cho phép thay đổi tệp như vậy.',
    en: 'An earlier signature does not allow this change of the file.',
  },
  PDF_ALREADY_SIGNED: {
    kind: 'conflict',
    vi: 'Chữ ký chứng nhận phải là chữ ký đầu tiên; tệp này đã được ký.',
    en: 'A certification signature must be the first one; this file is already signed.',
  },
  PDF_SOURCE_CHANGED: {
    kind: 'contradiction',
    vi: 'Tệp PDF đã thay đổi trong khi đọc.',
    en: 'The PDF changed while it was being read.',
  },
  SIGNATURE_TOO_LARGE: {
    kind: 'contradiction',
    vi: 'Chữ ký dài {size} byte, lớn hơn chỗ đã dành ({reserved} byte).',
    en: 'The signature takes {size} bytes, more than the {reserved} bytes reserved for it.',
  },
  PREPARED_SIGNATURE_INVALID: {
    kind: 'contradiction',
    vi: 'Dữ liệu chuẩn bị ký không nhất quán.',
    en: 'The prepared signature contradicts itself.',
  },
});

/** Something in the file is not where or what it should be; inside the reader only, answered by recovery or PDF_BROKEN. */
export class PdfDamage extends Error {
  override readonly name = 'PdfDamage';
}
