import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, idempotencyKey } from '../kernel/api.ts';
import { useTexts } from '../kernel/i18n.ts';
import { queries } from '../kernel/queries.ts';
import { Button, Dialog, Failure, Field } from '../kit/index.ts';
import { texts } from './texts.ts';

const LEAST = 5;

interface ReturnDialogProps {
  readonly records: readonly { readonly id: string; readonly title: string }[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Sends records back to who made them, with the words that they will read. */
export function ReturnDialog({ records, isOpen, onClose, onDone }: ReturnDialogProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sent = useMutation({
    mutationFn: async () => {
      for (const { id } of records) {
        const params = { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } } as never;
        await answer(api.POST('/records/{id}/return', { params, body: { reason: reason.trim() } }));
      }
    },
    onSettled: () =>
      Promise.all(['inbox', 'record', 'records'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
    onSuccess: () => {
      setReason('');
      setTried(false);
      onClose();
      onDone?.();
    },
  });
  const short = reason.trim().length < LEAST;
  return (
    <Dialog
      title={t.returnTitle}
      isOpen={isOpen}
      onClose={onClose}
      held={sent.isPending}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            kind="primary"
            busy={sent.isPending}
            onPress={() => {
              setTried(true);
              if (!short) sent.mutate();
            }}
          >
            {t.returnSend}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text2">{records.map(({ title }) => title).join('; ')}</p>
        <Field
          label={t.reason}
          lines={4}
          value={reason}
          onChange={setReason}
          maxLength={1000}
          hint={t.reasonHint}
          error={tried && short ? t.reasonMissing : undefined}
          autoFocus
        />
        {sent.error !== null && <Failure error={sent.error} />}
      </div>
    </Dialog>
  );
}
