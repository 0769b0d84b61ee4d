import { type Schemas } from '../kernel/api.ts';
import { type Language } from '../kernel/i18n.ts';

type Event = Schemas['record-event-list']['events'][number];

const SENTENCES: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'record.created': { vi: 'tải hồ sơ lên', en: 'uploaded the record' },
  'record.revised': { vi: 'nộp bản sửa', en: 'uploaded a revision' },
  'record.submitted': { vi: 'trình ký', en: 'submitted it' },
  'record.withdrawn': { vi: 'rút hồ sơ', en: 'withdrew it' },
  'record.signed': { vi: 'ký', en: 'signed' },
  'record.initialled': { vi: 'ký nháy', en: 'initialled' },
  'record.approved': { vi: 'phê duyệt', en: 'approved' },
  'record.sealed': { vi: 'đóng dấu trường', en: 'put the school’s seal' },
  'record.returned': { vi: 'trả lại', en: 'returned it' },
  'record.archived': { vi: 'đưa vào lưu trữ', en: 'archived it' },
  'record.augmented': { vi: 'bổ sung bằng chứng lưu trữ', en: 'added evidence for the archive' },
  'record.downloaded': { vi: 'tải tệp về', en: 'downloaded the file' },
  'record.opened': { vi: 'mở hồ sơ', en: 'opened the record' },
  'record.historyRead': { vi: 'xem lịch sử', en: 'read the history' },
  'archive.opened': { vi: 'mở từ kho lưu trữ', en: 'opened it from the archive' },
};

/** What happened, as a sentence: `Nguyễn Văn A trình ký`. An event of a later server is told by its own name. */
export function eventSentence(event: Event, language: Language): string {
  const system = language === 'vi' ? 'Hệ thống' : 'The system';
  const who = event.actorName ?? (event.actor === 'system' ? system : event.actor);
  const what = SENTENCES[event.event]?.[language] ?? event.event;
  const reason = event.details?.['reason'];
  return `${who} ${what}${typeof reason === 'string' ? `: “${reason}”` : ''}`;
}
