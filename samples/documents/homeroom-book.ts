import { addDays, makeRandom, type TermCode } from '../school/index.ts';
import { afternoonOf, type DocumentInput, find, vietnameseDate } from './directory.ts';
import { coverPage, openBook, placeAndDate, signatureBlock } from './frame.ts';
import { PageFlow } from './typeset/page-flow.ts';
import { drawTable, type Row } from './typeset/table.ts';

export interface HomeroomBookInput extends DocumentInput {
  /** Class code. */
  readonly class: string;
  readonly term: TermCode;
}

const POSTS = [
  'Lớp trưởng',
  'Lớp phó học tập',
  'Lớp phó lao động',
  'Bí thư chi đoàn',
  'Tổ trưởng tổ 1',
  'Tổ trưởng tổ 2',
  'Tổ trưởng tổ 3',
  'Tổ trưởng tổ 4',
];
const GOOD = [
  'Nền nếp ổn định, đi học đúng giờ.',
  'Tích cực phát biểu, hoàn thành bài tập.',
  'Tham gia tốt phong trào của Đoàn trường.',
  'Vệ sinh lớp học sạch sẽ, trực nhật đầy đủ.',
];
const WEAK = [
  'Một số em còn nói chuyện riêng trong giờ học.',
  'Ba em chưa chuẩn bị bài môn Tiếng Anh.',
  'Hai em đi muộn tiết đầu.',
  'Chưa giữ gìn tốt tài sản chung.',
];
const NEXT = [
  'Nhắc nhở, gặp riêng học sinh vi phạm; phối hợp với gia đình.',
  'Tổ chức đôi bạn cùng tiến.',
  'Kiểm tra vở bài tập đầu giờ.',
  'Sinh hoạt lớp theo chủ đề “Văn hóa ứng xử”.',
];

/** A class's homeroom book for one term (sổ chủ nhiệm): the class, its officers, the plan, a review of every week. */
export async function makeHomeroomBook(input: HomeroomBookInput): Promise<Uint8Array> {
  const { school, term, seed = 1 } = input;
  const one = find.class(school, input.class);
  const teacher = find.account(school, one.homeroomTeacher);
  const weeks = school.year.weeks.filter((week) => week.term === term);
  const date = addDays(weeks.at(-1)?.endsOn ?? school.year.endsOn, -1);
  const termName = term === 'HK1' ? 'Học kỳ I' : 'Học kỳ II';
  const book = await openBook(input, {
    title: `Sổ chủ nhiệm lớp ${one.code} – ${termName}`,
    author: teacher.fullName,
    subject: `${school.school.name}, năm học ${school.year.code}`,
    keywords: ['sổ chủ nhiệm', `lớp ${one.code}`, termName],
    createdAt: afternoonOf(date),
  });
  const flow = new PageFlow(book);
  coverPage(flow, {
    school,
    title: 'Sổ chủ nhiệm',
    lines: [`Lớp: **${one.code}** – ${termName}`, `Giáo viên chủ nhiệm: **${teacher.fullName}**`],
  });
  flow.newPage();
  writeClass(flow, input);
  flow.heading('III. NHẬN XÉT, ĐÁNH GIÁ VÀ KẾ HOẠCH HẰNG TUẦN');
  const random = makeRandom(`homeroom/${seed}/${one.code}/${term}`);
  drawTable(flow, {
    columns: [1.7, 1.1, 3.2, 3, 3.2],
    align: ['center', 'center'],
    size: 11.5,
    header: [['Tuần', 'Vắng (P/K)', 'Ưu điểm', 'Tồn tại', 'Biện pháp, kế hoạch tuần tới']],
    rows: weeks.map(({ number, startsOn, endsOn }): Row => [
      `Tuần ${number}\n${vietnameseDate(startsOn).slice(0, 5)}–${vietnameseDate(endsOn).slice(0, 5)}`,
      `${random.between(0, 4)}/${random.between(0, 1)}`,
      random.shuffle(GOOD).slice(0, 2).join(' '),
      random.pick(WEAK),
      random.shuffle(NEXT).slice(0, 2).join(' '),
    ]),
  });
  flow.heading('IV. CÔNG TÁC PHỐI HỢP VỚI CHA MẸ HỌC SINH');
  flow.bullets([
    'Họp cha mẹ học sinh đầu năm, cuối học kì; lấy ý kiến đồng thuận về việc dùng sổ liên lạc điện tử.',
    'Trao đổi riêng với gia đình các em có hoàn cảnh khó khăn; giữ kín thông tin cá nhân.',
  ]);
  signatureBlock(flow, {
    left: { title: 'Phó Hiệu trưởng duyệt', name: school.accounts[1]?.fullName ?? '' },
    right: { title: 'Giáo viên chủ nhiệm', name: teacher.fullName },
    date: placeAndDate(school, date),
  });
  return book.save();
}

function writeClass(flow: PageFlow, input: HomeroomBookInput): void {
  const students = find.students(input.school, input.class);
  const girls = students.filter(({ gender }) => gender === 'nữ').length;
  flow.heading('I. DANH SÁCH LỚP');
  flow.paragraph(`Sĩ số: ${students.length}; nữ: ${girls}; nam: ${students.length - girls}.`);
  drawTable(flow, {
    columns: [0.8, 1.8, 3.6, 1, 2, 2.2, 4],
    align: ['center', 'center', 'left', 'center', 'center', 'left', 'left'],
    size: 11,
    header: [['TT', 'Mã HS', 'Họ và tên', 'GT', 'Ngày sinh', 'Nơi sinh', 'Người giám hộ; chỗ ở hiện nay']],
    rows: students.map((student, index): Row => [
      String(index + 1),
      student.code,
      student.fullName,
      student.gender,
      vietnameseDate(student.birthDate),
      student.birthPlace,
      `${student.guardian}; ${student.address}`,
    ]),
  });
  flow.heading('II. BAN CÁN SỰ LỚP VÀ CHỈ TIÊU PHẤN ĐẤU');
  drawTable(flow, {
    columns: [1, 4, 4, 3],
    align: ['center'],
    header: [['TT', 'Chức vụ', 'Họ và tên', 'Ghi chú']],
    rows: POSTS.map((post, index): Row => [
      String(index + 1),
      post,
      students[(index * 5 + 2) % students.length]?.fullName ?? '',
      '',
    ]),
  });
  flow.bullets([
    'Kết quả học tập: Tốt từ 20 %, Khá từ 50 %, không có Chưa đạt.',
    'Kết quả rèn luyện: Tốt từ 85 %.',
    'Duy trì sĩ số 100 %; không có học sinh vi phạm pháp luật.',
  ]);
}
