import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../kernel/api.ts';
import { useTexts } from '../kernel/i18n.ts';
import { queries } from '../kernel/queries.ts';
import { meQuery } from '../kernel/session.ts';
import { Button, Failure, Field } from '../kit/index.ts';
import { texts } from './texts.ts';

/** One's own password, for a new one. */
export function ChangePassword({ onDone }: { readonly onDone: () => unknown }) {
  const t = useTexts(texts);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const sent = useMutation({
    mutationFn: async () => {
      await answer(api.POST('/me/password', { body: { current, new: next } }));
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      await onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current !== '' && next !== '' && next === again) sent.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field
        label={t.current}
        type="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        error={tried && current === '' ? t.fill : undefined}
      />
      <Field
        label={t.next}
        type="password"
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        hint={t.nextHint}
        error={tried && next === '' ? t.fill : undefined}
      />
      <Field
        label={t.repeat}
        type="password"
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        error={tried && next !== again ? t.differ : undefined}
      />
      {sent.error !== null && <Failure error={sent.error} />}
      <Button type="submit" kind="primary" size="large" busy={sent.isPending} wide>
        {t.save}
      </Button>
    </form>
  );
}
