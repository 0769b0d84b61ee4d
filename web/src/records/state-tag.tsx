import { type Schemas } from '../kernel/api.ts';
import { useLanguage } from '../kernel/i18n.ts';
import { Tag, TAG_ICONS, type Tone } from '../kit/index.ts';

type State = Schemas['record-state'];

const STATES: Readonly<
  Record<
    State,
    { readonly vi: string; readonly en: string; readonly tone: Tone; readonly icon: keyof typeof TAG_ICONS }
  >
> = {
  draft: { vi: 'Nháp', en: 'Draft', tone: 'dashed', icon: 'draft' },
  inApproval: { vi: 'Đang trình ký', en: 'In approval', tone: 'ink', icon: 'inApproval' },
  approved: { vi: 'Đủ chữ ký', en: 'All signed', tone: 'ink', icon: 'approved' },
  sealed: { vi: 'Đã đóng dấu', en: 'Sealed', tone: 'seal', icon: 'sealed' },
  archived: { vi: 'Lưu trữ', en: 'Archived', tone: 'plain', icon: 'archived' },
  returned: { vi: 'Trả lại', en: 'Returned', tone: 'late', icon: 'returned' },
  withdrawn: { vi: 'Đã rút', en: 'Withdrawn', tone: 'dashed', icon: 'withdrawn' },
  superseded: { vi: 'Có bản mới', en: 'Superseded', tone: 'plain', icon: 'superseded' },
  revoked: { vi: 'Thu hồi', en: 'Revoked', tone: 'seal', icon: 'revoked' },
  disposed: { vi: 'Đã hủy', en: 'Disposed of', tone: 'dashed', icon: 'withdrawn' },
};

/** The states in the order in which a record goes through them, for filters. */
export const STATE_LABELS = STATES;

export function StateTag({ state }: { readonly state: State }) {
  const language = useLanguage();
  const { tone, icon, ...names } = STATES[state];
  return (
    <Tag tone={tone} icon={TAG_ICONS[icon]}>
      {names[language]}
    </Tag>
  );
}
