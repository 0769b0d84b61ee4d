import { addDays } from '../school/index.ts';
import { afternoonOf, type DocumentInput, find, vietnameseDate } from './directory.ts';
import { nationalHeader, openBook, placeAndDate, signatureBlock } from './frame.ts';
import { MM, PageFlow } from './typeset/page-flow.ts';
import { drawTable, type Row } from './typeset/table.ts';

const BASES = [
  'Căn cứ Thông tư số 32/2018/TT-BGDĐT ngày 26 tháng 12 năm 2018 của Bộ trưởng Bộ Giáo dục và Đào tạo ban hành Chương trình giáo dục phổ thông;',
  'Căn cứ Công văn số 5512/BGDĐT-GDTrH ngày 18 tháng 12 năm 2020 của Bộ Giáo dục và Đào tạo về việc xây dựng và tổ chức thực hiện kế hoạch giáo dục của nhà trường;',
  'Căn cứ Thông tư số 22/2021/TT-BGDĐT ngày 20 tháng 7 năm 2021 quy định về đánh giá học sinh trung học cơ sở và học sinh trung học phổ thông;',
  'Căn cứ kế hoạch thời gian năm học của Ủy ban nhân dân tỉnh và tình hình thực tế của đơn vị,',
];
const MEASURES = [
  'Đổi mới quản lí, phân cấp cho tổ chuyên môn; hồ sơ, sổ sách thực hiện dưới dạng điện tử và được ký số đúng quy trình.',
  'Đổi mới phương pháp dạy học, kiểm tra, đánh giá theo hướng phát triển phẩm chất, năng lực người học.',
  'Tăng cường ứng dụng công nghệ thông tin, chuyển đổi số; bảo đảm an toàn dữ liệu và bảo vệ dữ liệu cá nhân của học sinh.',
  'Phối hợp chặt chẽ giữa nhà trường, gia đình và xã hội; tư vấn tâm lí, hướng nghiệp cho học sinh.',
  'Kiểm tra nội bộ định kì và đột xuất; khen thưởng kịp thời, xử lí vi phạm đúng quy định.',
];

