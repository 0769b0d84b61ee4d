import { type Grade } from '../../school/index.ts';
import { LITERATURE_TEN } from './literature-ten.ts';
import { MATHS_TEN } from './maths-ten.ts';
import { PHYSICS_TEN } from './physics-ten.ts';
import { type Chapter, type Curriculum } from './types.ts';

const plain = (title: string, ...lessons: string[]): Chapter => ({ title, lessons });

/** Chapters given as `title: lesson; lesson` lines. */
const listed = (...lines: string[]): readonly Chapter[] =>
  lines.map((line) => {
    const [title = '', lessons = ''] = line.split(': ');
    return plain(title, ...lessons.split('; '));
  });

const MATHS: Curriculum = {
  10: MATHS_TEN,
  11: listed(
    'Hàm số lượng giác và phương trình lượng giác: Giá trị lượng giác của góc lượng giác; Công thức lượng giác; Hàm số lượng giác; Phương trình lượng giác cơ bản',
    'Dãy số. Cấp số cộng và cấp số nhân: Dãy số; Cấp số cộng; Cấp số nhân',
    'Mẫu số liệu ghép nhóm: Mẫu số liệu ghép nhóm; Các số đặc trưng đo xu thế trung tâm',
    'Quan hệ song song trong không gian: Đường thẳng và mặt phẳng trong không gian; Hai đường thẳng song song; Hai mặt phẳng song song; Phép chiếu song song',
    'Giới hạn. Hàm số liên tục: Giới hạn của dãy số; Giới hạn của hàm số; Hàm số liên tục',
    'Hàm số mũ và hàm số lôgarit: Lũy thừa với số mũ thực; Lôgarit; Hàm số mũ và hàm số lôgarit; Phương trình mũ và lôgarit',
    'Quan hệ vuông góc trong không gian: Hai đường thẳng vuông góc; Đường thẳng vuông góc với mặt phẳng; Khoảng cách; Thể tích',
    'Đạo hàm và xác suất: Biến cố hợp, biến cố giao; Định nghĩa và ý nghĩa của đạo hàm; Các quy tắc tính đạo hàm; Đạo hàm cấp hai',
  ),
  12: listed(
    'Ứng dụng đạo hàm để khảo sát hàm số: Tính đơn điệu và cực trị của hàm số; Giá trị lớn nhất và giá trị nhỏ nhất; Đường tiệm cận; Khảo sát sự biến thiên và vẽ đồ thị',
    'Vectơ và hệ trục tọa độ trong không gian: Vectơ trong không gian; Hệ trục tọa độ; Biểu thức tọa độ của các phép toán vectơ',
    'Các số đặc trưng đo mức độ phân tán: Khoảng biến thiên và khoảng tứ phân vị; Phương sai và độ lệch chuẩn',
    'Nguyên hàm và tích phân: Nguyên hàm; Tích phân; Ứng dụng hình học của tích phân',
    'Phương pháp tọa độ trong không gian: Phương trình mặt phẳng; Phương trình đường thẳng; Công thức tính góc; Phương trình mặt cầu',
    'Xác suất có điều kiện: Xác suất có điều kiện; Công thức xác suất toàn phần và công thức Bayes',
  ),
};

