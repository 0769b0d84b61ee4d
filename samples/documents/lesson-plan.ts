import { addDays } from '../school/index.ts';
import { contentOf } from './content/timetable.ts';
import { type LessonContent, type QuestionAndAnswer } from './content/types.ts';
import { afternoonOf, type DocumentInput, find, vietnameseDate } from './directory.ts';
import { drawFigure } from './figures.ts';
import { openBook, placeAndDate, signatureBlock } from './frame.ts';
import { makeIllustration } from './raster/illustration.ts';
import { PageFlow } from './typeset/page-flow.ts';
import { drawTable, type Row } from './typeset/table.ts';

export interface LessonPlanInput extends DocumentInput {
  /** Username. */
  readonly teacher: string;
  /** Subject code. */
  readonly subject: string;
  /** Class code. */
  readonly class: string;
  /** 1 to 35. */
  readonly week: number;
  /** Title instead of the curriculum's. */
  readonly lesson?: string;
}

/**
 * A lesson plan for one week (kế hoạch bài dạy; annex IV of dispatch 5512/BGDĐT-GDTrH): aims, equipment, four activities
 * each with aim, content, product and organisation, a worksheet, and what was learnt from teaching it.
 *
 * @throws RangeError if the teacher, subject, class or week is not in the school.
 */
export async function makeLessonPlan(input: LessonPlanInput): Promise<Uint8Array> {
  const { school, week, seed = 1 } = input;
  const teacher = find.account(school, input.teacher);
  const subject = find.subject(school, input.subject);
  const { grade } = find.class(school, input.class);
  const span = find.week(school, week);
  const { row, content } = contentOf({ subject: subject.code, grade, week, seed });
  const lesson = input.lesson ?? row.lesson;
  const writtenOn = addDays(span.startsOn, -6);
  const book = await openBook(input, {
    title: `Kế hoạch bài dạy môn ${subject.name} lớp ${input.class} tuần ${week}: ${lesson}`,
    author: teacher.fullName,
    subject: `${row.chapter} – ${school.school.name}, năm học ${school.year.code}`,
    keywords: ['kế hoạch bài dạy', 'giáo án', subject.name, `lớp ${input.class}`, `tuần ${week}`, 'Công văn 5512'],
    createdAt: afternoonOf(writtenOn),
  });
  const flow = new PageFlow(book);
  flow.sideBySide(
    [`Trường: **${school.school.shortName}**`, `Tổ: **${find.department(school, subject.department).shortName}**`],
    ['Họ và tên giáo viên:', `**${teacher.fullName}**`],
    { split: 0.5 },
  );
  flow.space(10);
  flow.paragraph('KẾ HOẠCH BÀI DẠY', { align: 'center', bold: true, size: 14 });
  flow.paragraph(`TÊN BÀI DẠY: ${lesson.toUpperCase()}`, { align: 'center', bold: true, size: 14 });
  flow.paragraph(`Môn học: ${subject.name}; lớp: ${input.class}. Chương/chủ đề: ${row.chapter}`, { align: 'center' });
  flow.paragraph(
    `Thời gian thực hiện: ${subject.periodsPerWeek} tiết – tuần ${week} (từ ${vietnameseDate(span.startsOn)} đến ${vietnameseDate(span.endsOn)})`,
    { align: 'center', italic: true, after: 8 },
  );
  writeAims(flow, content);
  writeEquipment(flow, subject.name);
  writeActivities(flow, { content, subject: subject.code });
  writeWorksheet(flow, content);
  signatureBlock(flow, {
    left: { title: 'Duyệt của tổ trưởng', name: find.head(school, subject.department).fullName },
    right: { title: 'Giáo viên', name: teacher.fullName },
    date: placeAndDate(school, writtenOn),
  });
  return book.save();
}

function writeAims(flow: PageFlow, content: LessonContent): void {
  flow.heading('I. MỤC TIÊU');
  flow.heading('1. Về kiến thức');
  flow.bullets(content.knowledge);
  flow.heading('2. Về năng lực');
  flow.bullets(content.competence);
  flow.heading('3. Về phẩm chất');
  flow.bullets([
    'Chăm chỉ: hoàn thành nhiệm vụ được giao, chuẩn bị bài trước khi đến lớp.',
    'Trung thực, trách nhiệm: báo cáo đúng kết quả, có trách nhiệm với sản phẩm chung của nhóm.',
  ]);
}

function writeEquipment(flow: PageFlow, subjectName: string): void {
  flow.heading('II. THIẾT BỊ DẠY HỌC VÀ HỌC LIỆU');
  drawTable(flow, {
    columns: [1, 5, 2.4, 4],
    align: ['center', 'left', 'center', 'left'],
    header: [['STT', 'Thiết bị, học liệu', 'Số lượng', 'Ghi chú']],
    rows: [
      ['1', `Sách giáo khoa, sách giáo viên ${subjectName}`, '01 bộ', 'Bộ “Kết nối tri thức với cuộc sống”'],
      ['2', 'Máy tính, máy chiếu, bảng tương tác', '01 bộ', 'Phòng học của lớp'],
      ['3', 'Phiếu học tập số 1, bảng nhóm, bút dạ', '10 bộ', 'Giáo viên chuẩn bị'],
    ],
  });
}

