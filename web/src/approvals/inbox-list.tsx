import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { span } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { Checkbox, Mark } from '../kit/index.ts';
import { LONG_WAIT_MS, recordTypesQuery, typeName } from '../records/index.ts';
import { type Group, type Item } from './grouped.ts';
import { texts } from './texts.ts';

interface InboxListProps {
  readonly groups: readonly Group[];
  readonly chosen: ReadonlySet<string>;
  readonly current: string | undefined;
  readonly onToggle: (record: string) => void;
  readonly onOpen: (record: string) => void;
}

/** The items by kind and week; the row that is open bears ink at its edge. */
export function InboxList({ groups, chosen, current, onToggle, onOpen }: InboxListProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const types = useQuery(recordTypesQuery).data ?? [];
  return (
    <div className="min-h-0 grow desk:overflow-y-auto">
      {groups.map((group) => (
        <section key={group.key}>
          <h2 className="flex items-center gap-2 px-4 py-2.5 text-small font-semibold text-text2 desk:px-8">
            <Mark state="current" size={16} />
            <span className="min-w-0">
              {typeName(types, group.type, language)}
              {group.week !== undefined && `, ${t.week(group.week)}`}
            </span>
            <span className="ml-auto shrink-0 font-medium text-text3">{t.count(group.items.length)}</span>
          </h2>
          <ul className="mx-3 mb-3 overflow-hidden rounded-card border border-line bg-surface shadow-card desk:mx-0 desk:mb-0 desk:rounded-none desk:border-x-0 desk:shadow-none">
            {group.items.map((item) => (
              <Row
                key={item.record}
                item={item}
                isChosen={chosen.has(item.record)}
                isCurrent={item.record === current}
                onToggle={onToggle}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  readonly item: Item;
  readonly isChosen: boolean;
  readonly isCurrent: boolean;
  readonly onToggle: (record: string) => void;
  readonly onOpen: (record: string) => void;
}

const Row = memo(function Row({ item, isChosen, isCurrent, onToggle, onOpen }: RowProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const age = item.submittedAt === undefined ? undefined : Date.now() - Date.parse(item.submittedAt);
  return (
    <li
      className={`relative flex min-h-[72px] items-center border-b border-line pl-3 last:border-0 desk:min-h-[57px] desk:pl-7 ${isCurrent ? 'bg-tint' : ''}`}
    >
      {isCurrent && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-ink" />}
      <Checkbox
        checked={isChosen}
        label={t.select(item.title)}
        disabled={item.leased}
        onChange={() => {
          onToggle(item.record);
        }}
      />
      <button
        type="button"
        aria-current={isCurrent}
        onClick={() => {
          onOpen(item.record);
        }}
        className="pressable flex min-w-0 grow items-center gap-3 self-stretch py-2 pr-4 pl-2 text-left desk:pr-5"
      >
        <span className="flex min-w-0 grow flex-col">
          <span className="font-semibold">{item.title}</span>
          <span className="clipped text-small text-text2">
            {item.owner.name}
            {item.delegateOf !== undefined && ` · ${t.forWhom(item.delegateOf.name)}`}
          </span>
        </span>
        <span className="flex shrink-0 flex-col items-end gap-0.5 text-small">
          {item.leased && <span className="text-text3">{t.leased}</span>}
          {!item.leased && age !== undefined && (
            <span className={age > LONG_WAIT_MS ? 'font-medium text-amber' : 'text-text3'}>
              {t.waits(span(age, language))}
            </span>
          )}
          {item.timeliness === 'late' && <span className="font-medium text-late">{t.late}</span>}
        </span>
      </button>
    </li>
  );
});
