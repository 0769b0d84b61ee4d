import { defineErrors } from '../src/kernel/errors.ts';

/** What can go wrong while a service is set up, started or stopped. */
export const errors = defineErrors({
  TOOL_MISSING: {
    kind: 'unavailable',
    vi: 'Thiếu {tool} (cần cho {purpose}). Cài bằng lệnh: {install}',
    en: '{tool} is missing (needed for {purpose}). Install it with: {install}',
  },
  TOOL_TOO_OLD: {
    kind: 'unavailable',
    vi: '{tool} có phiên bản {found}, cần ít nhất {needed}. Cài bằng lệnh: {install}',
    en: '{tool} is version {found}, at least {needed} is needed. Install it with: {install}',
  },
  COMMAND_FAILED: {
    kind: 'unavailable',
    vi: 'Bước "{step}" thất bại (mã thoát {exit}). Nhật ký: {log}\n{output}',
    en: 'The step "{step}" failed (exit {exit}). Log: {log}\n{output}',
  },
  SERVICE_DIED: {
    kind: 'unavailable',
    vi: '{service} đã dừng ngay khi khởi động ({exit}).\n{output}',
    en: '{service} ended while it was starting ({exit}).\n{output}',
  },
  SERVICE_NOT_READY: {
    kind: 'unavailable',
    vi: '{service} không trả lời sau {seconds} giây.\n{output}',
    en: '{service} did not answer within {seconds} seconds.\n{output}',
  },
  SERVICE_HALF_CONFIGURED: {
    kind: 'contradiction',
    vi: '{given} đã đặt nhưng thiếu {missing}.',
    en: '{given} is set but {missing} is not.',
  },
  S3_REFUSED: {
    kind: 'unavailable',
    vi: 'Kho S3 từ chối {action}: {status} {answer}',
    en: 'The S3 store refused {action}: {status} {answer}',
  },
  ALREADY_RUNNING: {
    kind: 'conflict',
    vi: 'Hệ thống đang chạy (tiến trình {pid}, khóa {lock}). Dừng nó bằng Ctrl-C hoặc: kill {pid}',
    en: 'It is already running (process {pid}, lock {lock}). Stop it with Ctrl-C or: kill {pid}',
  },
  PORT_TAKEN: {
    kind: 'conflict',
    vi: 'Cổng {port} đang được dùng. Chọn cổng khác: PORT={other} npm start',
    en: 'Port {port} is in use. Choose another: PORT={other} npm start',
  },
  STATE_UNREADABLE: {
    kind: 'internal',
    vi: 'Không đọc được {file}; nếu không cần dữ liệu cũ, hãy chuyển nó đi chỗ khác.',
    en: 'Cannot read {file}; if the old data is not needed, move it away.',
  },
});
