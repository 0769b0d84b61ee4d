import { type ReactNode } from 'react';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { asProblem } from '../kernel/problem.ts';
import { Button } from './button.tsx';
import { SmallChain } from './chain.tsx';
import { Triangle } from './icons.tsx';

const texts = {
  again: { vi: 'Thử lại', en: 'Try again' },
  loading: { vi: 'Đang tải', en: 'Loading' },
  request: { vi: 'Mã yêu cầu', en: 'Request' },
} as const;

const WHOLE = (['signed', 'signed', 'signed', 'sealed'] as const).map((state) => ({ state, role: '' }));

/** Nothing to do: a finished chain, one sentence, what comes next. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-line bg-surface px-6 py-10 text-center shadow-card">
      <span aria-hidden="true">
        <SmallChain steps={WHOLE} />
      </span>
      <p className="text-section font-semibold">{title}</p>
      {children !== undefined && <p className="max-w-md text-text2">{children}</p>}
      {action}
    </div>
  );
}

/** What went wrong, and one way to try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: (() => void) | undefined }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const problem = asProblem(error);
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card bg-latetint px-5 py-4">
      <span className="flex min-w-0 grow items-start gap-3 text-late">
        <Triangle size={20} />
        <span className="text-text">
          {language === 'vi' ? problem.vi : problem.en}
          {problem.status >= 500 && problem.request !== undefined && (
            <span className="block text-small text-text2">
              {t.request}: {problem.request}
            </span>
          )}
        </span>
      </span>
      {onRetry && <Button onPress={onRetry}>{t.again}</Button>}
    </div>
  );
}

/** Rows of their later height while a list comes. */
export function LoadingRows({ rows = 5, height = 'h-[57px]' }: { readonly rows?: number; readonly height?: string }) {
  const t = useTexts(texts);
  return (
    <div role="status" aria-label={t.loading} className="flex flex-col">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={`flex items-center gap-4 border-b border-line px-4 ${height}`}>
          <span className="h-3 w-2/5 rounded-full bg-sunken" />
          <span className="ml-auto h-3 w-1/6 rounded-full bg-sunken" />
        </span>
      ))}
    </div>
  );
}

/** A strip that says something of the whole page. */
export function Strip({
  tone,
  children,
  action,
}: {
  readonly tone: 'amber' | 'late' | 'ink';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  const tones = { amber: 'bg-ambertint text-amber', late: 'bg-latetint text-late', ink: 'bg-tint text-ink2' };
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center justify-between gap-3 px-4 py-2.5 text-small font-medium desk:px-8 ${tones[tone]}`}
    >
      <span>{children}</span>
      {action}
    </div>
  );
}
