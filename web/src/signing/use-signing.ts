import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, idempotencyKey, type Schemas } from '../kernel/api.ts';
import { queries } from '../kernel/queries.ts';

type Request = Schemas['signing-request'];

const POLL_MS = 600;
const MOVING: readonly Request['state'][] = ['preparing', 'confirmed'];

interface Signing {
  readonly request: Request | undefined;
  readonly error: Error | null;
  readonly pinError: Error | null;
  readonly starting: boolean;
  readonly confirming: boolean;
  readonly start: (records: readonly string[]) => void;
  readonly confirm: (pin: string) => void;
  /** Lets go of records that were prepared and not signed. */
  readonly abandon: () => void;
}

/** One batch of signatures, from the request to the signed files. */
export function useSigning(kind: 'personal' | 'seal'): Signing {
  const [id, setId] = useState<string>();
  const start = useMutation({
    mutationFn: (records: readonly string[]) =>
      answer(
        api.POST('/signing-requests', {
          params: { header: { 'Idempotency-Key': idempotencyKey() } } as never,
          body: { records: [...records], kind },
        }),
      ),
    onSuccess: (made) => {
      setId(made.id);
    },
  });
  const progress = useQuery({
    queryKey: ['signing-request', id],
    enabled: id !== undefined,
    queryFn: async () => {
      const now = await answer(api.GET('/signing-requests/{id}', { params: { path: { id: id ?? '' } } }));
      if (!MOVING.includes(now.state)) await forget();
      return now;
    },
    refetchInterval: (query) => (query.state.data && !MOVING.includes(query.state.data.state) ? false : POLL_MS),
  });
  const confirm = useMutation({
    mutationFn: (pin: string) =>
      answer(
        api.POST('/signing-requests/{id}/confirm', { params: { path: { id: id ?? '' } } as never, body: { pin } }),
      ),
    onSuccess: (now) => {
      queries.setQueryData(['signing-request', id], now);
      void progress.refetch();
    },
  });
  return {
    request: id === undefined ? undefined : progress.data,
    error: start.error ?? progress.error,
    pinError: confirm.error,
    starting: start.isPending,
    confirming: confirm.isPending,
    start: (records) => {
      setId(undefined);
      confirm.reset();
      start.mutate(records);
    },
    confirm: (pin) => {
      confirm.mutate(pin);
    },
    abandon: () => {
      const state = progress.data?.state;
      if (id !== undefined && (state === 'preparing' || state === 'ready')) {
        // Nobody waits for this: a request that is not cancelled ends by itself.
        void answer(api.POST('/signing-requests/{id}/cancel', { params: { path: { id } } as never })).catch(
          () => undefined,
        );
      }
      start.reset();
      confirm.reset();
      setId(undefined);
    },
  };
}

/** Lists that the batch has changed. */
async function forget(): Promise<void> {
  await Promise.all(['inbox', 'record', 'records'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}
