/** How a reason weighs: it makes the signature invalid, leaves it undecided, or only tells something. */
export type ReasonWeight = 'invalid' | 'indeterminate' | 'note';

interface ReasonDefinition {
  readonly weight: ReasonWeight;
  readonly vi: string;
  readonly en: string;
}

const DEFINITIONS = {
  // the file
  NO_SIGNATURE: {
    weight: 'invalid',
    vi: 'Tệp không có chữ ký số nào.',
    en: 'The file has no digital signature.',
  },
  STRUCTURE_REPAIRED: {
    weight: 'indeterminate',
    vi: 'Cấu trúc tệp bị hỏng, các phần mềm có thể hiển thị khác nhau; không kết luận được.',
    en: 'The file structure is damaged and programs may show it differently; nothing can be concluded.',
  },
  LIMIT_REACHED: {
    weight: 'indeterminate',
    vi: 'Tệp vượt giới hạn kiểm tra ({what}) nên không kết luận được.',
    en: 'The file exceeds a limit of the check ({what}), so nothing can be concluded.',
  },
  DUPLICATE_FIELD_NAME: {
    weight: 'invalid',
    vi: 'Có nhiều trường chữ ký cùng tên "{field}"; tệp có dấu hiệu bị can thiệp.',
    en: 'Several signature fields are named "{field}"; the file shows signs of tampering.',
  },
  SIGNATURE_SHARED: {
    weight: 'invalid',
    vi: 'Một chữ ký được dùng cho nhiều trường; tệp có dấu hiệu bị can thiệp.',
    en: 'One signature is used by several fields; the file shows signs of tampering.',
  },
  // coverage
  BYTE_RANGE_UNSOUND: {
    weight: 'invalid',
    vi: 'Phạm vi dữ liệu được ký (ByteRange) không hợp lệ: {what}.',
    en: 'The signed range of the file (ByteRange) is not sound: {what}.',
  },
  CONTENTS_UNSOUND: {
    weight: 'invalid',
    vi: 'Vùng chứa chữ ký (Contents) không hợp lệ: {what}.',
    en: 'The place that holds the signature (Contents) is not sound: {what}.',
  },
  REVISION_NOT_IN_CHAIN: {
    weight: 'invalid',
    vi: 'Phần được ký không phải là một phiên bản trọn vẹn của tệp đang xem.',
    en: 'What was signed is not a whole revision of the file as it is shown.',
  },
  // the signature itself
  SIGNATURE_UNREADABLE: {
    weight: 'invalid',
    vi: 'Không đọc được chữ ký ({what}).',
    en: 'The signature cannot be read ({what}).',
  },
  SIGNATURE_FORMAT_UNSUPPORTED: {
    weight: 'indeterminate',
    vi: 'Loại chữ ký {format} không được hỗ trợ nên không kết luận được.',
    en: 'Signatures of the kind {format} are not supported, so nothing can be concluded.',
  },
  CONTENT_ALTERED: {
    weight: 'invalid',
    vi: 'Nội dung tệp đã bị thay đổi sau khi ký.',
    en: 'The content of the file was altered after it was signed.',
  },
  SIGNATURE_FORGED: {
    weight: 'invalid',
    vi: 'Chữ ký không khớp với chứng thư số của người ký.',
    en: 'The signature does not match the certificate of the signer.',
  },
  SIGNER_CERTIFICATE_MISSING: {
    weight: 'indeterminate',
    vi: 'Chữ ký không kèm chứng thư số của người ký.',
    en: 'The signature does not carry the certificate of the signer.',
  },
  SIGNER_CERTIFICATE_SWAPPED: {
    weight: 'invalid',
    vi: 'Chứng thư số kèm theo không phải là chứng thư mà người ký đã ký cùng.',
    en: 'The certificate is not the one that the signer bound to the signature.',
  },
  ALGORITHM_WEAK: {
    weight: 'invalid',
    vi: 'Thuật toán {algorithm} không đủ an toàn.',
    en: 'The algorithm {algorithm} is not secure.',
  },
  ALGORITHM_UNKNOWN: {
    weight: 'indeterminate',
    vi: 'Thuật toán {algorithm} không được hỗ trợ nên không kết luận được.',
    en: 'The algorithm {algorithm} is not supported, so nothing can be concluded.',
  },
  KEY_WEAK: {
    weight: 'invalid',
    vi: 'Khóa của "{name}" không đủ mạnh (RSA từ 2048 bit, hoặc ECDSA P-256, P-384).',
    en: 'The key of "{name}" is too weak (RSA from 2048 bits, or ECDSA P-256, P-384).',
  },
  KEY_UNSUPPORTED: {
    weight: 'indeterminate',
    vi: 'Loại khóa của "{name}" không được hỗ trợ nên không kết luận được.',
    en: 'Keys of the kind that "{name}" has are not supported, so nothing can be concluded.',
  },
  ATTRIBUTE_UNKNOWN: {
    weight: 'indeterminate',
    vi: 'Chữ ký có thuộc tính không được ký và không rõ nghĩa ({attribute}).',
    en: 'The signature has an attribute that is neither signed nor known ({attribute}).',
  },
  VALIDATION_DATA_BAD: {
    weight: 'indeterminate',
    vi: 'Dữ liệu kiểm tra kèm theo tệp bị hỏng hoặc không rõ nguồn gốc ({what}).',
    en: 'Validation data in the file is damaged or of unknown origin ({what}).',
  },
  VALIDATION_DATA_UNRELATED: {
    weight: 'note',
    vi: 'Tệp kèm dữ liệu kiểm tra không thuộc nhà cung cấp nào trong tệp hay trong danh sách tin cậy ({what}).',
    en: 'The file holds validation data of an authority that is neither in the file nor trusted ({what}).',
  },
  // changes
  CHANGED_AFTER_SIGNING: {
    weight: 'invalid',
    vi: 'Sau khi ký, tệp đã bị sửa ngoài phạm vi mà chữ ký cho phép: {whatVi}.',
    en: 'After the signing the file was changed in a way that the signature does not allow: {what}.',
  },
  VALIDATION_DATA_LOST: {
    weight: 'indeterminate',
    vi: 'Sau khi ký, dữ liệu kiểm tra đã có trong tệp bị bỏ bớt ({what}) nên không kết luận được.',
    en: 'After the signing, validation data that the file held was taken out ({what}), so nothing can be concluded.',
  },
  CHANGES_UNKNOWN: {
    weight: 'indeterminate',
    vi: 'Không xác định được những gì đã thay đổi sau khi ký ({what}).',
    en: 'What was changed after the signing could not be established ({what}).',
  },
  // people and time
  CHAIN_UNTRUSTED: {
    weight: 'invalid',
    vi: 'Chứng thư số của "{name}" không thuộc nhà cung cấp nào trong danh sách tin cậy.',
    en: 'The certificate of "{name}" does not lead to any of the trusted authorities.',
  },
  CHAIN_INCOMPLETE: {
    weight: 'indeterminate',
    vi: 'Thiếu chứng thư số trung gian nên không kiểm tra được chứng thư của "{name}".',
    en: 'Certificates between "{name}" and a trusted authority are missing, so it could not be checked.',
  },
  NO_TRUST_GIVEN: {
    weight: 'indeterminate',
    vi: 'Chưa có danh sách tin cậy nên không kiểm tra được ai là người ký.',
    en: 'No trusted authorities were given, so it could not be checked who signed.',
  },
  CHAIN_BROKEN: {
    weight: 'invalid',
    vi: 'Chuỗi chứng thư số của "{name}" không hợp lệ ({what}).',
    en: 'The certificate chain of "{name}" does not hold ({what}).',
  },
  CERTIFICATE_NOT_YET_VALID: {
    weight: 'invalid',
    vi: 'Chứng thư số của "{name}" chưa có hiệu lực lúc ký.',
    en: 'The certificate of "{name}" was not yet valid at the time of signing.',
  },
  CERTIFICATE_EXPIRED: {
    weight: 'invalid',
    vi: 'Chứng thư số của "{name}" đã hết hạn lúc ký.',
    en: 'The certificate of "{name}" had expired at the time of signing.',
  },
  CERTIFICATE_EXPIRED_NO_PROOF_OF_TIME: {
    weight: 'indeterminate',
    vi: 'Chứng thư số của "{name}" đã hết hạn và không có dấu thời gian chứng minh đã ký trước đó.',
    en: 'The certificate of "{name}" has expired and no timestamp proves that the signing came before.',
  },
  CERTIFICATE_REVOKED: {
    weight: 'invalid',
    vi: 'Chứng thư số của "{name}" đã bị thu hồi trước lúc ký ({what}).',
    en: 'The certificate of "{name}" had been revoked before the signing ({what}).',
  },
  CERTIFICATE_REVOKED_NO_PROOF_OF_TIME: {
    weight: 'indeterminate',
    vi: 'Chứng thư số của "{name}" đã bị thu hồi ({what}) và không có dấu thời gian chứng minh đã ký trước đó.',
    en: 'The certificate of "{name}" has been revoked ({what}) and no timestamp proves that the signing came before.',
  },
  CERTIFICATE_ON_HOLD: {
    weight: 'indeterminate',
    vi: 'Chứng thư số của "{name}" bị tạm dừng lúc ký nên chưa kết luận được.',
    en: 'The certificate of "{name}" was on hold at the time of signing, so nothing can be concluded yet.',
  },
  REVOCATION_UNKNOWN: {
    weight: 'indeterminate',
    vi: 'Không kiểm tra được chứng thư số của "{name}" có bị thu hồi hay không.',
    en: 'Whether the certificate of "{name}" has been revoked could not be checked.',
  },
  REVOCATION_NOT_OFFERED: {
    weight: 'note',
    vi: 'Chứng thư số của "{name}" không công bố nơi tra cứu thu hồi.',
    en: 'The certificate of "{name}" names no place where its revocation could be looked up.',
  },
  KEY_USAGE_WRONG: {
    weight: 'invalid',
    vi: 'Chứng thư số của "{name}" không được cấp để {purpose}.',
    en: 'The certificate of "{name}" was not issued for this purpose ({purpose}).',
  },
  TIMESTAMP_BAD: {
    weight: 'invalid',
    vi: 'Dấu thời gian không hợp lệ ({what}).',
    en: 'The timestamp does not hold ({what}).',
  },
  TIMESTAMP_UNTRUSTED: {
    weight: 'indeterminate',
    vi: 'Không kiểm tra được nơi cấp dấu thời gian ({what}); thời gian ký chưa được chứng minh.',
    en: 'The authority of the timestamp could not be checked ({what}); the time of signing is not proven.',
  },
  TIMESTAMP_FROM_THE_FUTURE: {
    weight: 'invalid',
    vi: 'Dấu thời gian ở tương lai so với lúc kiểm tra.',
    en: 'The timestamp lies in the future of the check.',
  },
  TIME_ONLY_CLAIMED: {
    weight: 'note',
    vi: 'Thời gian ký do người ký tự khai, không có dấu thời gian.',
    en: 'The time of signing is the signer’s own claim; there is no timestamp.',
  },
  NOT_BASELINE: {
    weight: 'note',
    vi: 'Chữ ký không theo đúng chuẩn PAdES ({what}).',
    en: 'The signature departs from the PAdES baseline ({what}).',
  },
} as const satisfies Readonly<Record<string, ReasonDefinition>>;

/** Every reason a report can give. */
export type ReasonCode = keyof typeof DEFINITIONS;

/** Why: a stable code, how it weighs, what it is about, and the sentence in Vietnamese and English. */
export interface Reason {
  readonly code: ReasonCode;
  readonly weight: ReasonWeight;
  readonly vi: string;
  readonly en: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Makes a reason; the details fill the `{name}` places of its sentences. */
export function reason(code: ReasonCode, details?: Readonly<Record<string, string | number>>): Reason {
  const { weight, vi, en } = DEFINITIONS[code];
  if (!details) return { code, weight, vi, en };
  return { code, weight, vi: fill(vi, details), en: fill(en, details), details };
}

function fill(text: string, details: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));
}
