import { Printer } from 'lucide-react';
import { type ReactNode } from 'react';
import { type Schemas } from '../kernel/api.ts';
import { dateTime, size } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { Button, ChainColumn, Mark, type MarkState } from '../kit/index.ts';
import { texts } from './texts.ts';

type Report = Schemas['verification-report'];
type Signature = Schemas['verification-signature'];

interface VerdictProps {
  readonly report: Report;
  readonly file: File;
  readonly onAnother: () => void;
}

/** The verdict as a parent reads it, then who signed and when; the rest is one press away. */
export function Verdict({ report, file, onAnother }: VerdictProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const people = report.signatures.filter((signature) => signature.kind !== 'document-timestamp');
  const { mark, title, sub } = useSummary(report, people.length);
  return (
    <div className="grid gap-8 desk:grid-cols-[minmax(0,1fr)_300px]">
      <div className="flex min-w-0 flex-col gap-6">
        <header className="flex items-start gap-5 border-b-2 border-text pb-6">
          <Mark state={mark} size={64} />
          <span className="flex min-w-0 flex-col gap-1">
            <h1 className="text-page font-semibold desk:text-verdict">{title}</h1>
            <p className="text-section text-text2">{sub}</p>
          </span>
        </header>
        <ChainColumn
          steps={people.map((signature) => ({
            state: markOf(signature),
            body: <SignatureFacts signature={signature} />,
          }))}
        />
        <footer className="flex flex-wrap gap-3 print:hidden">
          <Button kind="primary" size="large" onPress={onAnother}>
            {t.another}
          </Button>
          <Button
            size="large"
            icon={<Printer size={18} aria-hidden />}
            onPress={() => {
              print();
            }}
          >
            {t.print}
          </Button>
        </footer>
        <details className="rounded-card border border-line bg-surface px-5 py-3 print:hidden">
          <summary className="min-h-8 cursor-pointer font-medium text-ink2">{t.details}</summary>
          <pre className="max-h-96 overflow-auto py-3 text-least whitespace-pre-wrap">
            {JSON.stringify(report, null, 2)}
          </pre>
        </details>
      </div>
      <dl className="flex flex-col gap-3 self-start text-small">
        <Fact name={t.file}>{file.name}</Fact>
        <Fact name={t.checkedAt}>{dateTime(new Date(report.checkedAt))}</Fact>
        <Fact name={size(report.bytes, language)}>{report.revisions > 0 ? `${report.revisions}×` : ''}</Fact>
      </dl>
    </div>
  );
}

function useSummary(
  report: Report,
  people: number,
): { readonly mark: MarkState; readonly title: string; readonly sub: string } {
  const t = useTexts(texts);
  if (report.signatures.length === 0) return { mark: 'future', title: t.unsigned, sub: t.unsignedSub };
  if (report.conclusion === 'valid') return { mark: 'signed', title: t.valid, sub: t.validSub(people) };
  if (report.conclusion === 'invalid') return { mark: 'broken', title: t.invalid, sub: t.invalidSub };
  return { mark: 'waitsLong', title: t.indeterminate, sub: t.indeterminateSub };
}

function markOf(signature: Signature): MarkState {
  if (signature.conclusion === 'invalid') return 'broken';
  if (signature.conclusion === 'indeterminate') return 'waitsLong';
  return isSeal(signature) ? 'sealed' : 'signed';
}

/** A seal's certificate names an organisation, not a person within one. */
function isSeal({ signer }: Signature): boolean {
  return signer !== undefined && signer.organisation !== undefined && signer.name === signer.organisation;
}

function SignatureFacts({ signature }: { readonly signature: Signature }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { signer, time } = signature;
  const at = time.value ?? time.claimed;
  const proven = time.source === 'signature-timestamp' || time.source === 'document-timestamp';
  const word = { valid: t.ok, invalid: t.bad, indeterminate: t.unknown }[signature.conclusion];
  const tone = { valid: 'text-ink2', invalid: 'text-seal', indeterminate: 'text-amber' }[signature.conclusion];
  const reasons = signature.reasons.filter((reason) => reason.weight !== 'note');
  return (
    <article className="flex flex-col gap-1 border-b border-line pb-5">
      <span className="flex flex-wrap justify-between gap-x-4">
        <h2 className="text-section font-semibold">{signer?.name ?? t.unnamed}</h2>
        <span className="flex flex-col text-right">
          {at !== undefined && <time dateTime={at}>{dateTime(new Date(at))}</time>}
          <span className={`font-semibold ${tone}`}>{word}</span>
        </span>
      </span>
      {signer && <p className="text-text2">{[signer.unit, signer.organisation].filter(Boolean).join(', ')}</p>}
      {signer && (
        <p className="text-small text-text3">
          {t.by(commonName(signer.issuer))}; {proven ? t.timeProven : t.timeClaimed}
        </p>
      )}
      {reasons.map((reason) => (
        <p key={reason.code} className={`text-small ${tone}`}>
          {language === 'vi' ? reason.vi : reason.en}
        </p>
      ))}
    </article>
  );
}

function commonName(subject: string): string {
  return /(?:^|, )CN=((?:\\.|[^,\\])*)/.exec(subject)?.[1] ?? subject;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col">
      <dt className="text-text3">{name}</dt>
      <dd className="break-words font-medium">{children}</dd>
    </div>
  );
}
