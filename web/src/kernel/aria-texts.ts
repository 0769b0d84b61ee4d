import { type Language } from './i18n.ts';

type Values = Readonly<Record<string, string | number | boolean>>;
type Teller = (values: Values) => string;

/** What React Aria says aloud, in Vietnamese: it brings 34 languages and not this one. Keys are its own. */
export const ARIA_VI: Readonly<Record<string, Readonly<Record<string, string | Teller>>>> = {
  '@react-aria/tree': { expand: 'Mở ra', collapse: 'Thu lại' },
  '@react-aria/toast': { close: 'Đóng', notifications: (v) => `${v['count'] ?? 0} thông báo.` },
  '@react-aria/tag': { removeDescription: 'Nhấn Delete để bỏ thẻ.', removeButtonLabel: 'Bỏ' },
  '@react-aria/table': {
    select: 'Chọn',
    selectAll: 'Chọn tất cả',
    sortable: 'cột sắp xếp được',
    ascending: 'tăng dần',
    descending: 'giảm dần',
    ascendingSort: (v) => `xếp tăng dần theo cột ${v['columnName'] ?? ''}`,
    descendingSort: (v) => `xếp giảm dần theo cột ${v['columnName'] ?? ''}`,
    columnSize: (v) => `${v['value'] ?? ''} điểm ảnh`,
    resizerDescription: 'Nhấn Enter để đổi cỡ cột',
    expand: 'Mở ra',
    collapse: 'Thu lại',
  },
  '@react-aria/steplist': { steplist: 'Các bước' },
  '@react-aria/spinbutton': { Empty: 'Trống' },
  '@react-aria/searchfield': { 'Clear search': 'Xóa ô tìm' },
  '@react-aria/previewtrigger': { longPressMessage: 'Nhấn giữ để xem trước' },
  '@react-aria/overlays': { dismiss: 'Đóng' },
  '@react-aria/numberfield': {
    decrease: (v) => `Giảm ${v['fieldLabel'] ?? ''}`,
    increase: (v) => `Tăng ${v['fieldLabel'] ?? ''}`,
    numberField: 'Ô nhập số',
  },
  '@react-aria/menu': { longPressMessage: 'Nhấn giữ, hoặc nhấn Alt và mũi tên xuống, để mở danh mục' },
  '@react-aria/gridlist': {
    hasActionAnnouncement: 'dòng này mở được',
    hasLinkAnnouncement: (v) => `dòng này có liên kết: ${v['link'] ?? ''}`,
  },
  '@react-aria/grid': {
    deselectedItem: (v) => `Đã bỏ chọn ${v['item'] ?? ''}.`,
    select: 'Chọn',
    selectedCount: (v) => (v['count'] === 0 ? 'Chưa chọn mục nào.' : `Đã chọn ${v['count'] ?? ''} mục.`),
    selectedAll: 'Đã chọn tất cả.',
    selectedItem: (v) => `Đã chọn ${v['item'] ?? ''}.`,
    longPressToSelect: 'Nhấn giữ để chọn nhiều mục.',
  },
  '@react-aria/dnd': {
    dragItem: (v) => `Kéo ${v['itemText'] ?? ''}`,
    dragSelectedItems: (v) => `Kéo ${v['count'] ?? 0} mục đã chọn`,
    dragDescriptionKeyboard: 'Nhấn Enter để bắt đầu kéo.',
    dragDescriptionKeyboardAlt: 'Nhấn Alt và Enter để bắt đầu kéo.',
    dragDescriptionTouch: 'Chạm hai lần để bắt đầu kéo.',
    dragDescriptionVirtual: 'Bấm để bắt đầu kéo.',
    dragDescriptionLongPress: 'Nhấn giữ để bắt đầu kéo.',
    dragSelectedKeyboard: (v) => `Nhấn Enter để kéo ${v['count'] ?? 0} mục đã chọn.`,
    dragSelectedKeyboardAlt: (v) => `Nhấn Alt và Enter để kéo ${v['count'] ?? 0} mục đã chọn.`,
    dragSelectedLongPress: (v) => `Nhấn giữ để kéo ${v['count'] ?? 0} mục đã chọn.`,
    dragStartedKeyboard: 'Đang kéo. Nhấn Tab để đến nơi thả, Enter để thả, Escape để thôi.',
    dragStartedTouch: 'Đang kéo. Đến nơi thả rồi chạm hai lần để thả.',
    dragStartedVirtual: 'Đang kéo. Đến nơi thả rồi bấm hoặc nhấn Enter để thả.',
    endDragKeyboard: 'Đang kéo. Nhấn Enter để thôi.',
    endDragTouch: 'Đang kéo. Chạm hai lần để thôi.',
    endDragVirtual: 'Đang kéo. Bấm để thôi.',
    dropDescriptionKeyboard: 'Nhấn Enter để thả. Nhấn Escape để thôi.',
    dropDescriptionTouch: 'Chạm hai lần để thả.',
    dropDescriptionVirtual: 'Bấm để thả.',
    dropCanceled: 'Đã thôi kéo.',
    dropComplete: 'Đã thả.',
    dropIndicator: 'nơi thả',
    dropOnRoot: 'Thả vào đây',
    dropOnItem: (v) => `Thả vào ${v['itemText'] ?? ''}`,
    insertBefore: (v) => `Đặt trước ${v['itemText'] ?? ''}`,
    insertBetween: (v) => `Đặt giữa ${v['beforeItemText'] ?? ''} và ${v['afterItemText'] ?? ''}`,
    insertAfter: (v) => `Đặt sau ${v['itemText'] ?? ''}`,
  },
  '@react-aria/datepicker': {
    era: 'kỷ nguyên',
    year: 'năm',
    month: 'tháng',
    day: 'ngày',
    hour: 'giờ',
    minute: 'phút',
    second: 'giây',
    dayPeriod: 'sáng hoặc chiều',
    calendar: 'Lịch',
    startDate: 'Ngày bắt đầu',
    endDate: 'Ngày kết thúc',
    weekday: 'thứ trong tuần',
    timeZoneName: 'múi giờ',
    selectedDateDescription: (v) => `Ngày đã chọn: ${v['date'] ?? ''}`,
    selectedRangeDescription: (v) => `Khoảng đã chọn: từ ${v['startDate'] ?? ''} đến ${v['endDate'] ?? ''}`,
    selectedTimeDescription: (v) => `Giờ đã chọn: ${v['time'] ?? ''}`,
  },
  '@react-aria/combobox': {
    focusAnnouncement: (v) => {
      const group = v['isGroupChange'] === true ? `Nhóm ${v['groupTitle'] ?? ''}, ${v['groupCount'] ?? 0} mục. ` : '';
      return `${group}${v['optionText'] ?? ''}${v['isSelected'] === true ? ', đang chọn' : ''}`;
    },
    countAnnouncement: (v) => `Có ${v['optionCount'] ?? 0} mục.`,
    selectedAnnouncement: (v) => `${v['optionText'] ?? ''}, đã chọn`,
    buttonLabel: 'Hiện các gợi ý',
    listboxLabel: 'Gợi ý',
  },
  '@react-aria/calendar': {
    previous: 'Trước',
    next: 'Sau',
    selectedDateDescription: (v) => `Ngày đã chọn: ${v['date'] ?? ''}`,
    selectedRangeDescription: (v) => `Khoảng đã chọn: ${v['dateRange'] ?? ''}`,
    todayDate: (v) => `Hôm nay, ${v['date'] ?? ''}`,
    todayDateSelected: (v) => `Hôm nay, ${v['date'] ?? ''}, đang chọn`,
    dateSelected: (v) => `${v['date'] ?? ''}, đang chọn`,
    startRangeSelectionPrompt: 'Bấm để chọn ngày bắt đầu',
    finishRangeSelectionPrompt: 'Bấm để chọn ngày kết thúc',
    minimumDate: 'Ngày sớm nhất chọn được',
    maximumDate: 'Ngày muộn nhất chọn được',
    dateRange: (v) => `từ ${v['startDate'] ?? ''} đến ${v['endDate'] ?? ''}`,
  },
  '@react-aria/breadcrumbs': { breadcrumbs: 'Đường dẫn' },
  '@react-aria/autocomplete': { collectionLabel: 'Gợi ý' },
  '@react-stately/datepicker': {
    rangeUnderflow: (v) => `Phải từ ${v['minValue'] ?? ''} trở đi.`,
    rangeOverflow: (v) => `Phải đến ${v['maxValue'] ?? ''} trở về trước.`,
    rangeReversed: 'Ngày bắt đầu phải trước ngày kết thúc.',
    unavailableDate: 'Ngày này không chọn được.',
  },
  'react-aria-components': {
    selectPlaceholder: 'Chọn một mục',
    tableResizer: 'Đổi cỡ cột',
    dropzoneLabel: 'Nơi thả tệp',
    colorSwatchPicker: 'Bảng màu',
  },
};

/** Gives React Aria its texts through its official global; English is what it has by itself. */
export function giveAriaTexts(language: Language): void {
  if (language !== 'vi') return;
  const page = globalThis as unknown as Record<symbol, unknown>;
  page[Symbol.for('react-aria.i18n.locale')] = 'vi-VN';
  page[Symbol.for('react-aria.i18n.strings')] = ARIA_VI;
}
