import { decimal, THINKING } from './maths-common.ts';
import { type MakeContent } from './types.ts';

export const sets: MakeContent = (random) => {
  const [a, b, both] = [random.between(20, 26), random.between(15, 19), random.between(6, 10)];
  return {
    knowledge: [
      'Nhận biết mệnh đề, mệnh đề phủ định, mệnh đề kéo theo, mệnh đề tương đương; dùng đúng các kí hiệu “với mọi”, “tồn tại”.',
      'Thực hiện được các phép toán hợp, giao, hiệu của hai tập hợp; biểu diễn bằng biểu đồ Ven.',
    ],
    competence: THINKING,
    opening: {
      question: `Lớp 10A1 có ${a} bạn thích bóng đá, ${b} bạn thích cầu lông, trong đó ${both} bạn thích cả hai môn. Có bao nhiêu bạn thích ít nhất một môn?`,
      answer: `Số bạn thích ít nhất một môn là ${a} + ${b} − ${both} = ${a + b - both} (bạn), vì ${both} bạn đã được đếm hai lần.`,
    },
    concepts: [
      {
        heading: 'Giao và hợp của hai tập hợp',
        body: [
          'Tập hợp gồm các phần tử thuộc cả A và B gọi là **giao** của A và B.',
          'Tập hợp gồm các phần tử thuộc A hoặc thuộc B gọi là **hợp** của A và B.',
        ],
        example: { question: `Cho A = {1; 2; 3; ${a}}, B = {2; 3; ${b}}. Tìm A ∩ B.`, answer: 'A ∩ B = {2; 3}.' },
      },
      {
        heading: 'Số phần tử của hợp',
        body: ['Với A, B hữu hạn: số phần tử của hợp bằng n(A) + n(B) − n(A ∩ B).'],
        example: {
          question: `Biết n(A) = ${a}, n(B) = ${b}, n(A ∩ B) = ${both}. Tính số phần tử của hợp.`,
          answer: `${a} + ${b} − ${both} = ${a + b - both}.`,
        },
      },
    ],
    exercises: [
      {
        question: `Viết tập hợp các số tự nhiên lẻ nhỏ hơn ${both + 3} bằng cách liệt kê phần tử.`,
        answer: `{${odds(both + 3).join('; ')}}.`,
      },
      {
        question: `Phủ định của mệnh đề “Với mọi số thực x, x^{2} + ${both} > 0” là gì? Mệnh đề phủ định đúng hay sai?`,
        answer: `“Tồn tại số thực x để x^{2} + ${both} ≤ 0”; mệnh đề này sai.`,
      },
    ],
    application: {
      question:
        'Khảo sát 40 bạn trong lớp về hai câu lạc bộ mà các bạn tham gia, vẽ biểu đồ Ven và viết báo cáo nửa trang.',
      answer: 'Bảng số liệu, biểu đồ Ven và nhận xét của nhóm; nộp ở tiết sau.',
    },
    figure: { name: 'venn', caption: 'Hình 1. Biểu đồ Ven biểu diễn hai tập hợp A và B' },
  };
};

export const inequalities: MakeContent = (random) => {
  const [a, b] = [random.between(2, 5), random.between(2, 5)];
  const c = a * b * random.between(2, 4);
  return {
    knowledge: [
      'Nhận biết bất phương trình và hệ bất phương trình bậc nhất hai ẩn.',
      'Biểu diễn được miền nghiệm trên mặt phẳng tọa độ và vận dụng vào bài toán thực tiễn.',
    ],
    competence: THINKING,
    opening: {
      question: `Mỗi quyển vở giá ${a} nghìn đồng, mỗi chiếc bút giá ${b} nghìn đồng. Với ${c} nghìn đồng có thể mua những cặp số vở và bút nào?`,
      answer: `Gọi x là số vở, y là số bút: ${a}x + ${b}y ≤ ${c}, với x, y là số tự nhiên.`,
    },
    concepts: [
      {
        heading: 'Miền nghiệm của bất phương trình bậc nhất hai ẩn',
        body: [
          'Đường thẳng ax + by = c chia mặt phẳng thành hai nửa; một nửa (kể cả bờ) là miền nghiệm của ax + by ≤ c.',
          'Lấy một điểm không thuộc đường thẳng, thường là gốc O(0; 0), để thử.',
        ],
        example: {
          question: `Biểu diễn miền nghiệm của ${a}x + ${b}y ≤ ${c}.`,
          answer: `Vẽ đường thẳng đi qua (${c / a}; 0) và (0; ${c / b}). Vì 0 ≤ ${c} đúng nên miền nghiệm là nửa mặt phẳng chứa gốc O.`,
        },
      },
    ],
    exercises: [
      {
        question: `Cặp số (1; 1) có là nghiệm của ${a}x + ${b}y ≤ ${c} không?`,
        answer: `${a} + ${b} = ${a + b} ≤ ${c}: đúng, nên (1; 1) là một nghiệm.`,
      },
      {
        question: `Tìm giá trị lớn nhất của F = x + y với x ≥ 0, y ≥ 0 và ${a}x + ${b}y ≤ ${c}.`,
        answer: `Miền nghiệm là tam giác có đỉnh (0; 0), (${c / a}; 0), (0; ${c / b}); F lớn nhất bằng ${c / Math.min(a, b)}.`,
      },
    ],
    application: {
      question:
        'Lập kế hoạch chi tiêu cho buổi ngoại khóa của lớp với hai loại chi phí và một mức trần; biểu diễn miền nghiệm.',
      answer: 'Bài làm của nhóm gồm bất phương trình, hình vẽ và phương án chọn.',
    },
    figure: { name: 'halfPlane', caption: 'Hình 1. Miền nghiệm là phần không bị gạch' },
  };
};

