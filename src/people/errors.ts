import { defineErrors } from '../kernel/errors.ts';

export const peopleErrors = defineErrors({
  SIGN_IN_FAILED: {
    kind: 'unauthenticated',
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'The user name or the password is wrong.',
  },
  ACCOUNT_LOCKED: {
    kind: 'locked',
    vi: 'Đăng nhập sai quá nhiều lần; thử lại sau {until}.',
    en: 'Too many failed sign-ins; try again after {until}.',
  },
  TOTP_REQUIRED: {
    kind: 'unauthenticated',
    vi: 'Cần nhập mã xác thực hai lớp.',
    en: 'The code of the second factor is needed.',
  },
  TOTP_WRONG: {
    kind: 'forbidden',
    vi: 'Mã xác thực hai lớp không đúng hoặc đã dùng.',
    en: 'The code of the second factor is wrong or was used already.',
  },
  TOTP_NOT_STARTED: {
    kind: 'conflict',
    vi: 'Chưa bắt đầu cài đặt xác thực hai lớp.',
    en: 'The set-up of the second factor was not started.',
  },
  TOTP_ALREADY_ON: {
    kind: 'conflict',
    vi: 'Xác thực hai lớp đã được bật.',
    en: 'The second factor is on already.',
  },
  NO_ACTIVE_DUTY: {
    kind: 'forbidden',
    vi: 'Tài khoản hiện không giữ nhiệm vụ nào.',
    en: 'The account holds no duty at this time.',
  },
  INSPECTOR_ACCESS_ENDED: {
    kind: 'forbidden',
    vi: 'Thời hạn truy cập của thanh tra đã kết thúc hoặc chưa bắt đầu.',
    en: 'The inspector’s access has ended or not begun.',
  },
  ACCOUNT_NOT_FOUND: { kind: 'not-found', vi: 'Không tìm thấy tài khoản.', en: 'There is no such account.' },
  DUTY_NOT_FOUND: {
    kind: 'not-found',
    vi: 'Tài khoản không giữ nhiệm vụ này.',
    en: 'The account does not hold this duty.',
  },
  DUTY_DATES_INVALID: {
    kind: 'contradiction',
    vi: 'Ngày kết thúc nhiệm vụ ({until}) sớm hơn ngày bắt đầu ({from}).',
    en: 'The duty’s last day ({until}) is before its first ({from}).',
  },
  DUTY_SCOPE_REQUIRED: {
    kind: 'contradiction',
    vi: 'Nhiệm vụ này phải nêu rõ phạm vi: tổ trưởng của tổ nào, chủ nhiệm lớp nào, giáo viên môn hoặc tổ nào.',
    en: 'This duty needs its scope: head of which department, homeroom teacher of which class, teacher of which subject or department.',
  },
  DUTY_ENDED: {
    kind: 'conflict',
    vi: 'Nhiệm vụ này đã kết thúc ngày {until}; muốn giao lại thì giao nhiệm vụ mới.',
    en: 'This duty ended on {until}; to give it again, grant a new one.',
  },
  DUTY_NOT_PROLONGED: {
    kind: 'contradiction',
    vi: 'Kết thúc nhiệm vụ chỉ có thể sớm hơn ngày đã định ({until}), không muộn hơn.',
    en: 'Ending a duty makes it shorter than it is (until {until}), never longer.',
  },
  INSPECTOR_DATES_REQUIRED: {
    kind: 'contradiction',
    vi: 'Quyền thanh tra phải có ngày bắt đầu và ngày kết thúc.',
    en: 'An inspector’s access needs a first and a last day.',
  },
  USERNAME_TAKEN: {
    kind: 'conflict',
    vi: 'Tên đăng nhập {username} đã có người dùng.',
    en: 'The user name {username} is taken.',
  },
  OWN_ACCOUNT_PROTECTED: {
    kind: 'forbidden',
    vi: 'Không thể tự khóa, tự đặt lại mật khẩu, tự giao hay tự kết thúc nhiệm vụ của chính mình.',
    en: 'Nobody can disable, reset, promote or relieve themselves.',
  },
  PASSWORD_WRONG: {
    kind: 'forbidden',
    vi: 'Mật khẩu hiện tại không đúng.',
    en: 'The current password is wrong.',
  },
  PASSWORD_TOO_SHORT: {
    kind: 'contradiction',
    vi: 'Mật khẩu phải dài ít nhất {minimum} ký tự.',
    en: 'A password needs at least {minimum} characters.',
  },
  PASSWORD_TOO_LONG: {
    kind: 'contradiction',
    vi: 'Mật khẩu dài tối đa {maximum} ký tự.',
    en: 'A password has at most {maximum} characters.',
  },
  PASSWORD_UNCHANGED: {
    kind: 'contradiction',
    vi: 'Mật khẩu mới phải khác mật khẩu hiện tại.',
    en: 'The new password must differ from the current one.',
  },
  PASSWORD_GUESSABLE: {
    kind: 'contradiction',
    vi: 'Mật khẩu quá dễ đoán: không dùng tên đăng nhập, một ký tự lặp lại hay dãy liên tiếp.',
    en: 'The password is too easy to guess: not the user name, one repeated character or a simple sequence.',
  },
});
