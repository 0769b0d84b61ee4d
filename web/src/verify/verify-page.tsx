import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { type Schemas } from '../kernel/api.ts';
import { useTexts } from '../kernel/i18n.ts';
import { sendFile } from '../kernel/send-file.ts';
import { BookMark, Busy, Button, ButtonLink, Failure } from '../kit/index.ts';
import { texts } from './texts.ts';
import { Verdict } from './verdict.tsx';

/** For everybody, without an account: who signed a file, and whether it is intact. */
export function VerifyPage() {
  const t = useTexts(texts);
  const [file, setFile] = useState<File>();
  const check = useMutation({
    mutationFn: (chosen: File) => sendFile<Schemas['verification-report']>({ path: '/verify', file: chosen }),
  });
  const judge = (chosen: File | null | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    check.mutate(chosen);
  };
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex min-h-14 items-center gap-3 border-b border-line px-4 desk:px-14 print:hidden">
        <span className="text-ink">
          <BookMark size={26} />
        </span>
        <span className="grow font-semibold">{t.title}</span>
        <ButtonLink href="/" kind="quiet" size="small">
          {t.signIn}
        </ButtonLink>
      </header>
      <main className="mx-auto flex w-full max-w-5xl grow flex-col gap-6 px-4 py-8 desk:px-8 desk:py-12">
        {check.data && file ? (
          <Verdict
            report={check.data}
            file={file}
            onAnother={() => {
              setFile(undefined);
              check.reset();
            }}
          />
        ) : (
          <>
            <h1 className="text-page font-semibold desk:text-verdict">{t.title}</h1>
            <p className="max-w-2xl text-section text-text2">{t.lead}</p>
            <DropZone
              onDrop={(event) => {
                const dropped = event.items.find(isFileDropItem);
                if (dropped) void dropped.getFile().then(judge);
              }}
              className="flex flex-col items-center gap-4 rounded-dialog border-2 border-dashed border-line2 bg-surface px-6 py-14 data-drop-target:border-ink data-drop-target:bg-tint"
            >
              {check.isPending ? (
                <p role="status" className="flex items-center gap-3 text-section">
                  <Busy size={22} /> {t.checking}
                </p>
              ) : (
                <>
                  <FileTrigger
                    acceptedFileTypes={['application/pdf', '.pdf']}
                    onSelect={(files) => {
                      judge(files?.[0]);
                    }}
                  >
                    <Button kind="primary" size="large" icon={<FileUp size={20} aria-hidden />}>
                      {t.choose}
                    </Button>
                  </FileTrigger>
                  <p className="text-text2">{t.drop}</p>
                </>
              )}
            </DropZone>
            {check.isError && (
              <Failure
                error={check.error}
                onRetry={
                  file &&
                  (() => {
                    check.mutate(file);
                  })
                }
              />
            )}
            <p className="text-small text-text3">{t.privacy}</p>
          </>
        )}
      </main>
    </div>
  );
}