export const statistics: MakeContent = (random) => {
  const data = Array.from({ length: 9 }, () => random.between(4, 10)).sort((left, right) => left - right);
  const mean = (data.reduce((sum, value) => sum + value, 0) / data.length).toFixed(2).replace('.', ',');
  return {
    knowledge: [
      'Tính được số trung bình, trung vị, tứ phân vị, mốt; khoảng biến thiên, phương sai, độ lệch chuẩn.',
      'Giải thích được ý nghĩa của các số đặc trưng; phát hiện số liệu bất thường.',
    ],
    competence: [...THINKING, 'Năng lực sử dụng công cụ: máy tính cầm tay, bảng tính.'],
    opening: {
      question: `Điểm kiểm tra của một tổ: ${data.join('; ')}. Có thể tóm tắt bằng một con số không?`,
      answer: 'Có: số trung bình, trung vị hoặc mốt; mỗi số nói lên một điều.',
    },
    concepts: [
      {
        heading: 'Số trung bình và trung vị',
        body: [
          'Số trung bình: tổng các giá trị chia cho cỡ mẫu n.',
          'Trung vị: giá trị đứng giữa dãy đã sắp xếp (n lẻ), hoặc trung bình cộng hai giá trị giữa (n chẵn).',
        ],
        example: {
          question: `Tìm số trung bình và trung vị của dãy trên.`,
          answer: `Số trung bình ≈ ${mean}; trung vị là ${data[4] ?? 0}.`,
        },
      },
    ],
    exercises: [
      {
        question: 'Tìm khoảng biến thiên của dãy trên.',
        answer: `R = ${data[8] ?? 0} − ${data[0] ?? 0} = ${(data[8] ?? 0) - (data[0] ?? 0)}.`,
      },
      {
        question: 'Nếu mọi điểm được cộng thêm 1 thì độ lệch chuẩn thay đổi thế nào?',
        answer: 'Không đổi, vì khoảng cách từ mỗi giá trị đến số trung bình không đổi.',
      },
    ],
    application: {
      question: 'Thu thập thời gian tự học mỗi ngày của 20 bạn, lập bảng, vẽ biểu đồ và nhận xét.',
      answer: 'Báo cáo nhóm: bảng tần số, biểu đồ cột, số trung bình, độ lệch chuẩn.',
    },
    figure: { name: 'bars', caption: 'Hình 1. Biểu đồ cột điểm kiểm tra' },
  };
};

