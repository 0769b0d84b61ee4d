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
