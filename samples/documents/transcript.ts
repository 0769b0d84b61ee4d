import { type SampleStudent, type SampleSubject } from '../school/index.ts';
import { afternoonOf, type DocumentInput, find, vietnameseDate } from './directory.ts';
import { coverPage, nationalHeader, openBook, placeAndDate, signatureBlock } from './frame.ts';
import { makePortrait } from './raster/portrait.ts';
import { markText, marksOf, passes, rate, subjectsOf, yearAverage } from './scores.ts';
import { MM, PageFlow } from './typeset/page-flow.ts';
import { drawTable, type Row } from './typeset/table.ts';

export interface TranscriptInput extends DocumentInput {
  /** Student code. */
  readonly student: string;
}

/** A student's transcript for the year (học bạ THPT, form of Circular 22/2021): cover, person, results, comments, approval. */
export async function makeTranscript(input: TranscriptInput): Promise<Uint8Array> {
  const { school } = input;
  const student = find.student(school, input.student);
  const principal = find.principal(school);
  const date = school.year.endsOn;
  const book = await openBook(input, {
    title: `Học bạ trung học phổ thông: ${student.fullName} – lớp ${student.class}`,
    author: principal.fullName,
    subject: `${school.school.name}, năm học ${school.year.code}`,
    keywords: ['học bạ', student.code, `lớp ${student.class}`, school.year.code],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book);
  coverPage(flow, {
    school,
    title: 'Học bạ\nTrung học phổ thông',
    lines: [
      `Họ và tên học sinh: **${student.fullName}**`,
      `Mã học sinh: **${student.code}** – Lớp: **${student.class}**`,
    ],
  });
  flow.newPage();
  writePerson(flow, input, student);
  flow.newPage();
  writeResults(flow, input, student);
  flow.newPage();
  writeApproval(flow, input, student);
  return book.save();
}

function writePerson(flow: PageFlow, { school }: TranscriptInput, student: SampleStudent): void {
  nationalHeader(flow, {
    above: school.school.governingBody,
    name: school.school.name,
    number: `Số: ${student.code.slice(2)}/THPT`,
  });
  flow.paragraph('HỌC BẠ TRUNG HỌC PHỔ THÔNG', { align: 'center', bold: true, size: 16, before: 8, after: 12 });
  const name = `anh-${student.gender === 'nữ' ? 'nu' : 'nam'}`;
  flow.book.addImage(name, makePortrait(student.gender));
  flow.page.image(name, { x: flow.left, y: flow.y - 40 * MM, width: 30 * MM, height: 40 * MM });
  flow.page.rectangle({ x: flow.left, y: flow.y - 40 * MM, width: 30 * MM, height: 40 * MM });
  const facts = [
    `Họ và tên: **${student.fullName.toUpperCase()}**`,
    `Giới tính: ${student.gender}; ngày, tháng, năm sinh: ${vietnameseDate(student.birthDate)}`,
    `Nơi sinh: ${student.birthPlace}; dân tộc: ${student.ethnicity}`,
    `Chỗ ở hiện tại: ${student.address}`,
    `Họ và tên người giám hộ: ${student.guardian}`,
    `Ngày vào trường: ${vietnameseDate(student.enrolledOn)}`,
  ];
  for (const fact of facts) flow.paragraph(fact, { inset: 38 * MM, align: 'left', after: 5 });
  flow.space(14);
  flow.paragraph('QUÁ TRÌNH HỌC TẬP', { align: 'center', bold: true });
  drawTable(flow, {
    columns: [2, 1.5, 5, 3],
    align: ['center', 'center', 'left', 'center'],
    header: [['Năm học', 'Lớp', 'Tên trường, tỉnh', 'Ngày vào học']],
    rows: [
      [
        school.year.code,
        student.class,
        `${school.school.name}, tỉnh ${school.school.place}`,
        vietnameseDate(student.enrolledOn),
      ],
    ],
  });
  signatureBlock(flow, {
    right: { title: 'Hiệu trưởng', name: find.principal(school).fullName },
    date: placeAndDate(school, student.enrolledOn),
  });
}

function writeResults(flow: PageFlow, input: TranscriptInput, student: SampleStudent): void {
  const { school } = input;
  flow.paragraph(`KẾT QUẢ HỌC TẬP – LỚP ${student.class} – NĂM HỌC ${school.year.code}`, {
    align: 'center',
    bold: true,
    size: 14,
  });
  drawTable(flow, {
    columns: [3.6, 1.1, 1.1, 1.2, 4, 2.6],
    align: ['left', 'center', 'center', 'center', 'left', 'center'],
    size: 11,
    minHeight: 42,
    header: [
      ['Môn học / Hoạt động giáo dục', 'HK I', 'HK II', 'Cả năm', 'Nhận xét', 'Giáo viên bộ môn (ký, ghi rõ họ tên)'],
    ],
    rows: subjectsOf(school, student.class).map((subject): Row => {
      const result = yearResult(input, student, subject);
      const assignment = school.teachingAssignments.find(
        (one) => one.class === student.class && one.subject === subject.code,
      );
      const teacher = assignment ? find.account(school, assignment.teacher).fullName : '';
      return [
        subject.name,
        result.first,
        result.second,
        { text: result.year, bold: true },
        result.comment,
        `\n${teacher}`,
      ];
    }),
  });
  flow.paragraph('Trong bảng này không có chỗ nào sửa chữa.', { italic: true });
}

function yearResult(
  input: TranscriptInput,
  student: SampleStudent,
  subject: SampleSubject,
): { first: string; second: string; year: string; comment: string; average?: number } {
  const { seed = 1 } = input;
  if (subject.assessedBy === 'comment') {
    const [first, second] = (['HK1', 'HK2'] as const).map((term) =>
      passes({ seed, student, subject, term }) ? 'Đạt' : 'Chưa đạt',
    );
    return { first: first ?? '', second: second ?? '', year: second ?? '', comment: 'Tích cực tham gia hoạt động.' };
  }
  const [first = 0, second = 0] = (['HK1', 'HK2'] as const).map(
    (term) => marksOf({ seed, student, subject, term }).average,
  );
  const average = yearAverage(first, second);
  const comment =
    average >= 8
      ? 'Học tốt, có năng lực tự học.'
      : average >= 6.5
        ? 'Nắm được kiến thức, khá chăm chỉ.'
        : 'Cần cố gắng nhiều hơn.';
  return { first: markText(first), second: markText(second), year: markText(average), comment, average };
}

function writeApproval(flow: PageFlow, input: TranscriptInput, student: SampleStudent): void {
  const { school } = input;
  const results = subjectsOf(school, student.class).map((subject) => yearResult(input, student, subject));
  const averages = results.flatMap(({ average }) => average ?? []);
  const rating = rate(
    averages,
    results.every(({ year }) => year !== 'Chưa đạt'),
  );
  const homeroom = find.account(school, find.class(school, student.class).homeroomTeacher);
  flow.paragraph('KẾT QUẢ RÈN LUYỆN, HỌC TẬP VÀ PHÊ DUYỆT', { align: 'center', bold: true, size: 14 });
  drawTable(flow, {
    columns: [2.5, 2, 2, 3, 3.5],
    align: ['center', 'center', 'center', 'center', 'left'],
    header: [['Học kì', 'Rèn luyện', 'Học tập', 'Số ngày nghỉ', 'Danh hiệu, khen thưởng']],
    rows: [
      ['Học kì I', 'Tốt', rating, '1', ''],
      ['Học kì II', 'Tốt', rating, '0', ''],
      ['Cả năm', 'Tốt', { text: rating, bold: true }, '1', rating === 'Tốt' ? 'Học sinh Giỏi' : ''],
    ],
  });
  flow.paragraph(
    '**Được lên lớp / Hoàn thành chương trình:** ' +
      (rating === 'Chưa đạt' ? 'Kiểm tra lại trong hè.' : 'Được lên lớp.'),
    { before: 6 },
  );
  flow.paragraph(
    '**Nhận xét của giáo viên chủ nhiệm:** Em chăm ngoan, lễ phép, có ý thức tập thể; cần mạnh dạn hơn khi trình bày ý kiến trước lớp.',
    { before: 6 },
  );
  signatureBlock(flow, { right: { title: 'Giáo viên chủ nhiệm', name: homeroom.fullName } });
  flow.paragraph('**Phê duyệt của Hiệu trưởng:** Đồng ý với kết quả đánh giá và nhận xét của giáo viên chủ nhiệm.', {
    before: 10,
  });
  signatureBlock(flow, {
    right: { title: 'Hiệu trưởng', name: find.principal(school).fullName },
    date: placeAndDate(school, school.year.endsOn),
  });
}
