import { defineErrors } from '../kernel/errors.ts';

/** What can be wrong with how the program was called. */
export const errors = defineErrors({
  CLI_USAGE: {
    kind: 'invalid-input',
    vi: 'Lệnh không đúng ({what}).',
    en: 'The command is wrong ({what}). Usage: {usage}',
  },
  CLI_UNKNOWN_COMMAND: {
    kind: 'invalid-input',
    vi: 'Không có lệnh "{command}". Các lệnh: {commands}',
    en: 'There is no command "{command}". Commands: {commands}',
  },
  CLI_PASSPHRASE_MISSING: {
    kind: 'invalid-input',
    vi: 'Biến môi trường {variable} chứa mật khẩu chưa được đặt.',
    en: 'The environment variable {variable} that should hold the passphrase is not set.',
  },
  CLI_VARIABLE_MISSING: {
    kind: 'invalid-input',
    vi: 'Chưa đặt biến môi trường {variable}.',
    en: 'The environment variable {variable} is not set.',
  },
  CLI_SCHOOL_UNKNOWN: {
    kind: 'not-found',
    vi: 'Không có trường nào mã "{school}".',
    en: 'There is no school with the code "{school}".',
  },
  CLI_FILE_UNREADABLE: {
    kind: 'not-found',
    vi: 'Không đọc được tệp "{file}" ({reason}).',
    en: 'The file "{file}" cannot be read ({reason}).',
  },
  CLI_FILE_UNWRITABLE: {
    kind: 'unavailable',
    vi: 'Không ghi được tệp "{file}" ({reason}).',
    en: 'The file "{file}" cannot be written ({reason}).',
  },
  CLI_STAMP_NOT_SHOWN: {
    kind: 'unsupported',
    vi: 'Tệp đã được ký nhưng chữ ký không hiện trên trang: ô chữ ký "{field}" không có khung.',
    en: 'The file is signed, but the signature does not show on the page: the signature field "{field}" has no box.',
  },
  CLI_EARLIER_SIGNATURE_BROKEN: {
    kind: 'contradiction',
    vi: 'Chữ ký có sẵn "{field}" trong tệp đã bị phá vỡ, ký thêm lên đó là chuyển tiếp một văn bản hỏng: {why}',
    en: 'The signature "{field}" in the file is broken; to sign on top of it hands on a bad paper: {why}',
  },
  CLI_EARLIER_SIGNATURE_UNREADABLE: {
    kind: 'contradiction',
    vi: 'Chú ý: chữ ký có sẵn "{field}" trong tệp không đọc được hoặc không hợp lệ: {why}',
    en: 'Beware: the signature "{field}" that was in the file cannot be read or does not hold: {why}',
  },
  CLI_FORCED: {
    kind: 'contradiction',
    vi: 'Vẫn ký theo yêu cầu (--force) dù {code}: {problem}',
    en: 'Signed all the same (--force) in spite of {code}: {problem}',
  },
  CLI_BYTES_DROPPED: {
    kind: 'unsupported',
    vi: 'Đã bỏ {bytes} byte thừa trước phần đầu "%PDF-" của tệp chưa ký, để các phần mềm khác đọc được tệp đã ký.',
    en: 'The {bytes} bytes before the header "%PDF-" of the unsigned file were left out, so that other programs can read the signed one.',
  },
  CLI_NO_FILES: {
    kind: 'not-found',
    vi: 'Thư mục "{folder}" không có tệp PDF nào.',
    en: 'The folder "{folder}" has no PDF file.',
  },
});
