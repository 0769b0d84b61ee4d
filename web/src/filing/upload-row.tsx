import { X } from 'lucide-react';
import { size } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import {
  Busy,
  Button,
  ButtonLink,
  Choice,
  Field as TextField,
  IconButton,
  type Option,
  PenTick,
  Triangle,
} from '../kit/index.ts';
import { type Choices, type Field, fieldsOf } from './guess.ts';
import { texts } from './texts.ts';
import { type Upload } from './use-uploads.ts';

interface UploadRowProps {
  readonly upload: Upload;
  readonly choices: Choices;
  readonly ready: boolean;
  readonly onChange: (parts: Partial<Upload>) => void;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
}

/** One file: what it is said to be, as chips to correct, and how it fares. */
export function UploadRow({ upload, choices, ready, onChange, onRemove, onRetry }: UploadRowProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const type = choices.types.find(({ id }) => id === upload.type);
  const fixed = upload.state !== 'open';
  const settle = (name: string) => new Set([...upload.guessed].filter((one) => one !== name));
  const looks = (name: string, value: string | undefined) =>
    (value ?? '') === '' ? 'missing' : upload.guessed.has(name) ? 'guess' : 'plain';
  return (
    <li className="flex flex-col gap-3 border-b border-line px-4 py-4 last:border-0 desk:px-6">
      <div className="flex items-start gap-3">
        <span className="min-w-0 grow break-words">
          <span className="font-medium">{upload.file.name}</span>{' '}
          <span className="text-small text-text3">{size(upload.file.size, language)}</span>
        </span>
        <State upload={upload} ready={ready} />
        {upload.state === 'open' && (
          <IconButton label={t.remove(upload.file.name)} onPress={onRemove}>
            <X size={18} aria-hidden />
          </IconButton>
        )}
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Choice
          chip={looks('type', upload.type)}
          label={t.type}
          placeholder={t.pick}
          value={upload.type}
          disabled={fixed}
          options={choices.types.map(({ id, name }) => ({ id, label: language === 'vi' ? name.vi : name.en }))}
          onChange={(id) => {
            onChange({ type: id, guessed: settle('type'), problem: undefined });
          }}
        />
        {fieldsOf(type).map((field) => {
          const value = upload.scope[field];
          const set = (next: string) => {
            onChange({ scope: { ...upload.scope, [field]: next }, guessed: settle(field), problem: undefined });
          };
          if (field === 'student')
            return <TextField key={field} label={t.student} value={value ?? ''} onChange={set} isDisabled={fixed} />;
          return (
            <Choice
              key={field}
              chip={looks(field, value)}
              label={t[field]}
              placeholder={t.pick}
              value={value}
              disabled={fixed}
              options={optionsOf(field, choices)}
              onChange={set}
            />
          );
        })}
      </div>
      {upload.problem && (
        <div role="alert" className="flex flex-wrap items-center gap-3 rounded-card bg-latetint px-4 py-3">
          <span className="flex min-w-0 grow items-start gap-2 text-late">
            <Triangle size={18} />
            <span className="text-text">{language === 'vi' ? upload.problem.vi : upload.problem.en}</span>
          </span>
          <Mend problem={upload.problem} onRetry={onRetry} />
        </div>
      )}
    </li>
  );
}

/** What mends a refusal: the record that is there already, or sending again. */
function Mend({
  problem,
  onRetry,
}: {
  readonly problem: NonNullable<Upload['problem']>;
  readonly onRetry: () => void;
}) {
  const t = useTexts(texts);
  const existing = problem.details['record'];
  if (typeof existing === 'string') return <ButtonLink href={`/ho-so/${existing}`}>{t.existing}</ButtonLink>;
  return <Button onPress={onRetry}>{t.retry}</Button>;
}

function State({ upload, ready }: { readonly upload: Upload; readonly ready: boolean }) {
  const t = useTexts(texts);
  if (upload.state === 'sent' && upload.record) {
    return (
      <span className="flex shrink-0 items-center gap-2 text-small text-ink2">
        <PenTick /> {t.sent} <a href={`/ho-so/${upload.record.id}`}>{t.see}</a>
      </span>
    );
  }
  if (upload.state === 'sending') {
    return (
      <span role="status" className="flex shrink-0 items-center gap-2 text-small text-text2">
        <Busy /> {t.sending} {Math.round(upload.part * 100)}%
      </span>
    );
  }
  return <span className={`shrink-0 text-small ${ready ? 'text-ink2' : 'text-late'}`}>{ready ? t.ready : t.open}</span>;
}

function numbers(from: number, to: number): Option[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    id: String(from + index),
    label: String(from + index),
  }));
}

function optionsOf(field: Exclude<Field, 'student'>, choices: Choices): readonly Option[] {
  switch (field) {
    case 'subject':
      return choices.subjects;
    case 'department':
      return choices.departments;
    case 'class':
      return choices.classes.map(({ id }) => ({ id, label: id }));
    case 'grade':
      return [...new Set(choices.classes.map(({ grade }) => grade))].map((grade) => ({
        id: String(grade),
        label: String(grade),
      }));
    case 'week':
      return numbers(1, 35);
    case 'month':
      return numbers(1, 12);
    case 'term':
      return [
        { id: 'HK1', label: 'HK1' },
        { id: 'HK2', label: 'HK2' },
        { id: 'CN', label: 'Cả năm' },
      ];
  }
}
