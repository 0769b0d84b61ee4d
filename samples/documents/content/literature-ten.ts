import { type Chapter, type MakeContent, type QuestionAndAnswer } from './types.ts';

interface Text {
  readonly name: string;
  readonly genre: string;
  readonly opening: QuestionAndAnswer;
  readonly points: readonly {
    readonly heading: string;
    readonly body: readonly string[];
    readonly example: QuestionAndAnswer;
  }[];
  readonly exercises: readonly QuestionAndAnswer[];
  readonly application: string;
}

const COMPETENCE = [
  'Năng lực đọc hiểu: xác định đề tài, chủ đề, thông điệp; phân tích chi tiết tiêu biểu theo đặc trưng thể loại.',
  'Năng lực viết: tạo lập được đoạn văn nghị luận khoảng 200 chữ, đúng yêu cầu về hình thức.',
  'Năng lực nói và nghe: trình bày ý kiến, lắng nghe và phản hồi có lí lẽ, tôn trọng người đối thoại.',
];

const about =
  (text: Text): MakeContent =>
  (random) => ({
    knowledge: [
      `Nhận biết và phân tích được những đặc điểm của ${text.genre} qua văn bản ${text.name}.`,
      'Liên hệ, so sánh, kết nối văn bản với trải nghiệm của bản thân và bối cảnh văn hóa, lịch sử.',
    ],
    competence: COMPETENCE,
    opening: text.opening,
    concepts: text.points,
    exercises: random.shuffle(text.exercises),
    application: {
      question: text.application,
      answer: 'Bài viết hoặc bài thuyết trình của học sinh, chấm theo bảng tiêu chí ở phụ lục.',
    },
    figure: { name: 'tree', caption: 'Sơ đồ tư duy: hệ thống ý của bài học' },
  });

const myths = about({
  name: '“Truyện về các vị thần sáng tạo thế giới”',
  genre: 'thần thoại',
  opening: {
    question: 'Người xưa đã giải thích sự hình thành trời, đất, biển, sông như thế nào? Kể tên một vị thần em biết.',
    answer: 'Thần Trụ Trời, thần Sét, thần Gió…; học sinh chia sẻ tự do.',
  },
  points: [
    {
      heading: 'Không gian, thời gian và nhân vật trong thần thoại',
      body: [
        'Không gian vũ trụ đang hình thành; thời gian cổ sơ, không xác định.',
        'Nhân vật có hình dạng, sức mạnh phi thường, làm công việc sáng tạo thế giới.',
      ],
      example: {
        question: 'Chi tiết “chân thần dài không thể tưởng tượng được” có tác dụng gì?',
        answer: 'Phóng đại tầm vóc của thần, thể hiện khát vọng lí giải và chinh phục tự nhiên.',
      },
    },
    {
      heading: 'Giá trị của thần thoại',
      body: ['Thể hiện cách hình dung hồn nhiên về thế giới và niềm tin vạn vật hữu linh.'],
      example: {
        question: 'Vì sao ngày nay ta vẫn đọc thần thoại?',
        answer: 'Vì vẻ đẹp của trí tưởng tượng và khát vọng của con người không cũ.',
      },
    },
  ],
  exercises: [
    {
      question: 'Tóm tắt truyện “Thần Trụ Trời” trong 5 câu.',
      answer:
        'Đủ các sự việc: trời đất hỗn độn; thần đội trời, đắp cột; trời cao đất rộng; thần phá cột; đất đá văng ra thành núi, đảo.',
    },
    {
      question: 'Lập bảng so sánh thần Trụ Trời và thần Gió.',
      answer: 'So sánh theo ngoại hình, công việc, tính cách, ý nghĩa.',
    },
  ],
  application: 'Viết đoạn văn khoảng 150 chữ phân tích một chi tiết kì ảo mà em thích.',
});

