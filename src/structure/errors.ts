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
