import { defineErrors } from '../kernel/errors.ts';

/** What the life of a record does not allow; thrown by `lifecycle.ts`. */
export const lifecycleErrors = defineErrors({
  RECORD_STATE_CONFLICT: {
    kind: 'conflict',
    vi: 'Hồ sơ đang ở trạng thái "{state}" nên không thực hiện được việc này.',
    en: 'The record is in state "{state}", which does not allow this.',
  },
  RECORD_LOCKED: {
    kind: 'locked',
    vi: 'Hồ sơ đã khóa (trạng thái "{state}"), không sửa được nữa.',
    en: 'The record is locked (state "{state}") and cannot be changed any more.',
  },
  RECORD_SIGNED: {
    kind: 'conflict',
    vi: 'Hồ sơ đã có chữ ký nên không rút lại được.',
    en: 'The record carries a signature already and cannot be withdrawn.',
  },
  STEP_NOT_OPEN: {
    kind: 'conflict',
    vi: 'Bước này chưa đến lượt hoặc đã xong.',
    en: 'This step is not open: its turn has not come, or it is done.',
  },
  STEP_KIND_DIFFERS: {
    kind: 'contradiction',
    vi: 'Bước này cần "{needs}", không phải "{given}".',
    en: 'This step needs "{needs}", not "{given}".',
  },
  SEAL_BEFORE_SIGNATURES: {
    kind: 'conflict',
    vi: 'Chưa được đóng dấu: người có thẩm quyền chưa ký hết.',
    en: 'The seal comes only after every person has signed.',
  },
  RETURN_REASON_REQUIRED: {
    kind: 'invalid-input',
    vi: 'Phải ghi lý do trả lại.',
    en: 'A reason for the return is required.',
  },
  REVOCATION_DECISION_REQUIRED: {
    kind: 'invalid-input',
    vi: 'Phải nêu số quyết định thu hồi.',
    en: 'The decision that revokes the record must be named.',
  },
  CHAIN_EMPTY: {
    kind: 'internal',
    vi: 'Loại hồ sơ không có bước duyệt nào.',
    en: 'The record type has no step at all.',
  },
});

/** Finding, reading and changing records. */
export const recordErrors = defineErrors({
  RECORD_NOT_FOUND: { kind: 'not-found', vi: 'Không có hồ sơ này.', en: 'There is no such record.' },
  RECORD_FORBIDDEN: {
    kind: 'forbidden',
    vi: 'Bạn không được xem hồ sơ này.',
    en: 'You may not see this record.',
  },
  RECORD_NOT_YOURS: {
    kind: 'forbidden',
    vi: 'Chỉ người lập hồ sơ được làm việc này.',
    en: "Only the record's owner may do this.",
  },
  RECORD_BUSY: {
    kind: 'conflict',
    vi: 'Hồ sơ đang được người khác thay đổi, hãy thử lại.',
    en: 'The record is being changed by somebody else; try again.',
  },
  RECORD_LEASED_TO_SIGNING: {
    kind: 'conflict',
    vi: 'Hồ sơ đang được ký, hãy thử lại sau ít phút.',
    en: 'The record is being signed; try again in a few minutes.',
  },
  VERSION_NOT_FOUND: {
    kind: 'not-found',
    vi: 'Hồ sơ không có phiên bản {n}.',
    en: 'The record has no version {n}.',
  },
  CURSOR_INVALID: {
    kind: 'invalid-input',
    vi: 'Vị trí trang tiếp theo không đúng.',
    en: 'The cursor is not valid.',
  },
  RECORD_DUPLICATE: {
    kind: 'conflict',
    vi: 'Tệp này đã được nộp vào đúng chỗ này: {fileName}.',
    en: 'The same file lies in this place already: {fileName}.',
  },
  RECORD_EXISTS: {
    kind: 'conflict',
    vi: 'Chỗ này đã có hồ sơ {fileName}; hãy nộp bản sửa cho hồ sơ đó.',
    en: 'This place already holds {fileName}; upload a new version of that record.',
  },
  UPLOAD_INTERRUPTED: {
    kind: 'conflict',
    vi: 'Việc nộp bị gián đoạn, chưa có gì được lưu; hãy nộp lại.',
    en: 'The upload was interrupted and nothing was kept; send it again.',
  },
});
