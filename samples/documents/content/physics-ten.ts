import { type Chapter, type MakeContent } from './types.ts';

const COMPETENCE = [
  'Năng lực vật lí: nhận thức vật lí; tìm hiểu thế giới tự nhiên dưới góc độ vật lí; vận dụng kiến thức, kĩ năng đã học.',
  'Năng lực thực nghiệm: thiết kế phương án, lắp đặt, đo, xử lí số liệu và đánh giá sai số.',
  'Năng lực giao tiếp và hợp tác: phân công nhiệm vụ trong nhóm, bảo vệ ý kiến bằng số liệu.',
];

const measurement: MakeContent = (random) => {
  const values = Array.from({ length: 5 }, () => 200 + random.between(-4, 4));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const error = values.reduce((sum, value) => sum + Math.abs(value - mean), 0) / values.length;
  return {
    knowledge: [
      'Nêu được đối tượng, mục tiêu của vật lí; các quy tắc an toàn trong phòng thực hành.',
      'Nêu được một số loại sai số và cách hạn chế; viết đúng kết quả đo.',
    ],
    competence: COMPETENCE,
    opening: {
      question: 'Năm nhóm đo cùng một chiều dài nhưng kết quả khác nhau. Kết quả nào đúng?',
      answer: 'Không phép đo nào tuyệt đối đúng; cần giá trị trung bình và sai số.',
    },
    concepts: [
      {
        heading: 'Sai số của phép đo',
        body: [
          'Sai số hệ thống do dụng cụ; sai số ngẫu nhiên do người đo và điều kiện ngoài.',
          'Kết quả: A = A_{tb} ± ∆A; sai số tỉ đối δA = ∆A / A_{tb} · 100 %.',
        ],
        example: {
          question: `Năm lần đo (mm): ${values.join('; ')}. Tính giá trị trung bình và sai số tuyệt đối trung bình.`,
          answer: `A_{tb} = ${comma(mean, 1)} mm; ∆A = ${comma(error, 2)} mm.`,
        },
      },
    ],
    exercises: [
      {
        question: 'Đọc kết quả đo trên thước kẹp có độ chia nhỏ nhất 0,1 mm.',
        answer: 'Phần nguyên ở thước chính, phần mười ở vạch trùng của du xích.',
      },
      {
        question: 'Nêu ba việc không được làm trong phòng thực hành điện.',
        answer: 'Cắm điện khi chưa kiểm tra mạch; để nước gần nguồn; chạm vào phần kim loại hở.',
      },
    ],
    application: {
      question: 'Đo chu kì của con lắc đơn dài 60 cm bằng đồng hồ trên điện thoại, 10 lần; xử lí sai số.',
      answer: 'Bảng số liệu, T = T_{tb} ± ∆T.',
    },
    figure: { name: 'bars', caption: 'Hình 1. Kết quả của các lần đo' },
  };
};

