import { defineErrors } from '../kernel/errors.ts';

/** What the life of a record does not allow; thrown by `lifecycle.ts`. */
export const lifecycleErrors = defineErrors({
  RECORD_STATE_CONFLICT: {
    kind: 'conflict',
    vi: 'Hồ sơ đang ở trạng thái {stateVi} nên không thực hiện được việc này.',
    en: 'The record is {stateEn}, which does not allow this.',
  },
  RECORD_LOCKED: {
    kind: 'locked',
    vi: 'Hồ sơ đã khóa (trạng thái {stateVi}), không sửa được nữa.',
    en: 'The record is locked ({stateEn}) and cannot be changed any more.',
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
  RECORD_NOT_YOURS: {
    kind: 'forbidden',
    vi: 'Chỉ người lập hồ sơ được làm việc này.',
    en: "Only the record's owner may do this.",
  },
  HANDOVER_TOO_LATE: {
    kind: 'conflict',
    vi: 'Hồ sơ đang ở trạng thái {stateVi} và đã có chữ ký, không bàn giao được; hãy trả lại trước.',
    en: 'The record is {stateEn} and signed, so it is not handed over; it has to be returned first.',
  },
  SUCCESSOR_UNFIT: {
    kind: 'contradiction',
    vi: '{name} không nhận bàn giao được: phải là người khác, đang làm việc tại trường.',
    en: '{name} cannot take records over: it must be somebody else, at work in the school.',
  },
  RECORD_BUSY: {
    kind: 'conflict',
    vi: 'Hồ sơ đang được người khác thay đổi, hãy thử lại.',
    en: 'The record is being changed by somebody else; try again.',
  },
  RECORD_LEASED: {
    kind: 'conflict',
    vi: 'Hồ sơ đang được {whoVi} ký trong một yêu cầu khác{sinceVi}{untilVi}.',
    en: 'The record is being signed by {whoEn} in another request{sinceEn}{untilEn}.',
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
  EXTENSION_FORBIDDEN: {
    kind: 'forbidden',
    vi: 'Bạn không có quyền gia hạn cho người này.',
    en: 'You may not extend deadlines for this person.',
  },
  UPLOAD_INTERRUPTED: {
    kind: 'conflict',
    vi: 'Việc nộp bị gián đoạn, chưa có gì được lưu; hãy nộp lại.',
    en: 'The upload was interrupted and nothing was kept; send it again.',
  },
});

/** What is wrong with an upload or its metadata; `details` say what differs and what would be right. */
export const uploadErrors = defineErrors({
  TYPE_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Không có loại hồ sơ "{type}".',
    en: 'There is no record type "{type}".',
  },
  YEAR_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Nhà trường không có năm học {year}.',
    en: 'The school has no school year {year}.',
  },
  WEEK_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Năm học {year} không có tuần {week}.',
    en: 'School year {year} has no week {week}.',
  },
  CLASS_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Năm học {year} không có lớp {class}.',
    en: 'School year {year} has no class {class}.',
  },
  SUBJECT_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Nhà trường không có môn "{subject}".',
    en: 'The school has no subject "{subject}".',
  },
  DEPARTMENT_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Nhà trường không có tổ "{department}".',
    en: 'The school has no department "{department}".',
  },
  STUDENT_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Lớp {class} không có học sinh mã {student}.',
    en: 'Class {class} has no student {student}.',
  },
  SUBJECT_NOT_IN_CLASS: {
    kind: 'contradiction',
    vi: 'Lớp {class} không học môn {subject}.',
    en: 'Class {class} does not take {subject}.',
  },
  CLASS_NOT_TAUGHT: {
    kind: 'contradiction',
    vi: 'Bạn không được phân công dạy môn {subject} ở {where}.',
    en: 'You are not assigned to teach {subject} in {where}.',
  },
  UPLOADER_NOT_ALLOWED: {
    kind: 'forbidden',
    vi: 'Chức vụ của bạn không được nộp loại hồ sơ "{type}" cho phạm vi này.',
    en: 'Your duties do not allow you to upload records of type "{type}" for this scope.',
  },
  SCOPE_MISSING: {
    kind: 'contradiction',
    vi: 'Loại hồ sơ "{type}" cần thêm thông tin: {fields}.',
    en: 'Record type "{type}" also needs: {fields}.',
  },
  SCOPE_UNUSED: {
    kind: 'contradiction',
    vi: 'Loại hồ sơ "{type}" không dùng thông tin: {fields}.',
    en: 'Record type "{type}" does not use: {fields}.',
  },
  SCOPE_CONTRADICTS: {
    kind: 'contradiction',
    vi: 'Thông tin mâu thuẫn: {field} là "{given}", đúng ra là "{expected}".',
    en: 'The metadata contradict each other: {field} is "{given}", but should be "{expected}".',
  },
  NAME_CONTRADICTS: {
    kind: 'contradiction',
    vi: 'Tên tệp "{given}" không khớp với thông tin đã khai; tên đúng là "{expected}".',
    en: 'The file name "{given}" contradicts the metadata; the right name is "{expected}".',
  },
  FOLDER_CONTRADICTS: {
    kind: 'contradiction',
    vi: 'Thư mục "{given}" không đúng quy định; thư mục đúng là "{expected}".',
    en: 'The folder "{given}" is not the prescribed one; the right folder is "{expected}".',
  },
  SUBMISSION_CLOSED: {
    kind: 'contradiction',
    vi: 'Đã quá hạn nhận hồ sơ muộn ({closedAt}); cần được gia hạn.',
    en: 'Late records are no longer taken since {closedAt}; an extension is needed.',
  },
  UPLOAD_NOT_PDF: {
    kind: 'unsupported',
    vi: 'Tệp không phải PDF (nội dung là {found}).',
    en: 'The file is not a PDF (its content is {found}).',
  },
  UPLOAD_EMPTY: { kind: 'contradiction', vi: 'Tệp rỗng.', en: 'The file is empty.' },
  PDF_PASSWORD_REQUIRED: {
    kind: 'unsupported',
    vi: 'Tệp PDF đặt mật khẩu mở; hãy gỡ mật khẩu rồi nộp lại.',
    en: 'The PDF needs a password to open; remove it and upload again.',
  },
  PDF_ACTIVE_CONTENT: {
    kind: 'contradiction',
    vi: 'Tệp PDF chứa nội dung không được đưa vào hồ sơ: {found}. Hãy in ra PDF rồi nộp lại.',
    en: 'The PDF contains what no record may hold: {found}. Print it to a PDF and upload that.',
  },
});
