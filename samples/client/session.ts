import { type SchemaTypes } from '../../schemas/index.ts';
import { type Answer, ApiProblem, callApi, type CallOptions } from './http.ts';

type SigningRequest = SchemaTypes['api/signing-request'];

/** What a client says of a record it uploads. */
export type RecordMetadata = SchemaTypes['api/record-metadata'];
export type RecordView = SchemaTypes['api/record'];

export interface FileToUpload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Upload {
  readonly metadata?: unknown;
  readonly file: FileToUpload;
  readonly headers?: Readonly<Record<string, string>>;
}

const SIGNING_TIMEOUT_MS = 120_000;

/** One person's session with the API, as a program would hold it. */
export class Session {
  readonly base: string;
  readonly token: string;
  readonly username: string;

  constructor(base: string, token: string, username: string) {
    this.base = base;
    this.token = token;
    this.username = username;
  }

  /** Signs in; where the initial password must be changed, changes it to `newPassword` and signs in again. */
  static async signIn(
    base: string,
    who: { school: string; username: string; password: string; newPassword?: string },
  ): Promise<Session> {
    const { school, username, password, newPassword } = who;
    const json = { school, username, password };
    const answer = await callApi<{ token: string; mustChangePassword: boolean }>(base, 'POST /auth/login', { json });
    if (answer.status !== 200) throw new ApiProblem(`sign-in of ${username}`, answer.status, answer.body);
    const session = new Session(base, answer.body.token, username);
    if (!answer.body.mustChangePassword || newPassword === undefined) return session;
    await session.post('/me/password', { current: password, new: newPassword });
    return session;
  }

  call<T>(target: string, options: CallOptions = {}): Promise<Answer<T>> {
    return callApi<T>(this.base, target, { ...options, token: this.token });
  }

  /** @throws ApiProblem unless the answer is a success */
  async get<T>(path: string): Promise<T> {
    return this.#expect<T>(`GET ${path}`, {});
  }

  /** @throws ApiProblem unless the answer is a success */
  async post<T>(path: string, json?: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.#expect<T>(`POST ${path}`, { json, headers });
  }

  /** Uploads a file with its metadata; gives the answer whatever its status. */
  upload(path: string, upload: Upload): Promise<Answer<RecordView>> {
    const form = new FormData();
    if (upload.metadata !== undefined) form.append('metadata', JSON.stringify(upload.metadata));
    const bytes = upload.file.bytes as Uint8Array<ArrayBuffer>;
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), upload.file.name);
    return this.call<RecordView>(`POST ${path}`, { form, headers: upload.headers ?? {} });
  }

  /** Uploads a record and submits it. @throws ApiProblem */
  async submitRecord(metadata: RecordMetadata, file: FileToUpload): Promise<RecordView> {
    const created = await this.upload('/records', { metadata, file });
    if (created.status !== 201) throw new ApiProblem(`upload of ${file.name}`, created.status, created.body);
    return this.post<RecordView>(`/records/${created.body.id}/submit`);
  }

  /** Everything that waits for this person. */
  async inbox(): Promise<SchemaTypes['api/inbox-item'][]> {
    const items: SchemaTypes['api/inbox-item'][] = [];
    let cursor: string | undefined;
    do {
      const page = await this.get<SchemaTypes['api/inbox']>(`/inbox?limit=200${cursor ? `&cursor=${cursor}` : ''}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return items;
  }

  /** Asks for signatures, waits until all are prepared, confirms with the PIN and waits until all are done. */
  async sign(records: readonly string[], pin: string, wishes: Record<string, unknown> = {}): Promise<SigningRequest> {
    const request = await this.post<SigningRequest>('/signing-requests', { records, ...wishes });
    await this.waitFor(request.id, (state) => state !== 'preparing');
    await this.post(`/signing-requests/${request.id}/confirm`, { pin });
    return this.waitFor(request.id, (state) => state === 'done' || state === 'failed');
  }

  /** Asks for a signing request again and again, each time letting the server wait, until its state is as wanted. */
  async waitFor(id: string, wanted: (state: SigningRequest['state']) => boolean): Promise<SigningRequest> {
    const until = Date.now() + SIGNING_TIMEOUT_MS;
    for (;;) {
      const request = await this.get<SigningRequest>(`/signing-requests/${id}?wait=10`);
      if (wanted(request.state)) return request;
      if (Date.now() > until) throw new Error(`signing request ${id} is still ${request.state}`);
    }
  }

  /** Downloads one version of a record. */
  async download(record: string, version: number): Promise<Uint8Array> {
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await fetch(`${this.base}/api/v1/records/${record}/versions/${version}/file`, { headers });
    if (!response.ok) throw new ApiProblem(`download of ${record}`, response.status, await response.json());
    return new Uint8Array(await response.arrayBuffer());
  }

  async #expect<T>(target: string, options: CallOptions): Promise<T> {
    const answer = await this.call<T>(target, options);
    if (answer.status >= 400) throw new ApiProblem(target, answer.status, answer.body);
    return answer.body;
  }
}
