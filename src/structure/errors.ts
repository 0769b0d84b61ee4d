import { defineErrors } from '../kernel/errors.ts';

export const structureErrors = defineErrors({
  SCHOOL_NOT_FOUND: { kind: 'not-found', vi: 'Không tìm thấy trường.', en: 'There is no such school.' },
  YEAR_NOT_FOUND: { kind: 'not-found', vi: 'Không có năm học {year}.', en: 'There is no school year {year}.' },
  WEEK_NOT_FOUND: {
    kind: 'not-found',
    vi: 'Năm học {year} không có tuần {week}.',
    en: 'The school year {year} has no week {week}.',
  },
  DEPARTMENT_NOT_FOUND: {
    kind: 'not-found',
    vi: 'Không có tổ {department}.',
    en: 'There is no department {department}.',
  },
  SUBJECT_NOT_FOUND: { kind: 'not-found', vi: 'Không có môn học {subject}.', en: 'There is no subject {subject}.' },
  CLASS_NOT_FOUND: { kind: 'not-found', vi: 'Không có lớp {class}.', en: 'There is no class {class}.' },
  STUDENT_NOT_FOUND: { kind: 'not-found', vi: 'Không có học sinh {student}.', en: 'There is no student {student}.' },
  ASSIGNMENT_NOT_FOUND: { kind: 'not-found', vi: 'Không có phân công này.', en: 'There is no such assignment.' },
  SCOPE_UNKNOWN: {
    kind: 'contradiction',
    vi: 'Trường không có {partVi} {value}.',
    en: 'The school has no {partEn} {value}.',
  },
  DATE_IMPLAUSIBLE: {
    kind: 'contradiction',
    vi: 'Ngày {date} nằm quá xa hôm nay.',
    en: 'The date {date} is too far from today.',
  },
  TEACHER_UNFIT: {
    kind: 'contradiction',
    vi: '{name} không phải giáo viên đang làm việc của trường nên không phân công được.',
    en: '{name} is not a member of the school at work, and cannot be assigned.',
  },
  YEAR_INVALID: {
    kind: 'contradiction',
    vi: 'Năm học {year} không hợp lệ: {reasonVi}.',
    en: 'The school year {year} is not valid: {reason}.',
  },
  SUBJECT_NOT_TAUGHT: {
    kind: 'contradiction',
    vi: 'Lớp {class} không học môn {subject}.',
    en: 'The class {class} does not take the subject {subject}.',
  },
  ASSIGNMENT_DATES_INVALID: {
    kind: 'contradiction',
    vi: 'Ngày kết thúc phân công ({until}) sớm hơn ngày bắt đầu ({from}).',
    en: 'The assignment’s last day ({until}) is before its first ({from}).',
  },
});
