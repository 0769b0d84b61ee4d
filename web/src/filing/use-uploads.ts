import { useCallback, useState } from 'react';
import { answer, api, idempotencyKey, type Schemas } from '../kernel/api.ts';
import { asProblem, type Problem } from '../kernel/problem.ts';
import { queries } from '../kernel/queries.ts';
import { sendFile } from '../kernel/send-file.ts';
import { type Choices, fieldsOf, guessFrom, metadataOf, type Scope } from './guess.ts';

export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly type: string | undefined;
  readonly scope: Scope;
  /** What the system guessed and nobody has confirmed. */
  readonly guessed: ReadonlySet<string>;
  readonly state: 'open' | 'sending' | 'sent';
  /** From 0 to 1, while it is sent. */
  readonly part: number;
  readonly problem?: Problem | undefined;
  readonly record?: Schemas['record'] | undefined;
}

const PDF = /\.pdf$/i;

/** The files that are being made records, each by itself: one that fails keeps no other. */
export function useUploads(choices: Choices | undefined) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = useCallback((key: string, parts: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...parts } : one)));
  }, []);
  const add = useCallback(
    (files: readonly File[]) => {
      if (!choices) return;
      const made = files.filter((file) => PDF.test(file.name)).map((file) => newUpload(file, choices));
      setUploads((all) => [...all, ...made]);
    },
    [choices],
  );
  const remove = useCallback((key: string) => {
    setUploads((all) => all.filter((one) => one.key !== key));
  }, []);
  const typeOf = (upload: Upload) => choices?.types.find(({ id }) => id === upload.type);
  const isReady = (upload: Upload): boolean => {
    const type = typeOf(upload);
    return type !== undefined && fieldsOf(type).every((field) => (upload.scope[field] ?? '') !== '');
  };
  const send = async (upload: Upload): Promise<Schemas['record'] | undefined> => {
    const type = typeOf(upload);
    if (!type || upload.state === 'sent') return upload.record;
    change(upload.key, { state: 'sending', part: 0, problem: undefined });
    try {
      const record = await sendFile<Schemas['record']>({
        path: '/records',
        file: upload.file,
        metadata: metadataOf(type, upload.scope),
        idempotencyKey: idempotencyKey(),
        onProgress: (part) => {
          change(upload.key, { part });
        },
      });
      change(upload.key, { state: 'sent', record });
      return record;
    } catch (error) {
      change(upload.key, { state: 'open', problem: asProblem(error) });
      return undefined;
    }
  };
  /** Sends what is ready, one after the other; the records that came of it. */
  const sendAll = async (): Promise<Schemas['record'][]> => {
    const made: Schemas['record'][] = [];
    for (const upload of uploads.filter(isReady)) {
      const record = await send(upload);
      if (record) made.push(record);
    }
    await queries.invalidateQueries({ queryKey: ['records'] });
    return made;
  };
  /** Hands drafts in; those that could be. A refusal is shown at its file. */
  const submitAll = async (records: readonly Schemas['record'][]): Promise<Schemas['record'][]> => {
    const handedIn: Schemas['record'][] = [];
    for (const record of records) {
      try {
        const params = { path: { id: record.id }, header: { 'Idempotency-Key': idempotencyKey() } } as never;
        handedIn.push(await answer(api.POST('/records/{id}/submit', { params })));
      } catch (error) {
        const upload = uploads.find((one) => one.record?.id === record.id);
        if (upload) change(upload.key, { problem: asProblem(error) });
      }
    }
    return handedIn;
  };
  return { uploads, add, remove, change, isReady, send, sendAll, submitAll };
}

function newUpload(file: File, choices: Choices): Upload {
  const { type, scope } = guessFrom(file.name, choices);
  const guessed = new Set<string>([...(type === undefined ? [] : ['type']), ...Object.keys(scope)]);
  return { key: crypto.randomUUID(), file, type, scope, guessed, state: 'open', part: 0 };
}