const poems = about({
  name: '“Cảm xúc mùa thu” (Đỗ Phủ) và chùm thơ hai-cư Nhật Bản',
  genre: 'thơ Đường luật và thơ hai-cư',
  opening: {
    question: 'Đọc một câu thơ về mùa thu mà em thuộc. Câu thơ gợi hình ảnh, âm thanh nào?',
    answer: '“Ao thu lạnh lẽo nước trong veo” (Nguyễn Khuyến)…',
  },
  points: [
    {
      heading: 'Bốn câu đầu: cảnh thu nơi đất khách',
      body: [
        'Sương móc trắng xóa, rừng phong tiêu điều, sóng vọt lưng trời, mây đùn mặt đất.',
        'Cảnh vừa hùng vĩ vừa u uất, báo hiệu thời loạn.',
      ],
      example: {
        question: 'Chỉ ra phép đối ở hai câu thực.',
        answer: 'Lưng trời sóng rợn – mặt đất mây đùn: đối về hình ảnh, chiều không gian.',
      },
    },
    {
      heading: 'Bốn câu cuối: nỗi lòng nhà thơ',
      body: ['Khóm cúc hai lần nở, con thuyền buộc mối tình nhà; tiếng chày đập áo trong chiều.'],
      example: {
        question: 'Vì sao tiếng chày đập vải lại gợi nỗi nhớ?',
        answer: 'Âm thanh báo mùa rét, gợi việc may áo gửi người đi xa.',
      },
    },
  ],
  exercises: [
    {
      question: 'Phân tích một bài hai-cư: chỉ ra quý ngữ và khoảnh khắc được nắm bắt.',
      answer: 'Quý ngữ chỉ mùa; khoảnh khắc bừng ngộ trước thiên nhiên.',
    },
    {
      question: 'So sánh cách tả mùa thu của Đỗ Phủ và Nguyễn Khuyến.',
      answer: 'Đỗ Phủ: hùng vĩ, ngậm ngùi; Nguyễn Khuyến: trong trẻo, tĩnh lặng.',
    },
  ],
  application: 'Sáng tác một bài thơ ba dòng theo tinh thần hai-cư về sân trường em.',
});

const nguyenTrai = about({
  name: '“Bình Ngô đại cáo” của Nguyễn Trãi',
  genre: 'văn nghị luận trung đại (thể cáo)',
  opening: {
    question: 'Vì sao “Bình Ngô đại cáo” được coi là bản tuyên ngôn độc lập thứ hai của dân tộc?',
    answer: 'Vì khẳng định độc lập, chủ quyền về lãnh thổ, văn hiến, phong tục, lịch sử sau chiến thắng quân Minh.',
  },
  points: [
    {
      heading: 'Luận đề chính nghĩa',
      body: [
        '“Việc nhân nghĩa cốt ở yên dân, / Quân điếu phạt trước lo trừ bạo”.',
        'Nhân nghĩa gắn với yên dân, trừ bạo; chủ quyền dân tộc là chân lí khách quan.',
      ],
      example: {
        question: 'Nguyễn Trãi nêu những yếu tố nào xác định độc lập dân tộc?',
        answer: 'Văn hiến lâu đời, lãnh thổ riêng, phong tục riêng, lịch sử các triều đại, hào kiệt đời nào cũng có.',
      },
    },
    {
      heading: 'Bản cáo trạng tội ác của giặc',
      body: [
        '“Nướng dân đen trên ngọn lửa hung tàn, / Vùi con đỏ xuống dưới hầm tai vạ”.',
        'Hình ảnh, giọng điệu, phép đối làm nên sức tố cáo.',
      ],
      example: {
        question: 'Phân tích tác dụng của hai động từ “nướng”, “vùi”.',
        answer: 'Gợi sự tàn bạo đến tận cùng, nỗi đau của dân lành, lòng căm thù của tác giả.',
      },
    },
  ],
  exercises: [
    {
      question: 'Vẽ sơ đồ lập luận của bài cáo.',
      answer: 'Luận đề chính nghĩa → tội ác của giặc → quá trình chiến đấu và chiến thắng → tuyên bố hòa bình.',
    },
    {
      question: 'So sánh tư tưởng chủ quyền trong “Nam quốc sơn hà” và “Bình Ngô đại cáo”.',
      answer: '“Bình Ngô đại cáo” toàn diện hơn: thêm văn hiến, phong tục, lịch sử, con người.',
    },
  ],
  application: 'Viết bài văn nghị luận về trách nhiệm của tuổi trẻ với chủ quyền biển, đảo.',
});

