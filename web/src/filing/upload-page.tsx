import { useQuery } from '@tanstack/react-query';
import { FileUp, PenLine } from 'lucide-react';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useTexts } from '../kernel/i18n.ts';
import { useMe } from '../kernel/session.ts';
import { Button, Failure, LoadingRows } from '../kit/index.ts';
import { SignDialog } from '../signing/index.ts';
import { choicesQuery } from './choices.ts';
import { texts } from './texts.ts';
import { UploadRow } from './upload-row.tsx';
import { useUploads } from './use-uploads.ts';

/** Files become records: chosen or dropped, named and filed by what is said of them, signed with one PIN. */
export function UploadPage() {
  const t = useTexts(texts);
  const me = useMe();
  const choices = useQuery(choicesQuery(me));
  const { uploads, add, remove, change, isReady, send, sendAll, submitAll } = useUploads(choices.data);
  const [refused, setRefused] = useState(false);
  const [busy, setBusy] = useState(false);
  const [toSign, setToSign] = useState<readonly { readonly id: string; readonly title: string }[]>([]);
  const take = (files: readonly File[]) => {
    setRefused(files.some((file) => !/\.pdf$/i.test(file.name)));
    add(files);
  };
  const open = uploads.filter(({ state }) => state === 'open');
  const ready = open.filter(isReady);
  const draft = async () => {
    setBusy(true);
    await sendAll();
    setBusy(false);
  };
  const submit = async () => {
    setBusy(true);
    const handedIn = await submitAll(await sendAll());
    setBusy(false);
    setToSign(handedIn.map(({ id, title }) => ({ id, title })));
  };
  if (choices.isError)
    return (
      <div className="p-6">
        <Failure error={choices.error} onRetry={() => void choices.refetch()} />
      </div>
    );
  if (!choices.data) return <LoadingRows />;
  if (choices.data.types.length === 0) return <p className="p-8 text-text2">{t.noType}</p>;
  return (
    <div className="flex grow flex-col">
      <div className="flex w-full grow flex-col gap-5 px-4 py-6 desk:px-8">
        <header className="flex flex-col gap-1">
          <h1 className="text-page font-semibold">{t.title}</h1>
          <p className="max-w-3xl text-text2">{t.lead}</p>
        </header>
        <DropZone
          aria-label={t.drop}
          onDrop={(event) => {
            const files = event.items.filter(isFileDropItem).map((item) => item.getFile());
            void Promise.all(files).then(take);
          }}
          className="flex flex-wrap items-center justify-center gap-x-5 gap-y-3 rounded-card border-2 border-dashed border-line2 bg-surface px-6 py-8 data-drop-target:border-ink data-drop-target:bg-tint"
        >
          <FileTrigger
            allowsMultiple
            acceptedFileTypes={['application/pdf', '.pdf']}
            onSelect={(files) => {
              take([...(files ?? [])]);
            }}
          >
            <Button
              icon={<FileUp size={19} aria-hidden />}
              size="large"
              kind={uploads.length === 0 ? 'primary' : 'secondary'}
            >
              {t.choose}
            </Button>
          </FileTrigger>
          <span className="text-text2">
            {t.drop}. {t.limit}
          </span>
        </DropZone>
        {refused && (
          <p role="alert" className="text-late">
            {t.notPdf}
          </p>
        )}
        {uploads.length > 0 && (
          <>
            <ul className="rounded-card border border-line bg-surface shadow-card">
              {uploads.map((upload) => (
                <UploadRow
                  key={upload.key}
                  upload={upload}
                  choices={choices.data}
                  ready={isReady(upload)}
                  onChange={(parts) => {
                    change(upload.key, parts);
                  }}
                  onRemove={() => {
                    remove(upload.key);
                  }}
                  onRetry={() => void send(upload)}
                />
              ))}
            </ul>
            <p className="text-small text-text3">{t.guess}</p>
          </>
        )}
      </div>
      {open.length > 0 && (
        <footer className="sticky bottom-[calc(64px+env(safe-area-inset-bottom))] z-20 flex flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-3 desk:bottom-0 desk:px-8">
          <span role="status" className="grow font-semibold">
            {t.count(ready.length, open.length)}
          </span>
          <Button kind="quiet" size="large" isDisabled={ready.length === 0} busy={busy} onPress={() => void draft()}>
            {t.draft}
          </Button>
          <Button
            kind="primary"
            size="large"
            isDisabled={ready.length === 0}
            busy={busy}
            icon={<PenLine size={19} aria-hidden />}
            onPress={() => void submit()}
          >
            {t.submit(ready.length)}
          </Button>
        </footer>
      )}
      <SignDialog
        isOpen={toSign.length > 0}
        records={toSign}
        kind="personal"
        onClose={() => {
          setToSign([]);
        }}
      />
    </div>
  );
}
