import { decimal, THINKING } from './maths-common.ts';
import { type MakeContent } from './types.ts';

export const triangles: MakeContent = (random) => {
  const [b, c] = [random.between(5, 9), random.between(10, 14)];
  const a = Math.sqrt(b * b + c * c - b * c)
    .toFixed(2)
    .replace('.', ',');
  return {
    knowledge: [
      'Giải thích được định lí côsin, định lí sin và công thức tính diện tích tam giác.',
      'Giải được tam giác và vận dụng vào bài toán đo đạc không tới được.',
    ],
    competence: THINKING,
    opening: {
      question: `Đứng ở A nhìn hai cột B, C bên kia hồ dưới góc 60°, biết AB = ${c} m, AC = ${b} m. Làm thế nào tính BC?`,
      answer: 'Học sinh dự đoán; giáo viên dẫn vào định lí côsin.',
    },
    concepts: [
      {
        heading: 'Định lí côsin',
        body: [
          'Trong tam giác ABC: **a^{2} = b^{2} + c^{2} − 2bc·cos A**.',
          'Hệ quả: cos A = (b^{2} + c^{2} − a^{2}) / (2bc).',
        ],
        example: {
          question: `Cho b = ${b}, c = ${c}, góc A = 60°. Tính a.`,
          answer: `a^{2} = ${b}^{2} + ${c}^{2} − ${b}·${c} = ${b * b + c * c - b * c}, suy ra a ≈ ${a}.`,
        },
      },
      {
        heading: 'Định lí sin và diện tích',
        body: ['a / sin A = b / sin B = c / sin C = 2R.', 'S = ½·bc·sin A = abc / (4R) = p·r.'],
        example: {
          question: `Tính diện tích tam giác trên.`,
          answer: `S = ½·${b}·${c}·sin 60° = ${decimal((b * c) / 4)}·√3 (đơn vị diện tích).`,
        },
      },
    ],
    exercises: [
      {
        question: `Tam giác ABC có a = ${b + 2}, góc A = 30°. Tính bán kính R của đường tròn ngoại tiếp.`,
        answer: `2R = a / sin A = ${b + 2} / 0,5 nên R = ${b + 2}.`,
      },
      {
        question: `Tam giác có ba cạnh ${3 * b}, ${4 * b}, ${5 * b}. Tính diện tích.`,
        answer: `Tam giác vuông, S = ½·${3 * b}·${4 * b} = ${6 * b * b}.`,
      },
    ],
    application: {
      question: 'Dùng giác kế tự làm, đo chiều cao cột cờ sân trường từ hai vị trí; viết báo cáo sai số.',
      answer: 'Báo cáo đo đạc có số liệu, hình vẽ, kết quả và nhận xét sai số.',
    },
    figure: { name: 'triangle', caption: 'Hình 1. Tam giác ABC với các yếu tố a, b, c' },
  };
};

export const vectors: MakeContent = (random) => {
  const [x1, y1, x2, y2] = [random.between(1, 4), random.between(1, 4), random.between(-4, -1), random.between(5, 8)];
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  return {
    knowledge: [
      'Nhận biết vectơ, vectơ cùng phương, cùng hướng, bằng nhau; tổng, hiệu của hai vectơ và tích của một số với vectơ.',
      'Tìm được tọa độ của vectơ, độ dài vectơ và tích vô hướng; vận dụng để giải bài toán hình học.',
    ],
    competence: [...THINKING, 'Năng lực mô hình hóa toán học: biểu diễn lực, vận tốc bằng vectơ.'],
    opening: {
      question:
        'Hai tàu kéo cùng kéo một sà lan bằng hai lực có độ lớn như nhau, hợp với nhau góc 60°. Sà lan chuyển động theo hướng nào?',
      answer: 'Theo hướng đường chéo của hình bình hành dựng trên hai lực (quy tắc hình bình hành).',
    },
    concepts: [
      {
        heading: 'Tọa độ của vectơ',
        body: [
          'Với A(x_{A}; y_{A}), B(x_{B}; y_{B}): vectơ AB có tọa độ (x_{B} − x_{A}; y_{B} − y_{A}).',
          'Độ dài: AB = √[(x_{B} − x_{A})^{2} + (y_{B} − y_{A})^{2}].',
        ],
        example: {
          question: `Cho A(${x1}; ${y1}), B(${decimal(x2)}; ${y2}). Tìm tọa độ vectơ AB và độ dài AB.`,
          answer: `Vectơ AB = (${decimal(x2 - x1)}; ${y2 - y1}); AB = √${length}.`,
        },
      },
      {
        heading: 'Biểu thức tọa độ của tích vô hướng',
        body: [
          'Với u = (x; y), v = (x′; y′): u·v = xx′ + yy′. Hai vectơ khác 0 vuông góc khi và chỉ khi xx′ + yy′ = 0.',
        ],
        example: {
          question: `Tính tích vô hướng của u = (${x1}; ${y1}) và v = (${decimal(x2)}; ${y2}).`,
          answer: `u·v = ${x1}·(${decimal(x2)}) + ${y1}·${y2} = ${decimal(x1 * x2 + y1 * y2)}.`,
        },
      },
    ],
    exercises: [
      {
        question: `Tìm tọa độ trung điểm I của đoạn AB với A(${x1}; ${y1}), B(${x1 + 4}; ${y1 + 2}).`,
        answer: `I(${x1 + 2}; ${y1 + 1}).`,
      },
      {
        question: `Tìm m để u = (${y1}; m) vuông góc với v = (${2 * y1}; −1).`,
        answer: `${2 * y1 * y1} − m = 0, suy ra m = ${2 * y1 * y1}.`,
      },
      {
        question: 'Chứng minh rằng với G là trọng tâm tam giác ABC thì tổng ba vectơ GA, GB, GC bằng vectơ-không.',
        answer: 'Gọi M là trung điểm BC; GB + GC = 2GM = −GA (theo vectơ), suy ra điều phải chứng minh.',
      },
    ],
    application: {
      question: 'Tìm trên bản đồ tọa độ của trường và của nhà em (làm tròn), tính khoảng cách theo đường chim bay.',
      answer: 'Bài làm cá nhân, có hình chụp bản đồ và phép tính.',
    },
    figure: { name: 'vectors', caption: 'Hình 1. Quy tắc hình bình hành' },
  };
};

export const coordinates: MakeContent = (random, lesson) => ({
  ...vectors(random, lesson),
  figure: { name: 'coordinates', caption: 'Hình 1. Đường thẳng và đường tròn trong mặt phẳng tọa độ Oxy' },
});