const LITERATURE: Curriculum = {
  10: LITERATURE_TEN,
  11: listed(
    'Câu chuyện và điểm nhìn trong truyện kể: Vợ nhặt; Chí Phèo; Viết văn bản nghị luận về một tác phẩm truyện',
    'Cấu tứ và hình ảnh trong thơ trữ tình: Nhớ đồng; Tràng giang; Con đường mùa đông',
    'Cấu trúc của văn bản nghị luận: Chiếu cầu hiền; Tôi có một ước mơ; Một thời đại trong thi ca',
    'Tự sự trong truyện thơ dân gian và thơ trữ tình: Lời tiễn dặn; Dương phụ hành; Thuyền và biển',
    'Nhân vật và xung đột trong bi kịch: Sống hay không sống; Vĩnh biệt Cửu Trùng Đài',
    'Nguyễn Du – “Những điều trông thấy mà đau đớn lòng”: Tác gia Nguyễn Du; Trao duyên; Độc Tiểu Thanh kí',
    'Ghi chép và tưởng tượng trong kí: Ai đã đặt tên cho dòng sông?; Và tôi vẫn muốn mẹ…; Cà Mau quê xứ',
  ),
  12: listed(
    'Khả năng lớn lao của tiểu thuyết: Xuân Tóc Đỏ cứu quốc; Nỗi buồn chiến tranh',
    'Những thế giới thơ: Cảm hoài; Tây Tiến; Đàn ghi ta của Lor-ca',
    'Lập luận trong văn bản nghị luận: Nhìn về vốn văn hóa dân tộc; Năng lực sáng tạo',
    'Yếu tố kì ảo trong truyện kể: Hải khẩu linh từ; Muối của rừng',
    'Tiếng cười của hài kịch: Nhân vật quan trọng; Giấu của',
    'Hồ Chí Minh – “Văn hóa phải soi đường cho quốc dân đi”: Tác gia Hồ Chí Minh; Tuyên ngôn Độc lập; Mộ, Nguyên tiêu',
    'Sự thật trong tác phẩm kí: Nghệ thuật băm thịt gà; Bước vào đời; Vi hành',
  ),
};

const PHYSICS: Curriculum = {
  10: PHYSICS_TEN,
  11: listed(
    'Dao động: Dao động điều hòa; Vận tốc, gia tốc trong dao động điều hòa; Động năng, thế năng; Dao động tắt dần, cưỡng bức',
    'Sóng: Mô tả sóng; Sóng ngang, sóng dọc; Sóng điện từ; Giao thoa sóng; Sóng dừng',
    'Điện trường: Lực tương tác giữa hai điện tích; Khái niệm điện trường; Thế năng điện; Tụ điện',
    'Dòng điện. Mạch điện: Cường độ dòng điện; Điện trở. Định luật Ohm; Nguồn điện; Năng lượng và công suất điện',
  ),
  12: listed(
    'Vật lí nhiệt: Cấu trúc của chất, sự chuyển thể; Nội năng. Định luật I của nhiệt động lực học; Nhiệt dung riêng; Nhiệt nóng chảy riêng',
    'Khí lí tưởng: Mô hình động học phân tử chất khí; Định luật Boyle; Định luật Charles; Phương trình trạng thái',
    'Từ trường: Từ trường; Lực từ, cảm ứng từ; Từ thông, hiện tượng cảm ứng điện từ; Máy phát điện xoay chiều',
    'Vật lí hạt nhân: Cấu trúc hạt nhân; Phản ứng hạt nhân và năng lượng liên kết; Hiện tượng phóng xạ; Công nghiệp hạt nhân',
  ),
};

