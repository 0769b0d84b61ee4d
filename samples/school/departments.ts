import { type Grade, type SampleDepartment, type SampleSubject } from './types.ts';

const department = (code: string, name: string, shortName: string): SampleDepartment => ({
  code,
  name,
  shortName,
  kind: code === 'VanPhong' ? 'office' : 'academic',
});

/** The 11 academic departments, and the office last. */
export const DEPARTMENTS: readonly SampleDepartment[] = [
  department('Toan', 'Tổ Toán', 'Toán'),
  department('NguVan', 'Tổ Ngữ văn', 'Ngữ văn'),
  department('TiengAnh', 'Tổ Tiếng Anh', 'Tiếng Anh'),
  department('VatLi', 'Tổ Vật lí', 'Vật lí'),
  department('HoaHoc', 'Tổ Hóa học', 'Hóa học'),
  department('SinhHoc', 'Tổ Sinh học', 'Sinh học'),
  department('LichSu', 'Tổ Lịch sử', 'Lịch sử'),
  department('DiaLi', 'Tổ Địa lí', 'Địa lí'),
  department('GDKTPLQPAN', 'Tổ Giáo dục kinh tế và pháp luật – Giáo dục quốc phòng và an ninh', 'GDKT&PL–GDQPAN'),
  department('TinHocCongNghe', 'Tổ Tin học – Công nghệ', 'Tin học–Công nghệ'),
  department(
    'GDTCNgheThuat',
    'Tổ Giáo dục thể chất – Nghệ thuật – Hoạt động trải nghiệm, hướng nghiệp',
    'GDTC–NT–HĐTN',
  ),
  department('VanPhong', 'Tổ Văn phòng', 'Văn phòng'),
];

interface SubjectRow {
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly periods: number;
  readonly comment?: true;
  /** Who of the department's teachers may teach it, by position; absent: all of them. */
  readonly specialists?: readonly number[];
}

const ROWS: readonly SubjectRow[] = [
  { code: 'Toan', name: 'Toán', department: 'Toan', periods: 4 },
  { code: 'NguVan', name: 'Ngữ văn', department: 'NguVan', periods: 4 },
  { code: 'TiengAnh', name: 'Tiếng Anh', department: 'TiengAnh', periods: 4 },
  { code: 'LichSu', name: 'Lịch sử', department: 'LichSu', periods: 2 },
  {
    code: 'GDTC',
    name: 'Giáo dục thể chất',
    department: 'GDTCNgheThuat',
    periods: 2,
    comment: true,
    specialists: [0, 1, 2, 3, 4],
  },
  {
    code: 'GDQPAN',
    name: 'Giáo dục quốc phòng và an ninh',
    department: 'GDKTPLQPAN',
    periods: 1,
    specialists: [2, 3, 4],
  },
  {
    code: 'HDTNHN',
    name: 'Hoạt động trải nghiệm, hướng nghiệp',
    department: 'GDTCNgheThuat',
    periods: 3,
    comment: true,
  },
  { code: 'GDDP', name: 'Nội dung giáo dục của địa phương', department: 'DiaLi', periods: 1, comment: true },
  { code: 'VatLi', name: 'Vật lí', department: 'VatLi', periods: 2 },
  { code: 'HoaHoc', name: 'Hóa học', department: 'HoaHoc', periods: 2 },
  { code: 'SinhHoc', name: 'Sinh học', department: 'SinhHoc', periods: 2 },
  { code: 'DiaLi', name: 'Địa lí', department: 'DiaLi', periods: 2 },
  {
    code: 'GDKTPL',
    name: 'Giáo dục kinh tế và pháp luật',
    department: 'GDKTPLQPAN',
    periods: 2,
    specialists: [0, 1, 2],
  },
  { code: 'TinHoc', name: 'Tin học', department: 'TinHocCongNghe', periods: 2, specialists: [0, 1, 2] },
  { code: 'CongNghe', name: 'Công nghệ', department: 'TinHocCongNghe', periods: 2, specialists: [3, 4] },
  { code: 'AmNhac', name: 'Âm nhạc', department: 'GDTCNgheThuat', periods: 2, comment: true, specialists: [5] },
  { code: 'MiThuat', name: 'Mĩ thuật', department: 'GDTCNgheThuat', periods: 2, comment: true, specialists: [6] },
];

/** Every subject taught; compulsory ones first. */
export const SUBJECTS: readonly SampleSubject[] = ROWS.map((row) => ({
  code: row.code,
  name: row.name,
  department: row.department,
  periodsPerWeek: row.periods,
  assessedBy: row.comment ? 'comment' : 'marks',
}));

/** Positions, within the department, of the teachers who may teach a subject; undefined: all. */
export function specialistsOf(subject: string): readonly number[] | undefined {
  return ROWS.find((row) => row.code === subject)?.specialists;
}

/** Teachers of each academic department; 70 in all, near 12.4 periods a week each. */
export const TEACHERS_PER_DEPARTMENT: Readonly<Record<string, number>> = {
  Toan: 10,
  NguVan: 10,
  TiengAnh: 9,
  VatLi: 3,
  HoaHoc: 3,
  SinhHoc: 3,
  LichSu: 5,
  DiaLi: 5,
  GDKTPLQPAN: 5,
  TinHocCongNghe: 5,
  GDTCNgheThuat: 12,
};

const COMPULSORY = ['Toan', 'NguVan', 'TiengAnh', 'LichSu', 'GDTC', 'GDQPAN', 'HDTNHN', 'GDDP'];

/** The four elective subjects of the classes A1 to A10 of a grade (2018 curriculum: 8 compulsory and 4 chosen). */
const ELECTIVES: readonly (readonly string[])[] = [
  ['VatLi', 'HoaHoc', 'SinhHoc', 'TinHoc'],
  ['VatLi', 'HoaHoc', 'SinhHoc', 'TinHoc'],
  ['VatLi', 'HoaHoc', 'TinHoc', 'CongNghe'],
  ['VatLi', 'HoaHoc', 'TinHoc', 'CongNghe'],
  ['VatLi', 'HoaHoc', 'SinhHoc', 'CongNghe'],
  ['VatLi', 'DiaLi', 'GDKTPL', 'TinHoc'],
  ['SinhHoc', 'DiaLi', 'GDKTPL', 'TinHoc'],
  ['HoaHoc', 'DiaLi', 'GDKTPL', 'CongNghe'],
  ['DiaLi', 'GDKTPL', 'TinHoc', 'AmNhac'],
  ['SinhHoc', 'DiaLi', 'GDKTPL', 'MiThuat'],
];

export interface ClassPlan {
  readonly code: string;
  readonly grade: Grade;
  readonly subjects: readonly string[];
  readonly room: string;
}

/** The 30 classes 10A1 … 12A10 with their 12 subjects. */
export const CLASS_PLANS: readonly ClassPlan[] = ([10, 11, 12] as const).flatMap((grade) =>
  ELECTIVES.map((electives, index) => ({
    code: `${grade}A${index + 1}`,
    grade,
    subjects: [...COMPULSORY, ...electives],
    room: `${'BCD'.charAt(grade - 10)}${Math.floor(index / 5) + 1}.${String((index % 5) + 1).padStart(2, '0')}`,
  })),
);
