export const texts = {
  title: { vi: 'Thông báo', en: 'Notices' },
  readAll: { vi: 'Đánh dấu đã đọc hết', en: 'Mark all as read' },
  none: { vi: 'Chưa có thông báo', en: 'No notices' },
  noneWhy: {
    vi: 'Khi hồ sơ của thầy cô được ký, trả lại hay đến lượt, thông báo hiện ở đây.',
    en: 'When a record of yours is signed, returned or waits for you, it is told here.',
  },
  more: { vi: 'Xem thêm', en: 'Show more' },
  unread: { vi: 'chưa đọc', en: 'unread' },
} as const;
