import { addDays, type Grade } from '../school/index.ts';
import { distribute } from './content/timetable.ts';
import { afternoonOf, type DocumentInput, find } from './directory.ts';
import { nationalHeader, openBook, placeAndDate, signatureBlock } from './frame.ts';
import { PageFlow } from './typeset/page-flow.ts';
import { drawTable, type Row } from './typeset/table.ts';

export interface TeacherPlanInput extends DocumentInput {
  /** Username. */
  readonly teacher: string;
  readonly subject: string;
  readonly grade: Grade;
}

export interface DepartmentPlanInput extends DocumentInput {
  /** Department code. */
  readonly department: string;
  readonly subject: string;
  readonly grade: Grade;
}

const EQUIPMENT = [
  'Máy chiếu, phiếu học tập',
  'Máy tính, bảng nhóm',
  'Bộ dụng cụ thực hành',
  'Bảng tương tác, học liệu số',
];
const TESTS: readonly (readonly [string, string])[] = [
  ['Giữa học kì I', 'Tuần 9'],
  ['Cuối học kì I', 'Tuần 18'],
  ['Giữa học kì II', 'Tuần 27'],
  ['Cuối học kì II', 'Tuần 35'],
];

/** A teacher's plan for the year (annex III of dispatch 5512): the distribution of lessons over weeks, and other duties. */
export async function makeTeacherPlan(input: TeacherPlanInput): Promise<Uint8Array> {
  const { school, grade } = input;
  const teacher = find.account(school, input.teacher);
  const subject = find.subject(school, input.subject);
  const department = find.department(school, subject.department);
  const date = addDays(school.year.startsOn, -12);
  const book = await openBook(input, {
    title: `Kế hoạch giáo dục của giáo viên ${teacher.fullName}, môn ${subject.name} khối ${grade}`,
    author: teacher.fullName,
    subject: `Phụ lục III Công văn 5512 – năm học ${school.year.code}`,
    keywords: ['kế hoạch giáo dục', 'phụ lục III', subject.name, `khối ${grade}`],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book);
  nationalHeader(flow, { above: school.school.name, name: department.name });
  flow.paragraph('KẾ HOẠCH GIÁO DỤC CỦA GIÁO VIÊN', { align: 'center', bold: true, size: 14, before: 6 });
  flow.paragraph(`MÔN HỌC: ${subject.name.toUpperCase()}, LỚP ${grade}`, { align: 'center', bold: true });
  flow.paragraph(`(Năm học ${school.year.code}; họ và tên giáo viên: ${teacher.fullName})`, {
    align: 'center',
    after: 8,
  });
  flow.heading('I. Kế hoạch dạy học');
  flow.heading('1. Phân phối chương trình');
  drawTable(flow, {
    columns: [0.8, 4.5, 1, 1.5, 3, 1.8],
    align: ['center', 'left', 'center', 'center', 'left', 'center'],
    header: [['STT', 'Bài học', 'Số tiết', 'Thời điểm', 'Thiết bị dạy học', 'Địa điểm']],
    rows: distribute(subject.code, grade).map((row, index): Row => [
      String(index + 1),
      `${row.lesson}\n__${row.chapter}__`,
      String((row.untilWeek - row.fromWeek + 1) * subject.periodsPerWeek),
      row.fromWeek === row.untilWeek ? `Tuần ${row.fromWeek}` : `Tuần ${row.fromWeek}–${row.untilWeek}`,
      EQUIPMENT[index % EQUIPMENT.length] ?? '',
      'Lớp học',
    ]),
  });
  flow.heading('2. Chuyên đề lựa chọn');
  flow.paragraph(`Thực hiện theo kế hoạch của ${department.name.toLowerCase()}; báo cáo kết quả cuối mỗi học kì.`, {
    indent: 28,
  });
  flow.heading('II. Nhiệm vụ khác');
  flow.bullets([
    'Bồi dưỡng học sinh giỏi môn ' + subject.name + ' khối ' + String(grade) + ': mỗi tuần 02 tiết, từ tuần 5.',
    'Tham gia sinh hoạt tổ chuyên môn hai tuần một lần; dự giờ ít nhất 02 tiết mỗi tháng.',
    'Xây dựng học liệu số, bài giảng điện tử dùng chung của tổ.',
  ]);
  signatureBlock(flow, {
    left: { title: 'Tổ trưởng', name: find.head(school, department.code).fullName },
    right: { title: 'Giáo viên', name: teacher.fullName },
    date: placeAndDate(school, date),
  });
  return book.save();
}

/** A department's plan for a subject and grade (annex I of dispatch 5512): means, distribution, periodic tests. */
export async function makeDepartmentPlan(input: DepartmentPlanInput): Promise<Uint8Array> {
  const { school, grade } = input;
  const department = find.department(school, input.department);
  const subject = find.subject(school, input.subject);
  const head = find.head(school, department.code);
  const date = addDays(school.year.startsOn, -18);
  const book = await openBook(input, {
    title: `Kế hoạch dạy học của ${department.name}, môn ${subject.name} khối ${grade}`,
    author: head.fullName,
    subject: `Phụ lục I Công văn 5512 – năm học ${school.year.code}`,
    keywords: ['kế hoạch dạy học', 'phụ lục I', department.name, subject.name],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book);
  nationalHeader(flow, { above: school.school.name, name: department.name });
  flow.paragraph('KẾ HOẠCH DẠY HỌC CỦA TỔ CHUYÊN MÔN', { align: 'center', bold: true, size: 14, before: 6 });
  flow.paragraph(`MÔN HỌC ${subject.name.toUpperCase()}, KHỐI LỚP ${grade}`, { align: 'center', bold: true });
  flow.paragraph(`(Năm học ${school.year.code})`, { align: 'center', after: 8 });
  writeSituation(flow, input);
  flow.heading('II. Kế hoạch dạy học');
  flow.heading('1. Phân phối chương trình');
  drawTable(flow, {
    columns: [0.8, 4, 1, 6],
    align: ['center', 'left', 'center', 'left'],
    header: [['STT', 'Bài học', 'Số tiết', 'Yêu cầu cần đạt']],
    rows: distribute(subject.code, grade).map((row, index): Row => [
      String(index + 1),
      `${row.lesson}\n__${row.chapter}__`,
      String((row.untilWeek - row.fromWeek + 1) * subject.periodsPerWeek),
      `– Nhận biết, trình bày được nội dung cơ bản của bài.\n– Vận dụng được vào bài tập và tình huống thực tiễn (tuần ${row.fromWeek}).`,
    ]),
  });
  flow.heading('2. Kiểm tra, đánh giá định kỳ');
  drawTable(flow, {
    columns: [2.4, 1.4, 1.4, 4, 2],
    align: ['left', 'center', 'center', 'left', 'center'],
    header: [['Bài kiểm tra, đánh giá', 'Thời gian', 'Thời điểm', 'Yêu cầu cần đạt', 'Hình thức']],
    rows: TESTS.map(([name, when]): Row => [
      name,
      '90 phút',
      when,
      'Đánh giá mức độ đạt yêu cầu cần đạt của các bài đã học.',
      'Viết trên giấy',
    ]),
  });
  flow.heading('III. Các nội dung khác');
  flow.bullets([
    'Sinh hoạt chuyên môn theo nghiên cứu bài học: 02 chuyên đề mỗi học kì.',
    'Ngoại khóa bộ môn: tháng 11 và tháng 3.',
    'Rà soát, cập nhật ngân hàng câu hỏi và ma trận đề.',
  ]);
  signatureBlock(flow, {
    left: { title: 'Tổ trưởng', name: head.fullName },
    right: { title: 'Hiệu trưởng', name: find.principal(school).fullName },
    date: placeAndDate(school, date),
  });
  return book.save();
}

function writeSituation(flow: PageFlow, { school, grade, department, subject }: DepartmentPlanInput): void {
  const classes = school.classes.filter((one) => one.grade === grade && one.subjects.includes(subject));
  const classCodes = new Set(classes.map(({ code }) => code));
  const students = school.students.filter((student) => classCodes.has(student.class)).length;
  const members = school.accounts.filter((account) => account.department === department);
  flow.heading('I. Đặc điểm tình hình');
  flow.paragraph(`**1. Số lớp:** ${classes.length}; **số học sinh:** ${students}.`, { indent: 28 });
  flow.paragraph(
    `**2. Tình hình đội ngũ:** số giáo viên ${members.length}; trình độ đại học ${members.length - 1}, trên đại học 01; mức đạt chuẩn nghề nghiệp: tốt ${Math.ceil(members.length / 2)}, khá ${Math.floor(members.length / 2)}.`,
    { indent: 28 },
  );
  drawTable(flow, {
    columns: [0.8, 3.5, 3.5, 4],
    align: ['center'],
    header: [['STT', 'Họ và tên', 'Chức vụ', 'Lớp phụ trách']],
    rows: members.map(({ username, fullName, title }, index): Row => [
      String(index + 1),
      fullName,
      title,
      school.teachingAssignments
        .filter(({ teacher }) => teacher === username)
        .map((one) => one.class)
        .join(', '),
    ]),
  });
  flow.paragraph('**3. Thiết bị dạy học**', { indent: 28 });
  drawTable(flow, {
    columns: [0.8, 4, 1.6, 4.4],
    align: ['center', 'left', 'center', 'left'],
    header: [['STT', 'Thiết bị dạy học', 'Số lượng', 'Các bài thí nghiệm, thực hành']],
    rows: EQUIPMENT.map((name, index): Row => [
      String(index + 1),
      name,
      `${10 + index} bộ`,
      'Các bài hình thành kiến thức và luyện tập',
    ]),
  });
}
