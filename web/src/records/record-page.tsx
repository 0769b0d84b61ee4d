import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ArrowLeft, Download } from 'lucide-react';
import { useState } from 'react';
import { fileUrl, type Schemas } from '../kernel/api.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { ButtonLink, ChainRow, Failure, IconButton, LoadingRows, Strip } from '../kit/index.ts';
import { PdfViewer } from '../pdf/index.ts';
import { chainOf } from './chain-of.ts';
import { RecordActions } from './record-actions.tsx';
import { RecordPanel } from './record-panel.tsx';
import { recordQuery } from './queries.ts';
import { StateTag } from './state-tag.tsx';
import { texts } from './texts.ts';

/** One record: the document itself, its chain, what was signed and what happened. */
export function RecordPage() {
  const { id } = useParams({ from: '/inside/ho-so/$id' });
  const record = useQuery(recordQuery(id));
  if (record.isError) {
    return (
      <div className="mx-auto w-full max-w-3xl p-6">
        <Failure error={record.error} onRetry={() => void record.refetch()} />
      </div>
    );
  }
  if (!record.data) return <LoadingRows rows={8} />;
  return <Opened record={record.data} />;
}

function Opened({ record }: { readonly record: Schemas['record'] }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [version, setVersion] = useState<number>();
  const shown = version ?? record.version;
  const signed = record.versions.some((candidate) => candidate.signatures.length > 0);
  return (
    <div className="flex min-h-0 grow flex-col desk:h-[calc(100dvh-56px)]">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-3 border-b border-line bg-surface px-4 py-3 desk:px-6">
        <IconButton
          label={t.back}
          onPress={() => {
            history.back();
          }}
        >
          <ArrowLeft size={20} aria-hidden />
        </IconButton>
        <div className="flex min-w-0 grow flex-col">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-work font-semibold">{record.title}</h1>
            <StateTag state={record.state} />
          </span>
          <p className="text-small break-words text-text2">
            {[record.fileName, t.pages(record.pages), t.version(record.version)].join(' · ')}
          </p>
        </div>
        <div className="flex w-full flex-wrap items-center gap-2 desk:w-auto">
          <RecordActions record={record} />
          <ButtonLink href={fileUrl(record.id, record.version)} download icon={<Download size={17} aria-hidden />}>
            {signed ? t.downloadSigned : t.download}
          </ButtonLink>
        </div>
      </header>
      {record.signing && <Strip tone="ink">{t.signing}</Strip>}
      <div className="flex min-h-0 grow flex-col desk:flex-row">
        <div className="flex h-[70dvh] min-w-0 flex-col desk:h-auto desk:grow">
          <PdfViewer url={fileUrl(record.id, shown)} label={t.document} />
        </div>
        <aside className="flex flex-col gap-6 px-4 py-6 desk:w-[420px] desk:shrink-0 desk:overflow-y-auto desk:border-l desk:border-line desk:px-6">
          {record.steps.length > 0 && <ChainRow steps={chainOf(record, language)} size="large" />}
          <RecordPanel record={record} shown={shown} onShow={setVersion} />
        </aside>
      </div>
    </div>
  );
}