function writeActivities(flow: PageFlow, of: { content: LessonContent; subject: string }): void {
  const { content } = of;
  flow.heading('III. TIẾN TRÌNH DẠY HỌC');
  writeActivity(flow, {
    title: 'Hoạt động 1: Mở đầu (7 phút)',
    aim: 'Tạo hứng thú, huy động hiểu biết đã có, xác định vấn đề cần giải quyết của bài học.',
    tasks: [content.opening],
  });
  flow.book.addImage('minhHoa', makeIllustration(of.subject));
  flow.figure({ width: 216, height: 121.5, caption: 'Hình ảnh mở đầu bài học' }, (page, x, y) => {
    page.image('minhHoa', { x, y, width: 216, height: 121.5 });
  });
  flow.heading('Hoạt động 2: Hình thành kiến thức mới');
  content.concepts.forEach((concept, index) => {
    flow.heading(`2.${index + 1}. ${concept.heading}`, { italic: true });
    for (const text of concept.body) flow.paragraph(text, { indent: 28 });
    writeActivity(flow, {
      aim: `Học sinh hình thành được nội dung: ${concept.heading.toLowerCase()}.`,
      tasks: [concept.example],
    });
  });
  drawFigure(flow, content.figure);
  writeActivity(flow, {
    title: 'Hoạt động 3: Luyện tập',
    aim: 'Củng cố, rèn luyện kĩ năng vận dụng kiến thức vừa học vào bài tập.',
    tasks: content.exercises,
  });
  writeActivity(flow, {
    title: 'Hoạt động 4: Vận dụng',
    aim: 'Phát triển năng lực vận dụng kiến thức vào thực tiễn; giao nhiệm vụ về nhà.',
    tasks: [content.application],
  });
}

function writeActivity(flow: PageFlow, of: { title?: string; aim: string; tasks: readonly QuestionAndAnswer[] }): void {
  if (of.title !== undefined) flow.heading(of.title);
  flow.paragraph(`**a) Mục tiêu:** ${of.aim}`);
  flow.paragraph(`**b) Nội dung:** ${of.tasks.map(({ question }) => question).join(' ')}`);
  flow.paragraph('**c) Sản phẩm:** Câu trả lời, bài làm của học sinh như cột bên phải của bảng.');
  flow.paragraph('**d) Tổ chức thực hiện:**');
  const answers = of.tasks.map(({ answer }, index) =>
    of.tasks.length > 1 ? `**Câu ${index + 1}.** ${answer}` : answer,
  );
  const questions = of.tasks.map(({ question }, index) =>
    of.tasks.length > 1 ? `**Câu ${index + 1}.** ${question}` : question,
  );
  drawTable(flow, {
    columns: [3, 2],
    header: [['Hoạt động của giáo viên và học sinh', 'Sản phẩm dự kiến']],
    rows: steps(questions, answers),
  });
}

function steps(questions: readonly string[], answers: readonly string[]): Row[] {
  return [
    [
      `**Bước 1. Chuyển giao nhiệm vụ:** Giáo viên nêu yêu cầu, học sinh nhận nhiệm vụ.\n${questions.join('\n')}`,
      answers.join('\n'),
    ],
    [
      '**Bước 2. Thực hiện nhiệm vụ:** Học sinh suy nghĩ cá nhân, thảo luận cặp đôi; giáo viên quan sát, hỗ trợ.',
      'Ghi chép, bài làm nháp của học sinh.',
    ],
    [
      '**Bước 3. Báo cáo, thảo luận:** Đại diện trình bày; các học sinh khác nhận xét, bổ sung, đặt câu hỏi.',
      'Phần trình bày trên bảng.',
    ],
    [
      '**Bước 4. Kết luận, nhận định:** Giáo viên đánh giá, chốt kiến thức, ghi nhận tiến bộ.',
      'Nội dung chính ghi vào vở.',
    ],
  ];
}

function writeWorksheet(flow: PageFlow, content: LessonContent): void {
  flow.heading('IV. PHỤ LỤC: PHIẾU HỌC TẬP SỐ 1');
  drawTable(flow, {
    columns: [1, 6, 6],
    align: ['center', 'left', 'left'],
    header: [['Câu', 'Yêu cầu', 'Bài làm của học sinh']],
    rows: content.exercises.map(({ question }, index) => [String(index + 1), question, '\n\n']),
  });
  flow.paragraph('Bảng tiêu chí đánh giá hoạt động nhóm', { bold: true, align: 'center' });
  drawTable(flow, {
    columns: [3, 3, 3, 3],
    header: [['Tiêu chí', 'Tốt (3 điểm)', 'Khá (2 điểm)', 'Cần cố gắng (1 điểm)']],
    rows: [
      ['Nội dung', 'Đúng, đủ, có lập luận', 'Đúng phần lớn', 'Còn sai sót nhiều'],
      ['Trình bày', 'Rõ ràng, lôi cuốn', 'Rõ ràng', 'Khó theo dõi'],
      ['Hợp tác', 'Mọi thành viên tham gia', 'Đa số tham gia', 'Ít thành viên tham gia'],
    ],
  });
  flow.heading('V. RÚT KINH NGHIỆM SAU TIẾT DẠY');
  for (let line = 0; line < 3; line++) flow.paragraph('.'.repeat(140), { align: 'left', after: 2 });
}
