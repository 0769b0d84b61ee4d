import { type Schemas } from './api.ts';

type Duty = Schemas['duty-name'] | 'owner';

/** Duties by their names for people, and short ones for the chain of a record. */
export const DUTY_NAMES: Readonly<
  Record<string, { readonly vi: string; readonly en: string; readonly short: string }>
> = {
  owner: { vi: 'Người lập', en: 'Author', short: 'Người lập' },
  principal: { vi: 'Hiệu trưởng', en: 'Principal', short: 'Hiệu trưởng' },
  vicePrincipal: { vi: 'Phó Hiệu trưởng', en: 'Vice-principal', short: 'Phó HT' },
  departmentHead: { vi: 'Tổ trưởng chuyên môn', en: 'Department head', short: 'Tổ trưởng' },
  subjectTeacher: { vi: 'Giáo viên bộ môn', en: 'Subject teacher', short: 'Giáo viên' },
  homeroomTeacher: { vi: 'Giáo viên chủ nhiệm', en: 'Homeroom teacher', short: 'Chủ nhiệm' },
  recordsClerk: { vi: 'Văn thư', en: 'Records clerk', short: 'Dấu' },
  registrar: { vi: 'Giáo vụ', en: 'Registrar', short: 'Giáo vụ' },
  officeStaff: { vi: 'Nhân viên', en: 'Office staff', short: 'Nhân viên' },
  admin: { vi: 'Quản trị viên', en: 'Administrator', short: 'Quản trị' },
  inspector: { vi: 'Người kiểm tra', en: 'Inspector', short: 'Kiểm tra' },
} satisfies Readonly<Record<Duty, { vi: string; en: string; short: string }>>;
