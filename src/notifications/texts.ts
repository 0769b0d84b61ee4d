/** What a person is told of; `{name}` stands where a parameter is filled in. */
export const TEXTS = {
  yourTurnToSign: { vi: 'Đến lượt bạn ký: {title}', en: 'Your turn to sign: {title}' },
  yourTurnToInitial: { vi: 'Đến lượt bạn ký nháy: {title}', en: 'Your turn to initial: {title}' },
  yourTurnToApprove: { vi: 'Đến lượt bạn phê duyệt: {title}', en: 'Your turn to approve: {title}' },
  yourTurnToSeal: { vi: 'Hồ sơ chờ đóng dấu: {title}', en: 'Waiting for the seal: {title}' },
  recordReturned: {
    vi: 'Hồ sơ "{title}" bị {by} trả lại, lý do: {reason}',
    en: 'The record "{title}" was returned by {by}; reason: {reason}',
  },
  recordApproved: { vi: 'Hồ sơ "{title}" đã được ký duyệt đầy đủ', en: 'The record "{title}" is fully approved' },
  recordSealed: { vi: 'Hồ sơ "{title}" đã được đóng dấu', en: 'The record "{title}" is sealed' },
  stepRaised: {
    vi: 'Không còn {duty} nào ký duyệt được: bước này của "{title}" và các hồ sơ như vậy chuyển lên {above}',
    en: 'Nobody can act as {dutyEn}: this step of "{title}" and of records like it goes up to {aboveEn}',
  },
  stepUnattended: {
    vi: 'Không ai trong trường xử lý được bước của {duty} ở hồ sơ "{title}" và các hồ sơ như vậy; cần phân công người',
    en: 'Nobody in the school can take the step of {dutyEn} of "{title}" and of records like it; somebody has to be appointed',
  },
  delegationGot: {
    vi: '{from} ủy quyền cho bạn nhiệm vụ {duty} từ {startsAt} đến {endsAt}',
    en: '{from} lends you the duty {dutyEn} from {startsAtEn} to {endsAtEn}',
  },
  delegationGiven: {
    vi: 'Nhiệm vụ {duty} của bạn được ủy quyền cho {to} từ {startsAt} đến {endsAt}',
    en: 'Your duty {dutyEn} is lent to {to} from {startsAtEn} to {endsAtEn}',
  },
  delegationEnded: {
    vi: 'Ủy quyền nhiệm vụ {duty} của {from} cho {to} đã kết thúc',
    en: 'The duty {dutyEn} that {from} lent to {to} is back',
  },
  recordHandedOver: {
    vi: 'Hồ sơ "{title}" được {by} bàn giao từ {from} cho {to}',
    en: 'The record "{title}" was handed over from {from} to {to} by {by}',
  },
  recordRevoked: { vi: 'Hồ sơ "{title}" đã bị thu hồi', en: 'The record "{title}" was revoked' },
} as const;

export type NotificationKind = keyof typeof TEXTS;

export type NotificationParameters = Readonly<Record<string, string>>;

/** The sentence of a notification in both languages. */
export function sentencesOf(kind: NotificationKind, parameters: NotificationParameters): { vi: string; en: string } {
  const fill = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (place, name: string) => parameters[name] ?? place);
  return { vi: fill(TEXTS[kind].vi), en: fill(TEXTS[kind].en) };
}
