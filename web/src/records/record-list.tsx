import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { type Schemas } from '../kernel/api.ts';
import { DUTY_NAMES } from '../kernel/duties.ts';
import { shortDate, span } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { LONG_WAIT_MS } from './chain-of.ts';
import { StateTag } from './state-tag.tsx';
import { texts } from './texts.ts';

type Summary = Schemas['record-summary'];

const ROW_DESKTOP = 57;
const ROW_PHONE = 105;
const DESKTOP = '(width >= 900px)';

/** The rows that are on the screen and a few beside them, of however many there are. */
export function RecordList({ rows }: { readonly rows: readonly Summary[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    setOffset(list.current?.offsetTop ?? 0);
  }, []);
  const height = matchMedia(DESKTOP).matches ? ROW_DESKTOP : ROW_PHONE;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: offset,
  });
  return (
    <ul
      ref={list}
      className="relative rounded-card border border-line bg-surface shadow-card"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map((item) => {
        const record = rows[item.index];
        return (
          record && (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 border-b border-line last:border-0"
              style={{ transform: `translateY(${item.start - offset}px)` }}
            >
              <Row record={record} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Row({ record }: { readonly record: Summary }) {
  return (
    <Link
      to="/ho-so/$id"
      params={{ id: record.id }}
      className="flex min-h-[56px] flex-col justify-center gap-1.5 px-4 py-3 text-text no-underline hover:bg-tint desk:flex-row desk:items-center desk:gap-4 desk:py-1"
    >
      <span className="flex min-w-0 grow flex-col">
        <span className="font-semibold desk:clipped">{record.title}</span>
        <span className="clipped text-small text-text3">{record.ownerName}</span>
      </span>
      <span className="flex shrink-0 items-center gap-3 desk:w-[380px] desk:justify-end">
        <Under record={record} />
        <StateTag state={record.state} />
      </span>
    </Link>
  );
}

/** What the row says beside the state: whom it waits for and how long, else when it came. */
function Under({ record }: { readonly record: Summary }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { waiting, submittedAt } = record;
  if (waiting === undefined || submittedAt === undefined) {
    return <span className="text-small text-text3">{shortDate(new Date(submittedAt ?? record.createdAt))}</span>;
  }
  const age = Date.now() - Date.parse(submittedAt);
  const who = DUTY_NAMES[waiting.duty];
  const name = language === 'vi' ? who?.vi.toLocaleLowerCase('vi') : who?.en.toLowerCase();
  return (
    <span className={`clipped text-small ${age > LONG_WAIT_MS ? 'text-amber' : 'text-text3'}`}>
      {t.waits(name ?? waiting.duty, span(age, language))}
    </span>
  );
}
