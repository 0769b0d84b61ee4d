export const texts = {
  greeting: {
    vi: (n: number) => (n === 0 ? 'Không còn gì chờ thầy cô ký' : `${n} hồ sơ đang chờ thầy cô ký`),
    en: (n: number) => (n === 0 ? 'Nothing waits for you' : `${n} records wait for you`),
  },
  returnedTitle: {
    vi: (n: number) => `${n} hồ sơ bị trả lại cần sửa`,
    en: (n: number) => `${n} returned to be mended`,
  },
  sub: {
    vi: (drafts: number) =>
      drafts === 0 ? 'Hồ sơ mới tải lên sẽ hiện ở đây.' : `Có ${drafts} bản nháp chưa trình ký.`,
    en: (drafts: number) => (drafts === 0 ? 'New uploads appear here.' : `${drafts} drafts are not submitted yet.`),
  },
  upload: { vi: 'Tải lên hồ sơ', en: 'Upload' },
  signNow: { vi: (n: number) => `Ký ${n} hồ sơ`, en: (n: number) => `Sign ${n}` },
  returned: { vi: 'Bị trả lại', en: 'Returned' },
  mend: { vi: 'Sửa và nộp lại', en: 'Mend and upload' },
  drafts: { vi: 'Bản nháp', en: 'Drafts' },
  underWay: { vi: 'Đang trình ký', en: 'In approval' },
  done: { vi: 'Đã xong gần đây', en: 'Done lately' },
  waiting: { vi: 'Chờ ký', en: 'To sign' },
  all: { vi: 'Xem tất cả', en: 'Show all' },
  none: { vi: 'Chưa có hồ sơ nào của thầy cô', en: 'You have no records yet' },
  noneWhy: {
    vi: 'Tải lên tệp PDF đầu tiên; hệ thống đặt tên và xếp thư mục.',
    en: 'Upload the first PDF; the system names and files it.',
  },
  waits: {
    vi: (who: string, span: string) => `Chờ ${who} ${span}`,
    en: (who: string, span: string) => `Waits for ${who}, ${span}`,
  },
  due: { vi: (when: string) => `Hạn ${when}`, en: (when: string) => `Due ${when}` },
  left: { vi: (span: string) => `Còn ${span}`, en: (span: string) => `${span} left` },
  lateBy: { vi: (span: string) => `Trễ ${span}`, en: (span: string) => `Late by ${span}` },
  submit: { vi: 'Mở và trình ký', en: 'Open and submit' },
} as const;
