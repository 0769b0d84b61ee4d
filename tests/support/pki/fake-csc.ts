import { constants, createHash, privateEncrypt, randomBytes } from 'node:crypto';
import { type SignatureAlgorithm, SIGNATURE_ALGORITHMS, signMessage } from '../../../src/signing/algorithms.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { nullValue, octetString, oid, sequence } from '../../../src/signing/asn1/writer.ts';
import { type Answer, type ReceivedRequest, startServer, type TestServer } from './http-server.ts';
import { type TestSigner } from './test-pki.ts';

/** A remote signing service of somebody else, as the CSC API describes it. */
export interface FakeCscOptions {
  readonly credential: TestSigner;
  readonly algorithm: SignatureAlgorithm;
  readonly version: 'v1' | 'v2';
  readonly pin?: string;
  readonly multisign?: number;
  /**
   * ECDSA cannot sign a finished hash in node, so the service is told which messages the hashes stand for. A real device
   * has no need of it; what goes over HTTP are hashes only.
   */
  readonly messages: Map<string, Uint8Array>;
  /** Misbehaviour per method: gets the honest answer. */
  readonly misbehave?: (method: string, honest: Answer) => Answer;
}

export const CSC_TOKEN = 'access-token';
type Json = Record<string, unknown>;

/** Starts it over real HTTP. Checks token, credential, PIN, activation data and that only authorised hashes are signed. */
export function startFakeCsc(options: FakeCscOptions): Promise<TestServer> {
  const authorized = new Map<string, string>();
  return startServer((request) => {
    const method = request.path.slice(1);
    const honest = answer(request, method, { options, authorized });
    return options.misbehave?.(method, honest) ?? honest;
  });
}

interface Service {
  readonly options: FakeCscOptions;
  readonly authorized: Map<string, string>;
}

const json = (status: number, body: Json): Answer => ({ status, body: Buffer.from(JSON.stringify(body)) });
const refuse = (error: string, description: string): Answer => json(400, { error, error_description: description });

function answer(request: ReceivedRequest, method: string, service: Service): Answer {
  const { options, authorized } = service;
  if (request.headers['authorization'] !== `Bearer ${CSC_TOKEN}`) return json(401, { error: 'invalid_token' });
  const body = JSON.parse(Buffer.from(request.body).toString('utf8')) as Json;
  if (body['credentialID'] !== 'cred-1') return refuse('invalid_request', 'Invalid parameter credentialID');
  const hashes = JSON.stringify(options.version === 'v1' ? body['hash'] : body['hashes']);
  if (method === 'credentials/info') return json(200, info(options));
  if (method === 'credentials/authorize') {
    if (options.pin !== undefined && givenPin(options, body) !== options.pin)
      return refuse('invalid_pin', 'The PIN is wrong');
    const sad = randomBytes(8).toString('hex');
    authorized.set(sad, hashes);
    return json(200, { SAD: sad, expiresIn: 300 });
  }
  if (method !== 'signatures/signHash') return json(404, {});
  if (authorized.get(String(body['SAD'])) !== hashes) return refuse('invalid_request', 'Invalid parameter SAD');
  authorized.delete(String(body['SAD']));
  return json(200, { signatures: (JSON.parse(hashes) as string[]).map((hash) => sign(options, hash)) });
}

function info({ credential, multisign = 50 }: FakeCscOptions): Json {
  const certificates = credential.chain.map((der) => Buffer.from(der).toString('base64'));
  return { key: { status: 'enabled' }, cert: { status: 'valid', certificates }, authMode: 'explicit', multisign };
}

function givenPin({ version }: FakeCscOptions, body: Json): unknown {
  if (version === 'v1') return body['PIN'];
  return (body['authData'] as { id: string; value: string }[] | undefined)?.find(({ id }) => id === 'PIN')?.value;
}

function sign({ algorithm, credential, messages }: FakeCscOptions, hash: string): string {
  const { scheme, digest } = SIGNATURE_ALGORITHMS[algorithm];
  const bytes = Buffer.from(hash, 'base64');
  if (scheme === 'rsa-pkcs1') {
    const info = sequence(sequence(oid(OID[digest]), nullValue), octetString(bytes));
    return privateEncrypt({ key: credential.privateKey, padding: constants.RSA_PKCS1_PADDING }, info).toString(
      'base64',
    );
  }
  const message = messages.get(hash) ?? new Uint8Array();
  return Buffer.from(signMessage(algorithm, credential.privateKey, message)).toString('base64');
}

/** Notes which message a hash stands for. */
export function noteMessage(messages: Map<string, Uint8Array>, digest: string, message: Uint8Array): void {
  messages.set(createHash(digest).update(message).digest('base64'), message);
}
