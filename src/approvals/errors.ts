import { defineErrors } from '../kernel/errors.ts';

export const approvalErrors = defineErrors({
  NOT_YOUR_TURN: {
    kind: 'forbidden',
    vi: 'Chưa đến lượt bạn: bước này chờ {dutyVi}.',
    en: 'It is not your turn: this step waits for {dutyEn}.',
  },
  OWN_RECORD_NOT_RETURNED: {
    kind: 'forbidden',
    vi: 'Hồ sơ của chính mình thì rút lại, không tự trả lại.',
    en: 'One’s own record is withdrawn, not returned.',
  },
  SAME_PERSON: {
    kind: 'forbidden',
    vi: 'Bạn là người lập hồ sơ hoặc đã quyết định một bước khác của hồ sơ này nên không quyết định bước này; bước này chờ {dutyVi} khác.',
    en: 'You own this record or have decided another step of it, so this one is not yours; it waits for another person: {dutyEn}.',
  },
  RECORD_NOT_WAITING: {
    kind: 'conflict',
    vi: 'Hồ sơ đang ở trạng thái {stateVi}, không chờ ai ký hay duyệt.',
    en: 'The record is {stateEn} and waits for nobody.',
  },
  SEAL_TOO_EARLY: {
    kind: 'conflict',
    vi: 'Chưa được đóng dấu: còn người chưa ký.',
    en: 'The seal comes after the persons have signed.',
  },
  STEP_NEEDS_APPROVAL: {
    kind: 'conflict',
    vi: 'Bước này là phê duyệt, không phải ký số.',
    en: 'This step is an approval, not a signature.',
  },
  STEP_NEEDS_SIGNATURE: {
    kind: 'conflict',
    vi: 'Bước này cần ký số, phê duyệt bằng mật khẩu không thay được.',
    en: 'This step needs a digital signature; an approval does not replace it.',
  },
  PURPOSE_MISMATCH: {
    kind: 'conflict',
    vi: 'Một lần xác nhận chỉ gồm chữ ký cá nhân hoặc chỉ gồm con dấu.',
    en: 'One confirmation covers either personal signatures or seals, not both.',
  },
  APPROVAL_PASSWORD_WRONG: {
    kind: 'forbidden',
    vi: 'Mật khẩu không đúng.',
    en: 'The password is wrong.',
  },
  SIGNING_REQUEST_NOT_FOUND: {
    kind: 'not-found',
    vi: 'Không có yêu cầu ký này.',
    en: 'There is no such signing request.',
  },
  SIGNING_REQUEST_REFUSED: {
    kind: 'conflict',
    vi: 'Không hồ sơ nào trong yêu cầu có thể ký lúc này.',
    en: 'None of the records can be signed now.',
  },
  SIGNING_NOT_READY: {
    kind: 'conflict',
    vi: 'Còn {preparing} hồ sơ đang được chuẩn bị, hãy thử lại sau giây lát.',
    en: '{preparing} records are still being prepared; try again in a moment.',
  },
  SIGNING_NOTHING_READY: {
    kind: 'conflict',
    vi: 'Không hồ sơ nào chuẩn bị được để ký.',
    en: 'None of the records could be prepared for signing.',
  },
  SIGNING_IN_PROGRESS: {
    kind: 'conflict',
    vi: 'Yêu cầu này đang được xác nhận ở nơi khác.',
    en: 'This request is being confirmed elsewhere.',
  },
  SIGNING_REQUEST_EXPIRED: {
    kind: 'gone',
    vi: 'Yêu cầu ký đã hết hạn.',
    en: 'The signing request has expired.',
  },
  SIGNING_REQUEST_CANCELLED: {
    kind: 'gone',
    vi: 'Yêu cầu ký đã bị hủy.',
    en: 'The signing request was cancelled.',
  },
  SIGNING_TAKEN_OVER: {
    kind: 'conflict',
    vi: 'Hồ sơ đã được chuyển sang một yêu cầu ký mới hơn của chính bạn.',
    en: 'A newer signing request of your own has taken this record over.',
  },
  SIGNING_REQUEST_CONFIRMED: {
    kind: 'conflict',
    vi: 'Yêu cầu ký đã được xác nhận, không hủy được nữa.',
    en: 'The signing request is confirmed and cannot be cancelled any more.',
  },
  BASE_CHANGED: {
    kind: 'conflict',
    vi: 'Phiên bản được chuẩn bị để ký không còn là phiên bản mới nhất hoặc đã thay đổi.',
    en: 'The version that was prepared for signing is no longer the newest one or has changed.',
  },
  CERTIFICATE_CHANGED: {
    kind: 'conflict',
    vi: 'Chứng thư số đã được thay sau khi chuẩn bị ký, hãy tạo yêu cầu ký mới.',
    en: 'The certificate was replaced after the signature was prepared; make a new signing request.',
  },
  SIGNED_OUTPUT_REJECTED: {
    kind: 'internal',
    vi: 'Tệp vừa ký không qua được kiểm tra của chính hệ thống: {reason}.',
    en: "The signed file did not pass the system's own check: {reason}.",
  },
  DELEGATION_NOT_FOUND: { kind: 'not-found', vi: 'Không có ủy quyền này.', en: 'There is no such delegation.' },
  DELEGATION_DATES: {
    kind: 'contradiction',
    vi: 'Ủy quyền bắt đầu từ hôm nay và trong vòng {days} ngày tới, trước khi kết thúc, và không dài quá {days} ngày.',
    en: 'A delegation starts today or within {days} days, before it ends, and lasts {days} days at most.',
  },
  DELEGATION_DUTY_NOT_HELD: {
    kind: 'forbidden',
    vi: 'Người ủy quyền không giữ nhiệm vụ này trong phạm vi đã nêu nên không ủy quyền được.',
    en: 'Who lends the duty does not hold it for the scope given.',
  },
  DELEGATION_TO_UNFIT: {
    kind: 'contradiction',
    vi: 'Không ủy quyền cho {name} được: {reasonVi}.',
    en: 'The duty cannot be lent to {name}: {reasonEn}.',
  },
  DELEGATION_NOT_YOURS: {
    kind: 'forbidden',
    vi: 'Chỉ Hiệu trưởng hoặc Phó Hiệu trưởng được ủy quyền thay cho người khác, và không cho chính mình.',
    en: 'Only the principal or a vice-principal may lend the duty of another, and not to themselves.',
  },
  DELEGATION_DECISION_REQUIRED: {
    kind: 'contradiction',
    vi: 'Ủy quyền thay cho người vắng mặt cần số và ngày của quyết định.',
    en: 'Lending the duty of somebody who is away needs the number and the date of the decision.',
  },
  DELEGATION_DUTY_PERSONAL: {
    kind: 'contradiction',
    vi: 'Nhiệm vụ này không ủy quyền được.',
    en: 'This duty cannot be delegated.',
  },
  DELEGATION_TO_SELF: {
    kind: 'contradiction',
    vi: 'Không thể ủy quyền cho chính mình.',
    en: 'You cannot delegate to yourself.',
  },
});
