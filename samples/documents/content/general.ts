import { type MakeContent } from './types.ts';

const TASKS = [
  'Lập bảng so sánh hai nội dung chính của bài và rút ra nhận xét.',
  'Vẽ sơ đồ tư duy tóm tắt bài học, có ít nhất ba nhánh.',
  'Tìm một ví dụ thực tế ở địa phương minh họa cho nội dung bài học.',
  'Trả lời nhanh 10 câu hỏi trắc nghiệm, trao đổi chéo bài và giải thích đáp án.',
  'Đóng vai, xử lí một tình huống liên quan đến nội dung bài học.',
];

/** What can be said of any lesson: used where a chapter brings no content of its own. */
export const generalContent: MakeContent = (random, lesson) => {
  const [first = '', second = '', third = ''] = random.shuffle(TASKS);
  const minutes = random.between(5, 8);
  return {
    knowledge: [
      `Trình bày được nội dung cơ bản của bài “${lesson}”.`,
      'Giải thích được mối liên hệ giữa kiến thức mới và kiến thức đã học; lấy được ví dụ minh họa.',
      'Vận dụng được kiến thức để giải quyết nhiệm vụ học tập và tình huống thực tiễn gần gũi.',
    ],
    competence: [
      'Năng lực tự chủ và tự học: chủ động chuẩn bị bài, tự đánh giá theo bảng kiểm.',
      'Năng lực giao tiếp và hợp tác: làm việc nhóm, trình bày và phản hồi.',
      'Năng lực giải quyết vấn đề và sáng tạo: đề xuất, lựa chọn giải pháp phù hợp.',
    ],
    opening: {
      question: `Quan sát hình ảnh trong ${minutes} phút và cho biết điều gì khiến em liên tưởng đến “${lesson}”?`,
      answer: 'Các ý kiến của học sinh được ghi lên bảng, chưa kết luận đúng sai; giáo viên dẫn vào bài.',
    },
    concepts: [
      {
        heading: `Tìm hiểu nội dung trọng tâm: ${lesson}`,
        body: [
          'Học sinh đọc tài liệu, gạch chân từ khóa, ghi lại điều đã rõ và điều còn thắc mắc.',
          'Nhóm chuyên gia trình bày từng phần; nhóm mảnh ghép tổng hợp thành sản phẩm chung.',
        ],
        example: {
          question: 'Nội dung nào là cốt lõi, nội dung nào là ví dụ minh họa?',
          answer: 'Học sinh nêu được khái niệm, đặc điểm và ít nhất hai ví dụ đúng.',
        },
      },
    ],
    exercises: [
      { question: first, answer: 'Sản phẩm trên phiếu học tập, đúng ít nhất 80 % yêu cầu.' },
      { question: second, answer: 'Bài làm của nhóm, có lập luận và dẫn chứng.' },
    ],
    application: { question: third, answer: 'Sản phẩm nộp trên hệ thống trước tiết học sau; giáo viên nhận xét.' },
    figure: { name: 'tree', caption: 'Sơ đồ: cấu trúc nội dung bài học' },
  };
};