/** Subjects whose chapters are told by title alone; grades in order 10, 11, 12. */
const OTHERS: Readonly<Record<string, readonly [string, string, string]>> = {
  TiengAnh: [
    'Family life; Humans and the environment; Music; For a better community; Inventions; Gender equality; Protecting the environment; Ecotourism',
    'A long and healthy life; The generation gap; Cities of the future; ASEAN and Viet Nam; Global warming; Education options; Becoming independent',
    'Life stories we admire; A multicultural world; Green living; Urbanisation; The world of work; Artificial intelligence; Career paths',
  ],
  HoaHoc: [
    'Cấu tạo nguyên tử; Bảng tuần hoàn các nguyên tố hóa học; Liên kết hóa học; Phản ứng oxi hóa – khử; Năng lượng hóa học; Tốc độ phản ứng; Nguyên tố nhóm halogen',
    'Cân bằng hóa học; Nitrogen – sulfur; Đại cương về hóa học hữu cơ; Hydrocarbon; Dẫn xuất halogen – alcohol – phenol; Hợp chất carbonyl – carboxylic acid',
    'Ester – lipid; Carbohydrate; Hợp chất chứa nitrogen; Polymer; Pin điện và điện phân; Đại cương về kim loại; Phức chất',
  ],
  SinhHoc: [
    'Các cấp độ tổ chức của thế giới sống; Thành phần hóa học của tế bào; Cấu trúc tế bào; Trao đổi chất qua màng; Chu kì tế bào và phân bào; Sinh học vi sinh vật; Virus',
    'Trao đổi chất và chuyển hóa năng lượng ở sinh vật; Cảm ứng; Sinh trưởng và phát triển; Sinh sản; Mối quan hệ giữa các quá trình sinh lí',
    'Cơ chế di truyền và biến dị; Quy luật di truyền; Di truyền quần thể; Bằng chứng và cơ chế tiến hóa; Môi trường và quần thể; Quần xã và hệ sinh thái',
  ],
  LichSu: [
    'Lịch sử và Sử học; Vai trò của Sử học; Các nền văn minh thế giới cổ – trung đại; Các cuộc cách mạng công nghiệp; Văn minh Đông Nam Á; Văn minh Văn Lang – Âu Lạc, Champa, Phù Nam; Văn minh Đại Việt; Cộng đồng các dân tộc Việt Nam',
    'Cách mạng tư sản; Chủ nghĩa xã hội từ 1917 đến nay; Quá trình giành độc lập ở Đông Nam Á; Chiến tranh bảo vệ Tổ quốc; Một số cuộc cải cách lớn; Việt Nam và Biển Đông',
    'Thế giới trong và sau Chiến tranh lạnh; ASEAN; Cách mạng tháng Tám năm 1945; Kháng chiến chống Pháp; Kháng chiến chống Mỹ; Công cuộc Đổi mới; Hồ Chí Minh trong lịch sử Việt Nam',
  ],
  DiaLi: [
    'Sử dụng bản đồ; Trái Đất; Thạch quyển; Khí quyển; Thủy quyển; Sinh quyển; Địa lí dân cư; Địa lí các ngành kinh tế',
    'Các nhóm nước; Toàn cầu hóa; Mỹ Latinh; Liên minh châu Âu; Đông Nam Á; Hoa Kỳ; Nhật Bản; Trung Quốc',
    'Vị trí địa lí và phạm vi lãnh thổ; Thiên nhiên nhiệt đới ẩm gió mùa; Dân số, lao động; Chuyển dịch cơ cấu kinh tế; Nông nghiệp; Công nghiệp; Các vùng kinh tế; Biển, đảo',
  ],
  GDKTPL: [
    'Nền kinh tế và các chủ thể; Thị trường và cơ chế thị trường; Ngân sách nhà nước và thuế; Sản xuất kinh doanh; Tín dụng; Hệ thống chính trị; Hiến pháp và pháp luật',
    'Cạnh tranh, cung – cầu; Lạm phát, thất nghiệp; Thị trường lao động; Ý tưởng kinh doanh; Đạo đức kinh doanh; Quyền bình đẳng của công dân; Quyền tự do cơ bản',
    'Tăng trưởng và phát triển kinh tế; Hội nhập kinh tế quốc tế; Bảo hiểm và an sinh xã hội; Lập kế hoạch kinh doanh; Trách nhiệm xã hội của doanh nghiệp; Quyền sở hữu; Luật quốc tế',
  ],
  GDQPAN: [
    'Lịch sử, truyền thống của lực lượng vũ trang; Phòng, chống ma túy; An toàn giao thông; An ninh mạng; Đội ngũ từng người không có súng; Kĩ thuật sơ cứu',
    'Bảo vệ chủ quyền lãnh thổ; Luật Nghĩa vụ quân sự; Phòng chống tệ nạn xã hội; Súng tiểu liên AK; Kĩ thuật sử dụng lựu đạn',
    'Bảo vệ Tổ quốc Việt Nam; Tổ chức Quân đội và Công an; Chiến thuật từng người; Truyền thống và nghệ thuật đánh giặc',
  ],
  TinHoc: [
    'Thông tin và xử lí thông tin; Mạng máy tính và Internet; Đạo đức, pháp luật trong môi trường số; Thiết kế đồ họa; Lập trình Python: biến, câu lệnh; Vòng lặp và danh sách; Hàm và chương trình con',
    'Hệ điều hành; Phần mềm nguồn mở; Lưu trữ và chia sẻ tệp; Cơ sở dữ liệu quan hệ; Thuật toán tìm kiếm, sắp xếp; Kiểm thử chương trình',
    'Trí tuệ nhân tạo; Mạng máy tính và thiết bị mạng; Ứng xử trên không gian số; Tạo trang web với HTML; Định dạng bằng CSS; Học máy và khoa học dữ liệu',
  ],
  CongNghe: [
    'Khái quát về công nghệ; Đổi mới công nghệ; Hình chiếu vuông góc; Hình cắt và mặt cắt; Bản vẽ chi tiết; Quy trình thiết kế kĩ thuật',
    'Cơ khí chế tạo; Vật liệu cơ khí; Gia công cơ khí; Động cơ đốt trong; Hệ thống ô tô',
    'Kĩ thuật điện; Mạng điện trong nhà; Linh kiện điện tử; Mạch khuếch đại; Vi điều khiển',
  ],
  GDTC: [
    'Kĩ thuật dẫn bóng; Chuyền, bắt bóng; Ném rổ tại chỗ; Phối hợp tấn công; Thể lực chung',
    'Đá cầu: tâng, chuyền cầu; Phát cầu; Chiến thuật đơn; Thể lực chuyên môn',
    'Cầu lông: di chuyển; Đánh cầu cao xa; Bỏ nhỏ; Thi đấu và trọng tài',
  ],
  HDTNHN: [
    'Phát huy truyền thống nhà trường; Khám phá bản thân; Rèn luyện bản thân; Chủ động trong các mối quan hệ; Trách nhiệm với gia đình; Bảo vệ môi trường; Tìm hiểu nghề nghiệp',
    'Xây dựng và phát triển nhà trường; Khám phá bản thân; Tự tin giao tiếp; Tham gia xây dựng cộng đồng; Bảo tồn cảnh quan; Định hướng nghề nghiệp',
    'Trưởng thành và tự chủ; Phát triển các mối quan hệ; Hòa nhập cộng đồng; Lựa chọn nghề; Bản lĩnh trước thử thách',
  ],
  GDDP: [
    'Lịch sử tỉnh Lâm Đồng; Văn hóa cồng chiêng; Địa lí tự nhiên địa phương; Kinh tế cây công nghiệp',
    'Đô thị hóa ở địa phương; Văn học dân gian các dân tộc; Di tích và bảo tồn',
    'Nghề truyền thống; Du lịch sinh thái; Ứng phó biến đổi khí hậu ở địa phương',
  ],
  AmNhac: [
    'Hát hợp xướng; Lí thuyết âm nhạc; Nhạc cụ; Thường thức âm nhạc dân tộc',
    'Hát bè; Hòa âm cơ bản; Dàn nhạc',
    'Biểu diễn; Sáng tác đoạn nhạc; Âm nhạc và cuộc sống',
  ],
  MiThuat: [
    'Hình họa; Trang trí; Thiết kế đồ họa; Lí luận và lịch sử mĩ thuật',
    'Hội họa; Điêu khắc; Thiết kế thời trang',
    'Kiến trúc; Nghệ thuật sắp đặt; Triển lãm cuối khóa',
  ],
};

/** The chapters of a subject in a grade. @throws RangeError for an unknown subject. */
export function chaptersOf(subject: string, grade: Grade): readonly Chapter[] {
  if (subject === 'Toan') return MATHS[grade];
  if (subject === 'NguVan') return LITERATURE[grade];
  if (subject === 'VatLi') return PHYSICS[grade];
  const titles = OTHERS[subject]?.[grade - 10];
  if (titles === undefined) throw new RangeError(`no curriculum for ${subject}`);
  return titles
    .split('; ')
    .map((title) => plain(title, `${title}: kiến thức cơ bản`, `${title}: luyện tập`, `${title}: vận dụng`));
}
