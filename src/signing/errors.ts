import { defineErrors } from '../kernel/errors.ts';

/** The codes shared by everything under `src/signing`. Details never hold key material, PINs or passphrases. */
export const signingErrors = defineErrors({
  ASN1_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Cấu trúc ASN.1 bị hỏng: {reason}.',
    en: 'The ASN.1 structure is malformed: {reason}.',
  },
  ASN1_NOT_DER: {
    kind: 'invalid-input',
    vi: 'Cấu trúc ASN.1 không theo quy tắc DER: {reason}.',
    en: 'The ASN.1 structure is not DER: {reason}.',
  },
  ASN1_TRAILING_BYTES: {
    kind: 'invalid-input',
    vi: 'Có dữ liệu thừa sau cấu trúc ASN.1.',
    en: 'There are bytes after the end of the ASN.1 structure.',
  },
  CERTIFICATE_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Không đọc được chứng thư số: {reason}.',
    en: 'The certificate cannot be read: {reason}.',
  },
  CRL_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Không đọc được danh sách thu hồi chứng thư (CRL): {reason}.',
    en: 'The certificate revocation list cannot be read: {reason}.',
  },
  OCSP_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Không đọc được thông điệp OCSP: {reason}.',
    en: 'The OCSP message cannot be read: {reason}.',
  },
  CMS_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Không đọc được chữ ký CMS: {reason}.',
    en: 'The CMS signature cannot be read: {reason}.',
  },
  TIMESTAMP_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Không đọc được dấu thời gian: {reason}.',
    en: 'The timestamp cannot be read: {reason}.',
  },
  ALGORITHM_UNSUPPORTED: {
    kind: 'unsupported',
    vi: 'Không ký được bằng {algorithm}; hệ thống hỗ trợ RSA từ 2048 bit và EC trên P-256, P-384.',
    en: 'Signing by {algorithm} is not supported; RSA from 2048 bits and EC on P-256 and P-384 are.',
  },
  SIGNER_KEY_MISMATCH: {
    kind: 'contradiction',
    vi: 'Khóa bí mật không khớp với chứng thư số.',
    en: 'The private key does not belong to the certificate.',
  },
  SIGNER_CERTIFICATE_EXPIRED: {
    kind: 'contradiction',
    vi: 'Chứng thư số của "{name}" đã hết hạn từ {notAfter}; chữ ký làm bằng chứng thư này sẽ không hợp lệ.',
    en: 'The certificate of "{name}" expired at {notAfter}; a signature made with it would not be valid.',
  },
  SIGNER_CERTIFICATE_NOT_YET_VALID: {
    kind: 'contradiction',
    vi: 'Chứng thư số của "{name}" chỉ có hiệu lực từ {notBefore}; chữ ký làm trước lúc đó sẽ không hợp lệ.',
    en: 'The certificate of "{name}" is valid only from {notBefore}; a signature made before would not be valid.',
  },
  SIGNER_CERTIFICATE_REVOKED: {
    kind: 'contradiction',
    vi: 'Chứng thư số của "{name}" đã bị thu hồi lúc {revokedAt}; chữ ký làm bằng chứng thư này sẽ không hợp lệ.',
    en: 'The certificate of "{name}" was revoked at {revokedAt}; a signature made with it would not be valid.',
  },
  SIGNER_CERTIFICATE_PURPOSE: {
    kind: 'contradiction',
    vi: 'Chứng thư số của "{name}" không được cấp để ký văn bản (mục đích ghi trong chứng thư: {purposes}).',
    en: 'The certificate of "{name}" is not meant for signing documents (the purposes named in it: {purposes}).',
  },
  SIGNER_BAD_ANSWER: {
    kind: 'unavailable',
    vi: 'Thiết bị hoặc dịch vụ ký trả lời không đúng: {reason}.',
    en: 'The signing device or service gave a wrong answer: {reason}.',
  },
  SIGNER_REFUSED: {
    kind: 'forbidden',
    vi: 'Dịch vụ ký từ chối: {reason}.',
    en: 'The signing service refused: {reason}.',
  },
  SIGNER_UNREACHABLE: {
    kind: 'unavailable',
    vi: 'Không kết nối được dịch vụ ký.',
    en: 'The signing service cannot be reached.',
  },
  P12_UNREADABLE: {
    kind: 'invalid-input',
    vi: 'Không đọc được tệp PKCS#12: {reason}.',
    en: 'The PKCS#12 file cannot be read: {reason}.',
  },
  P12_PASSPHRASE_WRONG: {
    kind: 'forbidden',
    vi: 'Mật khẩu của tệp PKCS#12 không đúng.',
    en: 'The passphrase of the PKCS#12 file is wrong.',
  },
  PIN_WRONG: { kind: 'forbidden', vi: 'Mã PIN không đúng.', en: 'The PIN is wrong.' },
  KEY_UNREADABLE: {
    kind: 'internal',
    vi: 'Không mở được khóa đã lưu: {reason}.',
    en: 'The stored key cannot be opened: {reason}.',
  },
  TSA_UNREACHABLE: {
    kind: 'unavailable',
    vi: 'Không kết nối được dịch vụ cấp dấu thời gian: {reason}.',
    en: 'The timestamp authority cannot be reached: {reason}.',
  },
  TSA_REJECTED: {
    kind: 'unavailable',
    vi: 'Dịch vụ cấp dấu thời gian từ chối yêu cầu: {reason}.',
    en: 'The timestamp authority rejected the request: {reason}.',
  },
  TSA_BAD_TOKEN: {
    kind: 'unavailable',
    vi: 'Dịch vụ cấp dấu thời gian trả về dấu thời gian không hợp lệ: {reason}.',
    en: 'The timestamp authority returned a token that does not hold: {reason}.',
  },
  TSA_ALL_FAILED: {
    kind: 'unavailable',
    vi: 'Không dịch vụ nào cấp được dấu thời gian. {failures}',
    en: 'No timestamp authority gave a usable answer. {failures}',
  },
  TIMESTAMPER_MISSING: {
    kind: 'invalid-input',
    vi: 'Mức ký {level} cần dịch vụ cấp dấu thời gian, nhưng chưa có dịch vụ nào được cấu hình.',
    en: 'Level {level} needs a timestamp authority, and none was given.',
  },
  NOTHING_SIGNED: {
    kind: 'invalid-input',
    vi: 'Tệp chưa có chữ ký nào để bổ sung dữ liệu kiểm tra.',
    en: 'The file has no signature to which anything could be added.',
  },
  REVOCATION_UNREACHABLE: {
    kind: 'unavailable',
    vi: 'Không lấy được thông tin thu hồi chứng thư: {reason}.',
    en: 'Revocation information cannot be fetched: {reason}.',
  },
  TRUST_STORE_UNREADABLE: {
    kind: 'invalid-input',
    vi: 'Không đọc được chứng thư tin cậy {file}: {reason}.',
    en: 'The trusted certificates in {file} cannot be read: {reason}.',
  },
  PKI_INVALID_REQUEST: {
    kind: 'invalid-input',
    vi: 'Không cấp được chứng thư: {reason}.',
    en: 'The certificate cannot be issued: {reason}.',
  },
});
