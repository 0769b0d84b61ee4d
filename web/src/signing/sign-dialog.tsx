import { useEffect, useState } from 'react';
import { type Schemas } from '../kernel/api.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { asProblem, Problem } from '../kernel/problem.ts';
import { Button, Dialog, Failure, Mark, PinField } from '../kit/index.ts';
import { texts } from './texts.ts';
import { useSigning } from './use-signing.ts';

interface SignDialogProps {
  readonly records: readonly { readonly id: string; readonly title: string }[];
  readonly kind: 'personal' | 'seal';
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Told once when the batch has ended, with how many were signed. */
  readonly onSigned?: (signed: number) => void;
}

type Item = Schemas['signing-item'];

const ENDED: readonly Schemas['signing-request']['state'][] = ['done', 'failed', 'cancelled', 'expired'];
const PIN_PROBLEMS = ['PIN_WRONG', 'PIN_LOCKED'];

/** One PIN for one or many records: what will be signed, then how each fares, then what could not be. */
export function SignDialog({ isOpen, ...rest }: SignDialogProps) {
  return isOpen ? <Batch {...rest} /> : null;
}

function Batch({ records, kind, onClose, onSigned }: Omit<SignDialogProps, 'isOpen'>) {
  const t = useTexts(texts);
  const [batch, setBatch] = useState(records);
  const [pin, setPin] = useState('');
  const signing = useSigning(kind);
  const { request } = signing;
  const { start, abandon } = signing;
  useEffect(() => {
    start(batch.map(({ id }) => id));
    // The batch is begun once for each set of records; what the hook gives is new at each drawing.
  }, [batch]);
  const items = request?.items ?? [];
  const ended = request !== undefined && ENDED.includes(request.state);
  const signed = items.filter((item) => item.state === 'embedded').length;
  const failed = items.filter((item) => item.state === 'failed');
  const leave = () => {
    abandon();
    if (ended) onSigned?.(signed);
    onClose();
  };
  const confirmed = request?.state === 'confirmed';
  const again = () => {
    setPin('');
    setBatch(batch.filter(({ id }) => failed.some((item) => item.record === id)));
  };
  const title = kind === 'seal' ? t.sealTitle(batch.length) : t.title(batch.length);
  return (
    <Dialog
      title={title}
      isOpen
      held={confirmed || signing.confirming}
      onClose={leave}
      actions={
        ended ? (
          <>
            {failed.length > 0 && <Button onPress={again}>{t.again}</Button>}
            <Button kind="primary" size="large" onPress={leave}>
              {t.close}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={leave} isDisabled={confirmed}>
              {t.cancel}
            </Button>
            <Button
              kind="primary"
              size="large"
              busy={confirmed || signing.confirming}
              isDisabled={request?.state !== 'ready' || pin.length < 4}
              onPress={() => {
                signing.confirm(pin);
              }}
            >
              {kind === 'seal' ? t.seal : t.sign}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-5">
        {!ended && <p className="text-text2">{kind === 'seal' ? t.sealWill : t.will}</p>}
        {signing.error !== null && <Failure error={signing.error} />}
        {signing.error === null && <Progress request={request} total={batch.length} seal={kind === 'seal'} />}
        {request !== undefined && request.refused.length > 0 && (
          <Refusals title={t.refused} refused={request.refused} titles={batch} />
        )}
        {ended && failed.length > 0 && (
          <Refusals title={t.failed(failed.length)} refused={failed.flatMap(failureOf)} titles={batch} />
        )}
        {!ended && signing.error === null && (
          <Pin pin={pin} onChange={setPin} error={signing.pinError} disabled={confirmed} />
        )}
      </div>
    </Dialog>
  );
}

function failureOf(item: Item): Schemas['signing-refusal'][] {
  return item.failure ? [item.failure] : [];
}

function Pin({
  pin,
  onChange,
  error,
  disabled,
}: {
  readonly pin: string;
  readonly onChange: (pin: string) => void;
  readonly error: Error | null;
  readonly disabled: boolean;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const problem = error === null ? undefined : asProblem(error);
  const wrong = problem instanceof Problem && PIN_PROBLEMS.includes(problem.code);
  const told = problem && (language === 'vi' ? problem.vi : problem.en);
  return (
    <>
      <PinField
        label={t.pin}
        value={pin}
        onChange={onChange}
        hint={t.pinHint}
        error={wrong ? told : undefined}
        disabled={disabled}
        autoFocus
      />
      {problem !== undefined && !wrong && <Failure error={problem} />}
    </>
  );
}

/** The batch as a row of marks that fill, and in words. */
function Progress({
  request,
  total,
  seal,
}: {
  readonly request: Schemas['signing-request'] | undefined;
  readonly total: number;
  readonly seal: boolean;
}) {
  const t = useTexts(texts);
  const items = request?.items ?? [];
  const count = (...states: readonly Item['state'][]) => items.filter((item) => states.includes(item.state)).length;
  const signed = count('embedded');
  const words =
    request === undefined || request.state === 'preparing'
      ? t.preparing(count('prepared', 'failed'), total)
      : request.state === 'ready'
        ? t.ready(count('prepared'))
        : request.state === 'confirmed'
          ? t.signing(signed, items.length)
          : request.state === 'done' || request.state === 'failed'
            ? seal
              ? t.sealedAll(signed)
              : t.signed(signed)
            : t.other;
  return (
    <div className="flex flex-col gap-2.5 rounded-card bg-tint px-4 py-3">
      <p role="status" className="font-semibold text-ink2">
        {words}
      </p>
      <span aria-hidden="true" className="flex flex-wrap gap-1.5">
        {items.slice(0, 100).map((item) => (
          <Mark key={item.record} state={markOf(item.state, seal)} size={18} fresh={item.state === 'embedded'} />
        ))}
      </span>
    </div>
  );
}

function markOf(state: Item['state'], seal: boolean) {
  if (state === 'embedded') return seal ? 'sealed' : 'signed';
  if (state === 'failed') return 'failed';
  return state === 'preparing' ? 'future' : 'current';
}

interface RefusalsProps {
  readonly title: string;
  readonly refused: readonly Schemas['signing-refusal'][];
  readonly titles: SignDialogProps['records'];
}

function Refusals({ title, refused, titles }: RefusalsProps) {
  const language = useLanguage();
  return (
    <section className="flex flex-col gap-2 rounded-card bg-latetint px-4 py-3">
      <h3 className="font-semibold text-late">{title}</h3>
      <ul className="flex flex-col gap-2">
        {refused.map((refusal) => (
          <li key={refusal.record} className="text-small">
            <span className="block font-medium">
              {titles.find(({ id }) => id === refusal.record)?.title ?? refusal.record}
            </span>
            <span className="text-text2">{language === 'vi' ? refusal.text : refusal.textEn}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
