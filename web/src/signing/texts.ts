export const texts = {
  title: {
    vi: (n: number) => (n === 1 ? 'Ký hồ sơ' : `Ký ${n} hồ sơ`),
    en: (n: number) => (n === 1 ? 'Sign the record' : `Sign ${n} records`),
  },
  sealTitle: {
    vi: (n: number) => (n === 1 ? 'Đóng dấu hồ sơ' : `Đóng dấu ${n} hồ sơ`),
    en: (n: number) => (n === 1 ? 'Seal the record' : `Seal ${n} records`),
  },
  will: {
    vi: 'Chữ ký số của thầy cô sẽ nằm trong tệp PDF; ai sửa tệp sau đó sẽ bị phát hiện.',
    en: 'Your digital signature becomes part of the PDF; whoever changes the file afterwards is found out.',
  },
  sealWill: {
    vi: 'Dấu số của trường sẽ nằm trong tệp PDF; hồ sơ được khóa sau khi đóng dấu.',
    en: 'The school’s digital seal becomes part of the PDF; the record is locked afterwards.',
  },
  pin: { vi: 'Mã PIN', en: 'PIN' },
  pinHint: {
    vi: 'Mã PIN của chứng thư số, không phải mật khẩu đăng nhập.',
    en: 'The PIN of your certificate, not your password.',
  },
  sign: { vi: 'Ký', en: 'Sign' },
  seal: { vi: 'Đóng dấu', en: 'Seal' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  close: { vi: 'Xong', en: 'Done' },
  preparing: {
    vi: (n: number, of: number) => `Đang chuẩn bị ${n}/${of}`,
    en: (n: number, of: number) => `Preparing ${n} of ${of}`,
  },
  ready: { vi: (n: number) => `Đã chuẩn bị xong ${n} hồ sơ`, en: (n: number) => `${n} ready` },
  signing: {
    vi: (n: number, of: number) => `Đang ký ${n}/${of}`,
    en: (n: number, of: number) => `Signing ${n} of ${of}`,
  },
  signed: { vi: (n: number) => `Đã ký ${n} hồ sơ`, en: (n: number) => `${n} signed` },
  sealedAll: { vi: (n: number) => `Đã đóng dấu ${n} hồ sơ`, en: (n: number) => `${n} sealed` },
  failed: { vi: (n: number) => `${n} hồ sơ chưa ký được`, en: (n: number) => `${n} could not be signed` },
  again: { vi: 'Ký lại hồ sơ chưa được', en: 'Try those again' },
  refused: { vi: 'Không đưa vào lượt này', en: 'Left out of this batch' },
  other: { vi: 'Yêu cầu ký đã hết hạn hoặc bị hủy. Hãy bắt đầu lại.', en: 'The request has ended. Start again.' },
  approveTitle: { vi: 'Phê duyệt hồ sơ', en: 'Approve the record' },
  approve: { vi: 'Phê duyệt', en: 'Approve' },
  approveWhat: {
    vi: 'Phê duyệt bằng mật khẩu đăng nhập; bước này không tạo chữ ký số.',
    en: 'You approve with your password; this step makes no digital signature.',
  },
  password: { vi: 'Mật khẩu đăng nhập', en: 'Password' },
  comment: { vi: 'Ý kiến (không bắt buộc)', en: 'Comment (optional)' },
  fill: { vi: 'Hãy nhập mục này.', en: 'Please fill this in.' },
} as const;
