import { combinatorics, inequalities, quadratics, sets, statistics } from './maths-algebra.ts';
import { coordinates, triangles, vectors } from './maths-geometry.ts';
import { type Chapter } from './types.ts';

/** Mathematics, grade 10: the chapters with real lesson content. */
export const MATHS_TEN: readonly Chapter[] = [
  {
    title: 'Mệnh đề và tập hợp',
    lessons: ['Mệnh đề', 'Tập hợp và các phép toán trên tập hợp', 'Bài tập cuối chương I'],
    make: sets,
  },
  {
    title: 'Bất phương trình và hệ bất phương trình bậc nhất hai ẩn',
    lessons: ['Bất phương trình bậc nhất hai ẩn', 'Hệ bất phương trình bậc nhất hai ẩn'],
    make: inequalities,
  },
  {
    title: 'Hệ thức lượng trong tam giác',
    lessons: [
      'Giá trị lượng giác của một góc từ 0° đến 180°',
      'Hệ thức lượng trong tam giác',
      'Bài tập cuối chương III',
    ],
    make: triangles,
  },
  {
    title: 'Vectơ',
    lessons: [
      'Các khái niệm mở đầu',
      'Tổng và hiệu của hai vectơ',
      'Tích của một vectơ với một số',
      'Vectơ trong mặt phẳng tọa độ',
      'Tích vô hướng của hai vectơ',
    ],
    make: vectors,
  },
  {
    title: 'Các số đặc trưng của mẫu số liệu không ghép nhóm',
    lessons: ['Số gần đúng và sai số', 'Các số đặc trưng đo xu thế trung tâm', 'Các số đặc trưng đo độ phân tán'],
    make: statistics,
  },
  {
    title: 'Hàm số, đồ thị và ứng dụng',
    lessons: ['Hàm số', 'Hàm số bậc hai', 'Dấu của tam thức bậc hai', 'Phương trình quy về phương trình bậc hai'],
    make: quadratics,
  },
  {
    title: 'Phương pháp tọa độ trong mặt phẳng',
    lessons: [
      'Phương trình đường thẳng',
      'Vị trí tương đối, góc và khoảng cách',
      'Đường tròn trong mặt phẳng tọa độ',
      'Ba đường conic',
    ],
    make: coordinates,
  },
  {
    title: 'Đại số tổ hợp',
    lessons: ['Quy tắc đếm', 'Hoán vị, chỉnh hợp và tổ hợp', 'Nhị thức Newton'],
    make: combinatorics,
  },
  {
    title: 'Tính xác suất theo định nghĩa cổ điển',
    lessons: ['Biến cố và định nghĩa cổ điển của xác suất', 'Thực hành tính xác suất'],
    make: combinatorics,
  },
];