const kinematics: MakeContent = (random) => {
  const [v0, a, t] = [random.between(2, 8), random.between(1, 4), random.between(4, 9)];
  const [v, s] = [v0 + a * t, v0 * t + (a * t * t) / 2];
  return {
    knowledge: [
      'Phân biệt được tốc độ và vận tốc, quãng đường và độ dịch chuyển; vẽ và đọc được đồ thị.',
      'Rút ra và vận dụng được các công thức của chuyển động thẳng biến đổi đều, rơi tự do.',
    ],
    competence: COMPETENCE,
    opening: {
      question: 'Xe máy tăng tốc rời đèn đỏ; trong 5 giây đầu xe đi được bao xa?',
      answer: 'Cần biết gia tốc; học sinh ước lượng rồi kiểm tra ở cuối bài.',
    },
    concepts: [
      {
        heading: 'Gia tốc và vận tốc',
        body: ['a = (v − v_{0}) / t; **v = v_{0} + at**. Đơn vị của gia tốc: m/s^{2}.'],
        example: {
          question: `Vật có v_{0} = ${v0} m/s, a = ${a} m/s^{2}. Tính v sau ${t} s.`,
          answer: `v = ${v0} + ${a}·${t} = ${v} m/s.`,
        },
      },
      {
        heading: 'Độ dịch chuyển',
        body: ['**d = v_{0}t + ½at^{2}**; v^{2} − v_{0}^{2} = 2ad. Diện tích dưới đồ thị v–t bằng độ dịch chuyển.'],
        example: {
          question: 'Tính độ dịch chuyển trong thời gian trên.',
          answer: `d = ${v0}·${t} + ½·${a}·${t}^{2} = ${comma(s, 1)} m.`,
        },
      },
    ],
    exercises: [
      {
        question: `Thả vật rơi tự do từ độ cao ${5 * a * a} m, g = 10 m/s^{2}. Tính thời gian rơi.`,
        answer: `t = √(2h/g) = ${a} s.`,
      },
      {
        question: `Ô tô đang chạy ${v} m/s thì hãm với gia tốc ${a} m/s^{2}. Tính quãng đường đến khi dừng.`,
        answer: `d = v^{2}/(2a) = ${comma((v * v) / (2 * a), 1)} m.`,
      },
    ],
    application: {
      question: 'Từ quãng đường hãm, giải thích vì sao phải giữ khoảng cách an toàn; đề xuất khoảng cách ở 60 km/h.',
      answer: 'Quãng đường gồm phần phản xạ và phần hãm; khoảng cách tối thiểu 35 m theo luật.',
    },
    figure: { name: 'motion', caption: 'Hình 1. Đồ thị vận tốc – thời gian của chuyển động thẳng nhanh dần đều' },
  };
};

const dynamics: MakeContent = (random) => {
  const [m, f] = [random.between(2, 6), random.between(12, 30)];
  return {
    knowledge: [
      'Phát biểu được ba định luật Newton; phân biệt cặp lực cân bằng và cặp lực – phản lực.',
      'Mô tả và tính được trọng lực, lực ma sát, lực căng, lực đẩy Archimedes trong trường hợp đơn giản.',
    ],
    competence: COMPETENCE,
    opening: {
      question: 'Vì sao khi xe phanh gấp người ngồi trên xe chúi về phía trước?',
      answer: 'Do quán tính: người có xu hướng giữ nguyên vận tốc.',
    },
    concepts: [
      {
        heading: 'Định luật II Newton',
        body: [
          'Gia tốc cùng hướng với hợp lực, tỉ lệ thuận với độ lớn hợp lực, tỉ lệ nghịch với khối lượng: **a = F/m**.',
        ],
        example: {
          question: `Vật ${m} kg chịu hợp lực ${f} N. Tính gia tốc.`,
          answer: `a = ${f}/${m} = ${comma(f / m, 2)} m/s^{2}.`,
        },
      },
    ],
    exercises: [
      {
        question: `Kéo vật ${m} kg trên sàn ngang, hệ số ma sát 0,2, g = 10 m/s^{2}. Tính lực ma sát trượt.`,
        answer: `F_{ms} = µN = 0,2·${m}·10 = ${2 * m} N.`,
      },
      {
        question: 'Chỉ ra lực và phản lực khi người bước trên mặt đất.',
        answer: 'Chân đẩy đất về sau; đất đẩy chân về trước, cùng độ lớn, khác điểm đặt.',
      },
    ],
    application: {
      question: 'Khảo sát hệ số ma sát của ba loại đế giày trên mặt phẳng nghiêng tự làm.',
      answer: 'Bảng góc trượt, µ = tan α, kết luận.',
    },
    figure: { name: 'forces', caption: 'Hình 1. Các lực tác dụng lên vật trên mặt phẳng nghiêng' },
  };
};

