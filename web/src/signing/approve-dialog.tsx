import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, idempotencyKey } from '../kernel/api.ts';
import { useTexts } from '../kernel/i18n.ts';
import { queries } from '../kernel/queries.ts';
import { Button, Dialog, Failure, Field } from '../kit/index.ts';
import { texts } from './texts.ts';

interface ApproveDialogProps {
  readonly record: { readonly id: string; readonly title: string };
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** An approval: a decision with one's password, which is no signature. */
export function ApproveDialog({ record, isOpen, onClose }: ApproveDialogProps) {
  const t = useTexts(texts);
  const [password, setPassword] = useState('');
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const sent = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/records/{id}/approve', {
          params: { path: { id: record.id }, header: { 'Idempotency-Key': idempotencyKey() } } as never,
          body: { password, ...(comment.trim() !== '' && { comment: comment.trim() }) },
        }),
      ),
    onSettled: () =>
      Promise.all(['inbox', 'record', 'records'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={t.approveTitle}
      isOpen={isOpen}
      onClose={onClose}
      held={sent.isPending}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            kind="primary"
            size="large"
            busy={sent.isPending}
            onPress={() => {
              setTried(true);
              if (password !== '') sent.mutate();
            }}
          >
            {t.approve}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="font-medium">{record.title}</p>
        <p className="text-text2">{t.approveWhat}</p>
        <Field
          label={t.password}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={tried && password === '' ? t.fill : undefined}
        />
        <Field label={t.comment} value={comment} onChange={setComment} lines={2} maxLength={1000} />
        {sent.error !== null && <Failure error={sent.error} />}
      </div>
    </Dialog>
  );
}
