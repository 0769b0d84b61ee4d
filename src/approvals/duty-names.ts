import { type StepDuty, type StepKind } from '../records/index.ts';

/** What each duty is called, as it stands in messages and under signatures. */
export const DUTY_NAMES: Readonly<Record<StepDuty, { readonly vi: string; readonly en: string }>> = {
  owner: { vi: 'Người lập hồ sơ', en: 'the owner' },
  principal: { vi: 'Hiệu trưởng', en: 'the principal' },
  vicePrincipal: { vi: 'Phó Hiệu trưởng', en: 'the vice-principal' },
  departmentHead: { vi: 'Tổ trưởng chuyên môn', en: 'the department head' },
  subjectTeacher: { vi: 'Giáo viên bộ môn', en: 'the subject teacher' },
  homeroomTeacher: { vi: 'Giáo viên chủ nhiệm', en: 'the homeroom teacher' },
  recordsClerk: { vi: 'Văn thư', en: 'the records clerk' },
  registrar: { vi: 'Giáo vụ', en: 'the registrar' },
  officeStaff: { vi: 'Nhân viên văn phòng', en: 'the office staff' },
  admin: { vi: 'Quản trị hệ thống', en: 'the administrator' },
  inspector: { vi: 'Thanh tra', en: 'the inspector' },
};

const ACTS: Readonly<Record<StepKind, string>> = {
  approve: 'phê duyệt',
  initial: 'ký nháy',
  sign: 'ký duyệt',
  seal: 'đóng dấu của nhà trường',
};

/** The reason that stands in a signature: whose duty, which act, and in whose place by delegation. */
export function reasonOf(step: { duty: StepDuty; kind: StepKind }, delegateOf?: { readonly name: string }): string {
  const act = step.duty === 'owner' && step.kind === 'sign' ? 'ký' : ACTS[step.kind];
  const place = delegateOf ? ` (thừa ủy quyền của ${delegateOf.name})` : '';
  return `${DUTY_NAMES[step.duty].vi} ${act}${place}`;
}
