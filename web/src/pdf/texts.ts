export const texts = {
  opening: { vi: 'Đang mở tài liệu', en: 'Opening the document' },
  pages: { vi: 'Các trang của tài liệu', en: 'Pages of the document' },
  page: { vi: (n: number, of: number) => `Trang ${n}/${of}`, en: (n: number, of: number) => `Page ${n} of ${of}` },
  pageName: { vi: (n: number) => `Trang ${n}`, en: (n: number) => `Page ${n}` },
  zoomIn: { vi: 'Phóng to', en: 'Zoom in' },
  zoomOut: { vi: 'Thu nhỏ', en: 'Zoom out' },
  fit: { vi: 'Vừa chiều rộng', en: 'Fit the width' },
} as const;
