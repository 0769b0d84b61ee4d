import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type Schemas } from '../kernel/api.ts';
import { DUTY_NAMES } from '../kernel/duties.ts';
import { date, dateTime, size, weekdayDate } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { Failure, LoadingRows, Mark } from '../kit/index.ts';
import { eventSentence } from './event-sentence.ts';
import { recordEventsQuery } from './queries.ts';
import { texts } from './texts.ts';

interface RecordPanelProps {
  readonly record: Schemas['record'];
  /** The number of the version that the viewer shows. */
  readonly shown: number;
  readonly onShow: (version: number) => void;
}

/** What is known of a record, beside its document. */
export function RecordPanel({ record, shown, onShow }: RecordPanelProps) {
  const t = useTexts(texts);
  const [tab, setTab] = useState('signatures');
  const signatures = record.versions.find(({ n }) => n === shown)?.signatures ?? [];
  const tabs = [
    { id: 'signatures', name: t.signatures, count: signatures.length, body: <Signatures signatures={signatures} /> },
    { id: 'history', name: t.history, body: <History record={record.id} /> },
    { id: 'facts', name: t.facts, body: <Facts record={record} /> },
    {
      id: 'versions',
      name: t.versions,
      count: record.versions.length,
      body: <Versions record={record} shown={shown} onShow={onShow} />,
    },
  ];
  return (
    <Tabs
      selectedKey={tab}
      onSelectionChange={(key) => {
        setTab(String(key));
      }}
      className="flex flex-col gap-4"
    >
      <TabList aria-label={record.title} className="flex gap-5 overflow-x-auto border-b border-line">
        {tabs.map(({ id, name, count }) => (
          <Tab
            key={id}
            id={id}
            className="pressable -mb-px flex min-h-11 items-center gap-1.5 border-b-2 border-transparent font-medium whitespace-nowrap text-text2 data-selected:border-ink data-selected:text-ink2 desk:min-h-9"
          >
            {name} {count !== undefined && <span className="text-small text-text3">{count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, body }) => (
        <TabPanel key={id} id={id} className="outline-offset-4">
          {body}
        </TabPanel>
      ))}
    </Tabs>
  );
}

function Card({ children }: { readonly children: ReactNode }) {
  return <div className="rounded-card border border-line bg-surface shadow-card">{children}</div>;
}

function Signatures({ signatures }: { readonly signatures: readonly Schemas['record-signature'][] }) {
  const t = useTexts(texts);
  const language = useLanguage();
  if (signatures.length === 0) return <p className="text-text2">{t.noSignatures}</p>;
  return (
    <Card>
      <ul>
        {signatures.map((signature) => (
          <li key={signature.fieldName} className="flex gap-3 border-b border-line px-4 py-3.5 last:border-0">
            <Mark state={signature.kind === 'seal' ? 'sealed' : 'signed'} size={26} />
            <span className="flex min-w-0 grow flex-col">
              <span className="flex flex-wrap justify-between gap-x-3">
                <span className="font-semibold">{signature.accountName}</span>
                <time dateTime={signature.at} className="text-small text-text3">
                  {dateTime(new Date(signature.at))}
                </time>
              </span>
              <span className="text-small text-text2">
                {DUTY_NAMES[signature.duty]?.[language]} · {signature.level}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function History({ record }: { readonly record: string }) {
  const language = useLanguage();
  const events = useQuery(recordEventsQuery(record));
  if (events.isError) return <Failure error={events.error} onRetry={() => void events.refetch()} />;
  if (!events.data) return <LoadingRows rows={4} height="h-9" />;
  return (
    <ol className="flex flex-col gap-3">
      {events.data.toReversed().map((event, index) => (
        <li key={index} className="flex gap-3 text-small">
          <time dateTime={event.at} className="w-[118px] shrink-0 text-text3">
            {dateTime(new Date(event.at))}
          </time>
          <span className="min-w-0 break-words text-text2">{eventSentence(event, language)}</span>
        </li>
      ))}
    </ol>
  );
}

function Facts({ record }: { readonly record: Schemas['record'] }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { retention } = record;
  const kept = retention.until === undefined ? t.forever : t.keptUntil(date(new Date(retention.until)));
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t.owner, record.ownerName],
    [t.fileName, record.fileName],
    [t.folder, record.folder],
    [t.due, record.dueAt && `${weekdayDate(new Date(record.dueAt), language)}, ${dateTime(new Date(record.dueAt))}`],
    [t.submitted, record.submittedAt && dateTime(new Date(record.submittedAt))],
    [t.state, record.timeliness && t[record.timeliness]],
    [t.kept, kept],
    [t.fingerprint, record.sha256],
  ];
  return (
    <dl className="flex flex-col">
      {rows.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name} className="flex gap-4 border-b border-line py-2.5 last:border-0">
              <dt className="w-32 shrink-0 text-small text-text3">{name}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Versions({ record, shown, onShow }: RecordPanelProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  return (
    <Card>
      <ul>
        {record.versions.toReversed().map((version) => (
          <li key={version.n} className="border-b border-line last:border-0">
            <button
              type="button"
              aria-pressed={version.n === shown}
              onClick={() => {
                onShow(version.n);
              }}
              className="pressable flex min-h-11 w-full flex-wrap items-center justify-between gap-x-3 px-4 py-2.5 text-left hover:bg-tint aria-pressed:bg-tint"
            >
              <span className="font-medium first-letter:uppercase">{t.version(version.n)}</span>
              <span className="text-small text-text3">
                {dateTime(new Date(version.at))} · {size(version.size, language)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