const argument = about({
  name: '“Hiền tài là nguyên khí của quốc gia” (Thân Nhân Trung)',
  genre: 'văn bản nghị luận',
  opening: {
    question: 'Em hiểu “nguyên khí” là gì? Vì sao một nước cần người tài?',
    answer: 'Khí chất ban đầu làm nên sự sống còn; người tài quyết định sự hưng thịnh của đất nước.',
  },
  points: [
    {
      heading: 'Hệ thống luận điểm, lí lẽ, bằng chứng',
      body: [
        'Nguyên khí thịnh thì thế nước mạnh, nguyên khí suy thì thế nước yếu.',
        'Việc khắc bia tiến sĩ: khuyến khích người tài, ngăn ngừa điều ác, củng cố mệnh mạch nước nhà.',
      ],
      example: {
        question: 'Chỉ ra quan hệ giữa hiền tài và vận mệnh đất nước.',
        answer: 'Quan hệ nhân quả, được trình bày bằng hai vế đối nhau.',
      },
    },
  ],
  exercises: [
    {
      question: 'Tóm tắt văn bản bằng ba luận điểm.',
      answer: 'Vai trò của hiền tài; chính sách của triều đình; ý nghĩa việc khắc bia.',
    },
    { question: 'Tìm hai bằng chứng ngày nay cho luận điểm của tác giả.', answer: 'Học sinh tự nêu, có nguồn dẫn.' },
  ],
  application: 'Viết bài luận thuyết phục bạn từ bỏ thói quen trì hoãn trong học tập.',
});

const epics = about({
  name: 'Sử thi “Đăm Săn” và “Ô-đi-xê”',
  genre: 'sử thi',
  opening: {
    question: 'Người anh hùng trong tưởng tượng của em có những phẩm chất gì?',
    answer: 'Dũng cảm, trọng danh dự, vì cộng đồng…',
  },
  points: [
    {
      heading: 'Nhân vật anh hùng Đăm Săn',
      body: [
        'Vẻ đẹp hình thể, sức mạnh, khát vọng chinh phục nữ thần Mặt Trời.',
        'Lời kể trang trọng, nhịp chậm, giàu so sánh và phóng đại.',
      ],
      example: {
        question: 'Vì sao cái chết của Đăm Săn không bi lụy?',
        answer: 'Vì khát vọng được tiếp nối qua Đăm Săn cháu; cộng đồng ngưỡng mộ.',
      },
    },
  ],
  exercises: [
    { question: 'Lập bảng so sánh Đăm Săn và Héc-to.', answer: 'So sánh khát vọng, nghĩa vụ với cộng đồng, kết cục.' },
    { question: 'Chỉ ra hai so sánh mang màu sắc Tây Nguyên.', answer: 'Ví von với núi rừng, cồng chiêng, voi…' },
  ],
  application: 'Đóng vai người kể chuyện, kể lại một đoạn sử thi trước lớp.',
});

/** Literature, grade 10: the chapters with real lesson content. */
export const LITERATURE_TEN: readonly Chapter[] = [
  {
    title: 'Sức hấp dẫn của truyện kể',
    lessons: [
      'Truyện về các vị thần sáng tạo thế giới',
      'Tản Viên từ Phán sự lục',
      'Viết văn bản nghị luận phân tích một tác phẩm truyện',
    ],
    make: myths,
  },
  {
    title: 'Vẻ đẹp của thơ ca',
    lessons: ['Chùm thơ hai-cư Nhật Bản', 'Cảm xúc mùa thu', 'Mùa xuân chín', 'Viết bài phân tích một bài thơ'],
    make: poems,
  },
  {
    title: 'Nghệ thuật thuyết phục trong văn nghị luận',
    lessons: [
      'Hiền tài là nguyên khí của quốc gia',
      'Yêu và đồng cảm',
      'Viết bài luận thuyết phục người khác từ bỏ một thói quen',
    ],
    make: argument,
  },
  {
    title: 'Sức sống của sử thi',
    lessons: ['Héc-to từ biệt Ăng-đrô-mác', 'Đăm Săn đi chinh phục nữ thần Mặt Trời', 'Viết báo cáo nghiên cứu'],
    make: epics,
  },
  {
    title: 'Tích trò sân khấu dân gian',
    lessons: ['Xúy Vân giả dại', 'Huyện đường', 'Múa rối nước – hiện đại soi bóng tiền nhân'],
  },
  {
    title: 'Nguyễn Trãi – “Dành còn để trợ dân này”',
    lessons: [
      'Tác gia Nguyễn Trãi',
      'Bình Ngô đại cáo',
      'Bảo kính cảnh giới',
      'Viết văn bản nghị luận về một vấn đề xã hội',
    ],
    make: nguyenTrai,
  },
  {
    title: 'Quyền năng của người kể chuyện',
    lessons: ['Người cầm quyền khôi phục uy quyền', 'Dưới bóng hoàng lan', 'Một chuyện đùa nho nhỏ'],
  },
  {
    title: 'Thế giới đa dạng của thông tin',
    lessons: [
      'Sự sống và cái chết',
      'Nghệ thuật truyền thống của người Việt',
      'Viết bản nội quy, hướng dẫn nơi công cộng',
    ],
  },
];
