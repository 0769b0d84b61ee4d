import { useMutation, useQuery } from '@tanstack/react-query';
import { PenLine, Stamp, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { answer, api, idempotencyKey, type Schemas } from '../kernel/api.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { asProblem } from '../kernel/problem.ts';
import { queries } from '../kernel/queries.ts';
import { useMe } from '../kernel/session.ts';
import { Button, Dialog } from '../kit/index.ts';
import { ApproveDialog, SignDialog } from '../signing/index.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { texts } from './texts.ts';
import { turnQuery } from './turn-query.ts';

type Open = 'sign' | 'approve' | 'return' | 'withdraw';

/** What this person may do with the record now. */
export function RecordActions({ record }: { readonly record: Schemas['record'] }) {
  const t = useTexts(texts);
  const me = useMe();
  const [open, setOpen] = useState<Open>();
  const turn = useQuery(turnQuery(record)).data;
  const mine = record.owner === me.account.id;
  const close = () => {
    setOpen(undefined);
  };
  const submit = useChange(record.id, (id) =>
    answer(
      api.POST('/records/{id}/submit', {
        params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } } as never,
      }),
    ),
  );
  const withdraw = useChange(record.id, (id) =>
    answer(
      api.POST('/records/{id}/withdraw', {
        params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } } as never,
      }),
    ),
  );
  const seal = turn?.kind === 'seal';
  const approves = turn?.kind === 'approve';
  return (
    <>
      {turn !== undefined && !mine && (
        <Button
          icon={<Undo2 size={17} aria-hidden />}
          onPress={() => {
            setOpen('return');
          }}
        >
          {t.returnIt}
        </Button>
      )}
      {mine &&
        ['draft', 'returned', 'inApproval'].includes(record.state) &&
        record.versions.every((v) => v.signatures.length === 0) && (
          <Button
            kind="quiet"
            onPress={() => {
              setOpen('withdraw');
            }}
          >
            {t.withdraw}
          </Button>
        )}
      {mine && ['draft', 'returned'].includes(record.state) && (
        <Button
          kind="primary"
          busy={submit.isPending}
          onPress={() => {
            submit.mutate();
          }}
        >
          {t.submit}
        </Button>
      )}
      {turn !== undefined && (
        <Button
          kind="primary"
          icon={seal ? <Stamp size={17} aria-hidden /> : <PenLine size={17} aria-hidden />}
          onPress={() => {
            setOpen(approves ? 'approve' : 'sign');
          }}
        >
          {seal ? t.seal : approves ? t.approve : t.sign}
        </Button>
      )}
      {submit.error !== null && <Told error={submit.error} />}
      <SignDialog
        isOpen={open === 'sign'}
        onClose={close}
        records={[{ id: record.id, title: record.title }]}
        kind={seal ? 'seal' : 'personal'}
      />
      <ApproveDialog isOpen={open === 'approve'} onClose={close} record={record} />
      <ReturnDialog isOpen={open === 'return'} onClose={close} records={[{ id: record.id, title: record.title }]} />
      <Dialog
        title={t.withdraw}
        isOpen={open === 'withdraw'}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t.cancel}</Button>
            <Button
              kind="danger"
              busy={withdraw.isPending}
              onPress={() => {
                withdraw.mutate(undefined, { onSuccess: close });
              }}
            >
              {t.withdraw}
            </Button>
          </>
        }
      >
        <p className="text-text2">{t.withdrawAsk}</p>
        {withdraw.error !== null && <Told error={withdraw.error} />}
      </Dialog>
    </>
  );
}

function Told({ error }: { readonly error: unknown }) {
  const language = useLanguage();
  const problem = asProblem(error);
  return (
    <p role="alert" className="w-full text-small text-late">
      {language === 'vi' ? problem.vi : problem.en}
    </p>
  );
}

function useChange(record: string, change: (id: string) => Promise<unknown>) {
  return useMutation({
    mutationFn: () => change(record),
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['record', record] }),
        queries.invalidateQueries({ queryKey: ['records'] }),
        queries.invalidateQueries({ queryKey: ['inbox'] }),
      ]);
    },
  });
}