export const quadratics: MakeContent = (random) => {
  const [p, q] = [random.between(1, 4), random.between(5, 9)];
  const [b, c] = [-(p + q), p * q];
  const xv = (p + q) / 2;
  const yv = xv * xv + b * xv + c;
  const f = `x^{2} − ${-b}x + ${c}`;
  return {
    knowledge: [
      'Vẽ được parabol là đồ thị hàm số bậc hai; nhận biết đỉnh, trục đối xứng, khoảng đồng biến, nghịch biến.',
      'Giải được bất phương trình bậc hai bằng định lí về dấu của tam thức.',
    ],
    competence: THINKING,
    opening: {
      question: 'Quỹ đạo của quả bóng rổ là một đường cong. Đường cong ấy có phương trình dạng nào?',
      answer: 'Dạng y = ax^{2} + bx + c với a < 0: một parabol.',
    },
    concepts: [
      {
        heading: 'Đồ thị hàm số bậc hai',
        body: [
          'Đồ thị của y = ax^{2} + bx + c (a ≠ 0) là parabol có đỉnh I(−b/(2a); −∆/(4a)), trục đối xứng x = −b/(2a).',
        ],
        example: {
          question: `Tìm đỉnh và trục đối xứng của y = ${f}.`,
          answer: `Đỉnh I(${decimal(xv)}; ${decimal(yv)}), trục x = ${decimal(xv)}; parabol cắt Ox tại ${p} và ${q}.`,
        },
      },
      {
        heading: 'Dấu của tam thức bậc hai',
        body: ['Nếu ∆ > 0: f(x) trái dấu với a trong khoảng hai nghiệm, cùng dấu với a ngoài hai nghiệm.'],
        example: {
          question: `Giải bất phương trình ${f} ≤ 0.`,
          answer: `Hai nghiệm ${p} và ${q}, a = 1 > 0, nên ${p} ≤ x ≤ ${q}.`,
        },
      },
    ],
    exercises: [
      { question: `Tìm tập nghiệm của ${f} > 0.`, answer: `x < ${p} hoặc x > ${q}.` },
      {
        question: `Tìm m để phương trình x^{2} − ${2 * p}x + m = 0 có hai nghiệm phân biệt.`,
        answer: `∆′ = ${p * p} − m > 0, suy ra m < ${p * p}.`,
      },
    ],
    application: {
      question: `Vòm cổng trường hình parabol rộng ${q} m, cao ${p + 3} m. Xe tải cao ${p + 1} m, rộng 2 m có qua được không?`,
      answer: 'Học sinh lập hệ trục, viết phương trình parabol, tính độ cao tại mép xe rồi kết luận.',
    },
    figure: { name: 'parabola', caption: 'Hình 1. Đồ thị hàm số bậc hai với a > 0' },
  };
};

export const combinatorics: MakeContent = (random) => {
  const n = random.between(5, 8);
  const pairs = (n * (n - 1)) / 2;
  return {
    knowledge: [
      'Vận dụng được quy tắc cộng, quy tắc nhân; tính được số hoán vị, chỉnh hợp, tổ hợp.',
      'Khai triển được nhị thức Newton (a + b)^{n} với số mũ thấp; tính được xác suất trong trường hợp đơn giản.',
    ],
    competence: THINKING,
    opening: {
      question: `Lớp có ${n} ứng viên, cần chọn 2 bạn vào ban cán sự. Có bao nhiêu cách?`,
      answer: `Chọn không kể thứ tự: ${pairs} cách.`,
    },
    concepts: [
      {
        heading: 'Hoán vị, chỉnh hợp, tổ hợp',
        body: ['P_{n} = n!; số chỉnh hợp chập k của n: n!/(n − k)!; số tổ hợp: n!/[k!(n − k)!].'],
        example: {
          question: `Tính số chỉnh hợp chập 2 và số tổ hợp chập 2 của ${n}.`,
          answer: `Số chỉnh hợp: ${n}·${n - 1} = ${n * (n - 1)}; số tổ hợp: ${pairs}.`,
        },
      },
    ],
    exercises: [
      {
        question: `Gieo hai con xúc xắc cân đối. Tính xác suất tổng số chấm bằng ${n}.`,
        answer: `Có ${6 - Math.abs(7 - n)} kết quả thuận lợi trong 36, P = ${6 - Math.abs(7 - n)}/36.`,
      },
      { question: `Khai triển (x + ${n})^{2}.`, answer: `x^{2} + ${2 * n}x + ${n * n}.` },
    ],
    application: {
      question: 'Tính số mật khẩu gồm 6 chữ số; so sánh khi thêm chữ cái; nêu bài học về an toàn thông tin.',
      answer: '10^{6} mật khẩu; với 36 kí tự là 36^{6}. Không dùng ngày sinh làm mật khẩu.',
    },
    figure: { name: 'tree', caption: 'Hình 1. Sơ đồ cây của phép chọn' },
  };
};

function odds(below: number): number[] {
  return Array.from({ length: Math.floor(below / 2) }, (_, index) => 2 * index + 1);
}