/** The school's education plan for the year: bases, situation, aims, timetable of the year, measures, distribution list. */
export async function makeSchoolPlan(input: DocumentInput): Promise<Uint8Array> {
  const { school } = input;
  const principal = find.principal(school);
  const date = addDays(school.year.startsOn, -20);
  const book = await openBook(input, {
    title: `Kế hoạch giáo dục nhà trường năm học ${school.year.code}`,
    author: principal.fullName,
    subject: school.school.name,
    keywords: ['kế hoạch giáo dục nhà trường', school.year.code, 'Hiệu trưởng'],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book);
  nationalHeader(flow, {
    above: school.school.governingBody,
    name: school.school.name,
    number: `Số: 01/KH-THPTTHĐ`,
    placeAndDate: placeAndDate(school, date),
  });
  flow.paragraph('KẾ HOẠCH', { align: 'center', bold: true, size: 14, before: 4, after: 0 });
  flow.paragraph(`Giáo dục của nhà trường năm học ${school.year.code}`, {
    align: 'center',
    bold: true,
    size: 14,
    after: 8,
  });
  for (const basis of BASES) flow.paragraph(basis, { indent: 28, italic: true });
  flow.paragraph(`${school.school.name} xây dựng kế hoạch giáo dục năm học ${school.year.code} như sau:`, {
    indent: 28,
  });
  writeSituation(flow, input);
  writeYear(flow, input);
  flow.heading('IV. GIẢI PHÁP THỰC HIỆN');
  MEASURES.forEach((measure, index) => flow.paragraph(`${index + 1}. ${measure}`, { indent: 28 }));
  flow.heading('V. TỔ CHỨC THỰC HIỆN');
  flow.paragraph(
    'Hiệu trưởng chỉ đạo chung; các Phó Hiệu trưởng chỉ đạo theo lĩnh vực được phân công; tổ trưởng chuyên môn cụ thể hóa kế hoạch của tổ và gửi trước tuần học ít nhất 16 ngày; giáo viên xây dựng kế hoạch cá nhân trước 10 ngày và kế hoạch bài dạy trước thứ Tư của tuần liền trước.',
    { indent: 28 },
  );
  flow.paragraph(
    'Trong quá trình thực hiện, nếu có vướng mắc, các bộ phận phản ánh về Ban Giám hiệu để điều chỉnh kịp thời./.',
    { indent: 28 },
  );
  flow.need(70 * MM);
  flow.paragraph('**__Nơi nhận:__**', { align: 'left', size: 12, after: 0 });
  for (const receiver of [
    'Sở GDĐT (để báo cáo);',
    'Các Phó Hiệu trưởng;',
    'Các tổ chuyên môn, tổ Văn phòng;',
    'Website nhà trường;',
    'Lưu: VT.',
  ])
    flow.paragraph(`– ${receiver}`, { align: 'left', size: 11, after: 0 });
  const field = input.signatureFields ? 'Sig_principal' : undefined;
  signatureBlock(flow, { right: { title: 'Hiệu trưởng', name: principal.fullName, field } });
  return book.save();
}

function writeSituation(flow: PageFlow, { school }: DocumentInput): void {
  const staff = school.accounts.filter(({ external }) => !external).length;
  flow.heading('I. ĐẶC ĐIỂM TÌNH HÌNH');
  flow.paragraph(
    `Toàn trường có ${school.classes.length} lớp với ${school.students.length.toLocaleString('vi-VN')} học sinh; ${staff} cán bộ, giáo viên, nhân viên; ${school.departments.length} tổ.`,
    { indent: 28 },
  );
  drawTable(flow, {
    columns: [1.5, 2, 2, 5],
    align: ['center', 'center', 'center', 'left'],
    header: [['Khối', 'Số lớp', 'Số học sinh', 'Các lớp']],
    rows: [10, 11, 12].map((grade): Row => {
      const classes = school.classes.filter((one) => one.grade === grade);
      return [
        `Khối ${grade}`,
        String(classes.length),
        String(classes.length * 40),
        classes.map(({ code }) => code).join(', '),
      ];
    }),
  });
  drawTable(flow, {
    columns: [0.7, 5, 1.4, 3],
    align: ['center', 'left', 'center', 'left'],
    header: [['TT', 'Tổ', 'Số người', 'Tổ trưởng']],
    rows: school.departments.map((department, index): Row => [
      String(index + 1),
      department.name,
      String(school.accounts.filter((account) => account.department === department.code).length),
      department.kind === 'academic' ? find.head(school, department.code).fullName : 'Phó Hiệu trưởng phụ trách',
    ]),
  });
  flow.heading('II. MỤC TIÊU');
  flow.bullets([
    'Tỉ lệ học sinh có kết quả học tập từ Đạt trở lên: 98 %; từ Khá trở lên: 65 %.',
    'Tỉ lệ tốt nghiệp trung học phổ thông: từ 99 %.',
    '100 % hồ sơ của nhà trường, tổ chuyên môn và giáo viên được nộp, phê duyệt, ký số đúng hạn.',
  ]);
}

function writeYear(flow: PageFlow, { school }: DocumentInput): void {
  flow.heading('III. KHUNG THỜI GIAN NĂM HỌC');
  for (const term of school.year.terms) {
    flow.paragraph(
      `${term.name}: ${term.weeks.length} tuần, từ ${vietnameseDate(term.startsOn)} đến ${vietnameseDate(term.endsOn)}.`,
      { indent: 28 },
    );
  }
  for (const { name, startsOn, endsOn } of school.holidays) {
    flow.paragraph(
      `${name}: ${startsOn === endsOn ? vietnameseDate(startsOn) : `từ ${vietnameseDate(startsOn)} đến ${vietnameseDate(endsOn)}`}.`,
      { inset: 28, after: 1 },
    );
  }
  flow.space(4);
  drawTable(flow, {
    columns: [1, 1.3, 2.4, 2.4, 4],
    align: ['center', 'center', 'center', 'center', 'left'],
    header: [['Tuần', 'Học kì', 'Từ ngày', 'Đến ngày', 'Ghi chú']],
    rows: school.year.weeks.map(({ number, term, startsOn, endsOn }): Row => [
      String(number),
      term,
      vietnameseDate(startsOn),
      vietnameseDate(endsOn),
      {
        9: 'Kiểm tra giữa học kì I',
        18: 'Kiểm tra cuối học kì I',
        27: 'Kiểm tra giữa học kì II',
        35: 'Kiểm tra cuối năm',
      }[number] ?? '',
    ]),
  });
}
