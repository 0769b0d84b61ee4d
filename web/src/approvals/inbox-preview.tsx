import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { fileUrl } from '../kernel/api.ts';
import { dateTime } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { ButtonLink, ChainRow, IconButton } from '../kit/index.ts';
import { PdfViewer } from '../pdf/index.ts';
import { chainOf, recordQuery } from '../records/index.ts';
import { type Item } from './grouped.ts';
import { texts } from './texts.ts';

/** The document that one is about to sign, with its chain above. */
export function InboxPreview({ item, onBack }: { readonly item: Item; readonly onBack: (() => void) | undefined }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const record = useQuery(recordQuery(item.record)).data;
  const [seen, setSeen] = useState<readonly [number, number]>();
  const handedIn = item.submittedAt !== undefined && t.handedIn(item.owner.name, dateTime(new Date(item.submittedAt)));
  const verdict = item.timeliness === 'late' ? t.late : item.timeliness === 'onTime' ? t.onTime : undefined;
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-3 desk:px-6">
        {onBack && (
          <IconButton label={t.back} onPress={onBack}>
            <ArrowLeft size={20} aria-hidden />
          </IconButton>
        )}
        <div className="flex min-w-0 grow flex-col desk:max-w-[52%]">
          <h2 className="text-section font-semibold">{item.title}</h2>
          <p className="text-small text-text2">
            {[handedIn, verdict, seen && t.seen(...seen)].filter(Boolean).join(', ')}
          </p>
        </div>
        <ButtonLink
          href={`/ho-so/${item.record}`}
          size="small"
          kind="quiet"
          icon={<ExternalLink size={15} aria-hidden />}
        >
          {t.open}
        </ButtonLink>
        {record && (
          <div className="hidden min-w-0 grow desk:block">
            <ChainRow steps={chainOf(record, language)} size="medium" />
          </div>
        )}
      </header>
      <div className="flex h-[calc(100dvh-56px-64px-76px-70px)] min-h-0 flex-col desk:h-auto desk:grow">
        <PdfViewer
          url={fileUrl(item.record, item.version)}
          label={t.document}
          onSeen={(n, of) => {
            setSeen([n, of]);
          }}
        />
      </div>
    </>
  );
}