const energy: MakeContent = (random) => {
  const [m, v, h] = [random.between(1, 5), random.between(4, 10), random.between(3, 12)];
  return {
    knowledge: [
      'Tính được công, công suất, hiệu suất; động năng, thế năng trọng trường.',
      'Vận dụng được định luật bảo toàn cơ năng, bảo toàn động lượng.',
    ],
    competence: COMPETENCE,
    opening: {
      question: 'Nước ở hồ thủy điện trên cao có năng lượng ở dạng nào? Năng lượng ấy biến đổi ra sao khi phát điện?',
      answer: 'Thế năng → động năng → điện năng (có hao phí).',
    },
    concepts: [
      {
        heading: 'Động năng và thế năng',
        body: ['W_{đ} = ½mv^{2}; W_{t} = mgh; cơ năng W = W_{đ} + W_{t}.'],
        example: {
          question: `Vật ${m} kg ở độ cao ${h} m, tốc độ ${v} m/s (g = 10 m/s^{2}). Tính cơ năng.`,
          answer: `W = ½·${m}·${v}^{2} + ${m}·10·${h} = ${comma((m * v * v) / 2 + m * 10 * h, 1)} J.`,
        },
      },
      {
        heading: 'Động lượng',
        body: ['p = mv; trong hệ kín, tổng động lượng không đổi.'],
        example: { question: `Tính động lượng của vật trên.`, answer: `p = ${m}·${v} = ${m * v} kg·m/s.` },
      },
    ],
    exercises: [
      {
        question: `Người kéo vật ${10 * m} N lên cao ${h} m trong 10 s. Tính công suất.`,
        answer: `P = ${10 * m}·${h}/10 = ${m * h} W.`,
      },
      {
        question: `Hai xe lăn ${m} kg, xe một chạy ${v} m/s va chạm mềm với xe hai đứng yên. Tính vận tốc sau va chạm.`,
        answer: `v′ = ${comma(v / 2, 1)} m/s.`,
      },
    ],
    application: {
      question: 'Tính tiền điện tiết kiệm trong tháng nếu thay 10 bóng 60 W bằng bóng 9 W, mỗi ngày dùng 5 giờ.',
      answer: 'Tiết kiệm 51·10·5·30/1000 = 76,5 kWh.',
    },
    figure: { name: 'motion', caption: 'Hình 1. Sự biến đổi theo thời gian' },
  };
};

function comma(value: number, digits: number): string {
  return String(Number(value.toFixed(digits))).replace('.', ',');
}

/** Physics, grade 10: the chapters with real lesson content. */
export const PHYSICS_TEN: readonly Chapter[] = [
  {
    title: 'Mở đầu',
    lessons: [
      'Làm quen với Vật lí',
      'Các quy tắc an toàn trong phòng thực hành Vật lí',
      'Thực hành tính sai số trong phép đo',
    ],
    make: measurement,
  },
  {
    title: 'Động học',
    lessons: [
      'Độ dịch chuyển và quãng đường đi được',
      'Tốc độ và vận tốc',
      'Đồ thị độ dịch chuyển – thời gian',
      'Gia tốc',
      'Chuyển động thẳng biến đổi đều',
      'Sự rơi tự do',
      'Chuyển động ném',
    ],
    make: kinematics,
  },
  {
    title: 'Động lực học',
    lessons: [
      'Tổng hợp và phân tích lực',
      'Định luật 1 Newton',
      'Định luật 2 Newton',
      'Định luật 3 Newton',
      'Trọng lực và lực căng',
      'Lực ma sát',
      'Moment lực. Cân bằng của vật rắn',
    ],
    make: dynamics,
  },
  {
    title: 'Năng lượng, công, công suất',
    lessons: [
      'Năng lượng. Công cơ học',
      'Công suất',
      'Động năng, thế năng',
      'Cơ năng và định luật bảo toàn cơ năng',
      'Hiệu suất',
    ],
    make: energy,
  },
  {
    title: 'Động lượng',
    lessons: [
      'Động lượng',
      'Định luật bảo toàn động lượng',
      'Thực hành: xác định động lượng của vật trước và sau va chạm',
    ],
    make: energy,
  },
  {
    title: 'Chuyển động tròn. Biến dạng của vật rắn',
    lessons: [
      'Động học của chuyển động tròn đều',
      'Lực hướng tâm và gia tốc hướng tâm',
      'Biến dạng của vật rắn',
      'Khối lượng riêng. Áp suất chất lỏng',
    ],
    make: dynamics,
  },
];
