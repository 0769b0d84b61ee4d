import { defineErrors } from '../kernel/errors.ts';

export const uploadErrors = defineErrors({
  UPLOAD_TOO_LARGE: {
    kind: 'too-large',
    vi: 'Tệp lớn hơn giới hạn {limitMb} MB.',
    en: 'The file is larger than the limit of {limitMb} MB.',
  },
  UPLOAD_NOT_MULTIPART: {
    kind: 'unsupported',
    vi: 'Phải gửi dạng multipart/form-data gồm phần "metadata" rồi phần "file".',
    en: 'Send multipart/form-data: part "metadata", then part "file".',
  },
  UPLOAD_MALFORMED: {
    kind: 'invalid-input',
    vi: 'Nội dung multipart không đúng định dạng.',
    en: 'The multipart body is malformed.',
  },
  UPLOAD_CUT: {
    kind: 'invalid-input',
    vi: 'Kết nối bị ngắt khi đang gửi tệp; chưa có gì được lưu.',
    en: 'The connection was cut during the upload; nothing was kept.',
  },
  UPLOAD_METADATA_FIRST: {
    kind: 'invalid-input',
    vi: 'Phần "metadata" phải đứng trước phần "file".',
    en: 'Part "metadata" must come before part "file".',
  },
  UPLOAD_METADATA_INVALID: {
    kind: 'invalid-input',
    vi: 'Phần "metadata" không phải JSON hợp lệ (tối đa 64 KB).',
    en: 'Part "metadata" is not valid JSON of at most 64 KB.',
  },
  UPLOAD_PART_UNEXPECTED: {
    kind: 'invalid-input',
    vi: 'Chỉ nhận đúng một phần "metadata" và một phần "file"; thừa phần "{part}".',
    en: 'Exactly one part "metadata" and one part "file" are taken; "{part}" is too much.',
  },
  UPLOAD_FILE_MISSING: { kind: 'invalid-input', vi: 'Thiếu phần "file".', en: 'Part "file" is missing.' },
});
