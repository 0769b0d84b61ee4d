import { addDays, type SampleStudent, type SampleSubject, type TermCode } from '../school/index.ts';
import { afternoonOf, type DocumentInput, find, vietnameseDate } from './directory.ts';
import { coverPage, openBook, placeAndDate, signatureBlock } from './frame.ts';
import { markText, marksOf, passes, rate, regularMarks, subjectsOf } from './scores.ts';
import { PageFlow } from './typeset/page-flow.ts';
import { type Cell, drawTable, type Row } from './typeset/table.ts';

export interface ClassGradebookInput extends DocumentInput {
  /** Class code. */
  readonly class: string;
  readonly term: TermCode;
}

/**
 * A class's gradebook for one term (sổ theo dõi và đánh giá học sinh; Circular 22/2021): cover, list of students, one
 * landscape table for each of the 12 subjects signed by its teacher, the summary, and the approval.
 */
export async function makeClassGradebook(input: ClassGradebookInput): Promise<Uint8Array> {
  const { school, term } = input;
  const one = find.class(school, input.class);
  const homeroom = find.account(school, one.homeroomTeacher);
  const termName = term === 'HK1' ? 'Học kỳ I' : 'Học kỳ II';
  const date = addDays(school.year.terms.find(({ code }) => code === term)?.endsOn ?? school.year.endsOn, -2);
  const book = await openBook(input, {
    title: `Sổ theo dõi và đánh giá học sinh lớp ${one.code} – ${termName}`,
    author: homeroom.fullName,
    subject: `${school.school.name}, năm học ${school.year.code}`,
    keywords: ['sổ theo dõi và đánh giá học sinh', `lớp ${one.code}`, termName, 'Thông tư 22/2021'],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book, { landscape: true });
  coverPage(flow, {
    school,
    title: 'Sổ theo dõi và đánh giá học sinh',
    lines: [
      `(Theo lớp học) – Lớp **${one.code}** – ${termName}`,
      `Giáo viên chủ nhiệm: **${homeroom.fullName}**`,
      `Ngày in: ${vietnameseDate(date)}`,
    ],
  });
  const students = find.students(school, one.code);
  flow.newPage();
  writeList(flow, students);
  const subjects = subjectsOf(school, one.code);
  for (const subject of subjects) {
    flow.newPage();
    writeSubject(flow, input, { subject, students });
  }
  flow.newPage();
  writeSummary(flow, input, { subjects, students });
  signatureBlock(flow, {
    left: { title: 'Giáo viên chủ nhiệm', name: homeroom.fullName },
    right: { title: 'Hiệu trưởng', name: find.principal(school).fullName },
    date: placeAndDate(school, date),
  });
  return book.save();
}

function writeList(flow: PageFlow, students: readonly SampleStudent[]): void {
  flow.paragraph('DANH SÁCH HỌC SINH', { align: 'center', bold: true, size: 14 });
  drawTable(flow, {
    columns: [0.7, 1.6, 3.4, 1, 1.8, 1.8, 1.2, 4.6, 2.8],
    align: ['center', 'center', 'left', 'center', 'center', 'left', 'center', 'left', 'left'],
    size: 10.5,
    header: [
      ['STT', 'Mã HS', 'Họ và tên', 'Giới tính', 'Ngày sinh', 'Nơi sinh', 'Dân tộc', 'Chỗ ở hiện nay', 'Người giám hộ'],
    ],
    rows: students.map((student, index): Row => [
      String(index + 1),
      student.code,
      student.fullName,
      student.gender,
      vietnameseDate(student.birthDate),
      student.birthPlace,
      student.ethnicity,
      student.address,
      student.guardian,
    ]),
  });
}

function writeSubject(
  flow: PageFlow,
  input: ClassGradebookInput,
  of: { subject: SampleSubject; students: readonly SampleStudent[] },
): void {
  const { school, term, seed = 1 } = input;
  const { subject, students } = of;
  const assignment = school.teachingAssignments.find(
    (one) => one.class === input.class && one.subject === subject.code,
  );
  const teacher = assignment ? find.account(school, assignment.teacher).fullName : '';
  flow.paragraph(`MÔN: ${subject.name.toUpperCase()} – LỚP ${input.class} – ${term}`, {
    align: 'center',
    bold: true,
    size: 14,
  });
  if (subject.assessedBy === 'comment') {
    drawTable(flow, {
      columns: [0.7, 1.6, 4, 2, 6],
      align: ['center', 'center', 'left', 'center', 'left'],
      size: 10,
      header: [['STT', 'Mã HS', 'Họ và tên', 'Kết quả', 'Nhận xét']],
      rows: students.map((student, index): Row => {
        const passed = passes({ seed, student, subject, term });
        return [
          String(index + 1),
          student.code,
          student.fullName,
          passed ? 'Đạt' : 'Chưa đạt',
          passed ? 'Hoàn thành các yêu cầu, tích cực tham gia.' : 'Cần rèn luyện thêm.',
        ];
      }),
    });
  } else {
    const regular = regularMarks(subject);
    drawTable(flow, {
      columns: [0.7, 1.6, 4, ...Array<number>(regular).fill(1), 1.2, 1.2, 1.3, 4],
      align: ['center', 'center', 'left', ...Array<'center'>(regular + 3).fill('center'), 'left'],
      size: 10,
      header: gradeHeader(regular),
      rows: students.map((student, index): Row => {
        const marks = marksOf({ seed, student, subject, term });
        const cells = [...marks.regular, marks.midterm, marks.final].map(markText);
        return [
          String(index + 1),
          student.code,
          student.fullName,
          ...cells,
          { text: markText(marks.average), bold: true },
          remark(marks.average),
        ];
      }),
    });
  }
  signatureBlock(flow, { right: { title: 'Giáo viên bộ môn', name: teacher } });
}

function gradeHeader(regular: number): Row[] {
  const tall = (text: string): Cell => ({ text, rowSpan: 2 });
  return [
    [
      tall('STT'),
      tall('Mã HS'),
      tall('Họ và tên'),
      { text: 'ĐĐG_{tx}', colSpan: regular },
      tall('ĐĐG_{gk}'),
      tall('ĐĐG_{ck}'),
      tall('ĐTB_{mhk}'),
      tall('Nhận xét'),
    ],
    Array.from({ length: regular }, (_, index) => String(index + 1)),
  ];
}

function remark(average: number): string {
  if (average >= 8) return 'Nắm vững kiến thức, vận dụng tốt.';
  if (average >= 6.5) return 'Hiểu bài, cần luyện tập thêm bài khó.';
  return average >= 5 ? 'Đạt yêu cầu, cần cố gắng hơn.' : 'Cần bổ sung kiến thức cơ bản.';
}

function writeSummary(
  flow: PageFlow,
  input: ClassGradebookInput,
  of: { subjects: readonly SampleSubject[]; students: readonly SampleStudent[] },
): void {
  const { term, seed = 1 } = input;
  const { subjects, students } = of;
  flow.paragraph(`TỔNG HỢP KẾT QUẢ – LỚP ${input.class} – ${term}`, { align: 'center', bold: true, size: 14 });
  drawTable(flow, {
    columns: [0.8, 4, ...subjects.map(() => 1.25), 1.5, 1.5],
    align: ['center', 'left', ...subjects.map(() => 'center' as const), 'center', 'center'],
    size: 9.5,
    header: [['TT', 'Họ và tên', ...subjects.map(({ code }) => shortNames[code] ?? code), 'Học tập', 'Rèn luyện']],
    rows: students.map((student, index): Row => {
      const results = subjects.map((subject) =>
        subject.assessedBy === 'marks'
          ? marksOf({ seed, student, subject, term }).average
          : passes({ seed, student, subject, term }),
      );
      const averages = results.filter((result) => typeof result === 'number');
      const rating = rate(averages, !results.includes(false));
      const cells = results.map((result) => (typeof result === 'number' ? markText(result) : result ? 'Đ' : 'CĐ'));
      return [String(index + 1), student.fullName, ...cells, rating, rating === 'Chưa đạt' ? 'Khá' : 'Tốt'];
    }),
  });
}

const shortNames: Readonly<Record<string, string>> = {
  Toan: 'Toán',
  NguVan: 'Văn',
  TiengAnh: 'Anh',
  LichSu: 'Sử',
  GDTC: 'GDTC',
  GDQPAN: 'QPAN',
  HDTNHN: 'HĐTN',
  GDDP: 'GDĐP',
  VatLi: 'Lí',
  HoaHoc: 'Hóa',
  SinhHoc: 'Sinh',
  DiaLi: 'Địa',
  GDKTPL: 'KTPL',
  TinHoc: 'Tin',
  CongNghe: 'CN',
  AmNhac: 'Nhạc',
  MiThuat: 'MT',
};
