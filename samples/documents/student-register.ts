import { addDays } from '../school/index.ts';
import { afternoonOf, type DocumentInput, find, vietnameseDate } from './directory.ts';
import { coverPage, openBook, placeAndDate, signatureBlock } from './frame.ts';
import { PageFlow } from './typeset/page-flow.ts';
import { drawTable, type Row } from './typeset/table.ts';

/** The student register of the whole school (sổ đăng bộ): every student on landscape pages, then the closing count. */
export async function makeStudentRegister(input: DocumentInput): Promise<Uint8Array> {
  const { school } = input;
  const principal = find.principal(school);
  const clerk = school.accounts.find(({ title }) => title === 'Giáo vụ');
  const date = addDays(school.year.startsOn, 11);
  const book = await openBook(input, {
    title: `Sổ đăng bộ năm học ${school.year.code}`,
    author: principal.fullName,
    subject: school.school.name,
    keywords: ['sổ đăng bộ', school.year.code, 'bảo quản vĩnh viễn'],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book, { landscape: true });
  coverPage(flow, {
    school,
    title: 'Sổ đăng bộ',
    lines: [`Mã trường: ${school.school.code}`, `Số học sinh: ${school.students.length}`],
  });
  for (const { code } of school.classes) {
    flow.newPage();
    flow.paragraph(`LỚP ${code}`, { align: 'center', bold: true, size: 14 });
    drawTable(flow, {
      columns: [1.5, 3.2, 0.9, 1.7, 1.8, 1.2, 4.4, 2.8, 1.7, 1.4, 1.8],
      align: ['center', 'left', 'center', 'center', 'left', 'center', 'left', 'left', 'center', 'center', 'left'],
      size: 10,
      header: [
        [
          'Số đăng bộ',
          'Họ và tên học sinh',
          'GT',
          'Ngày sinh',
          'Nơi sinh',
          'Dân tộc',
          'Chỗ ở hiện tại',
          'Người giám hộ',
          'Ngày vào trường',
          'Ngày ra trường',
          'Ghi chú',
        ],
      ],
      rows: find
        .students(school, code)
        .map((student): Row => [
          student.code,
          student.fullName,
          student.gender,
          vietnameseDate(student.birthDate),
          student.birthPlace,
          student.ethnicity,
          student.address,
          student.guardian,
          vietnameseDate(student.enrolledOn),
          '',
          '',
        ]),
    });
  }
  flow.paragraph(
    `Sổ này đăng bộ ${school.students.length} học sinh của ${school.classes.length} lớp, không có chỗ nào tẩy xóa.`,
    { before: 8 },
  );
  signatureBlock(flow, {
    left: { title: 'Người lập sổ', name: clerk?.fullName ?? '' },
    right: { title: 'Hiệu trưởng', name: principal.fullName },
    date: placeAndDate(school, date),
  });
  return book.save();
}
