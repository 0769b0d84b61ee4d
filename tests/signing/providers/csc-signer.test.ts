import { afterAll, describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../../../src/signing/algorithms.ts';
import { ecdsaToDer } from '../../../src/signing/providers/csc/ecdsa-form.ts';
import { type CscSignerOptions } from '../../../src/signing/providers/csc-signer.ts';
import { openSigner } from '../../../src/signing/providers/index.ts';
import { integer, sequence } from '../../../src/signing/asn1/writer.ts';
import { type Signer, type SigningInput } from '../../../src/signing/signer.ts';
import { signerContract } from '../../contracts/signer.ts';
import { CSC_TOKEN, type FakeCscOptions, noteMessage, startFakeCsc } from '../../support/pki/fake-csc.ts';
import { type TestServer } from '../../support/pki/http-server.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import '../../support/pki/to-throw-code.ts';

const servers: TestServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

interface Setup {
  readonly algorithm?: SignatureAlgorithm;
  readonly version?: 'v1' | 'v2';
  readonly fake?: Partial<FakeCscOptions>;
  readonly client?: Partial<CscSignerOptions>;
}

/** A service and a signer over it that tells the service which messages its hashes stand for. */
async function start({ algorithm = 'ecdsa-p256-sha256', version = 'v1', fake, client }: Setup = {}): Promise<{
  signer: Signer;
  server: TestServer;
}> {
  const { teacher } = await sharedPki(algorithm);
  const messages = new Map<string, Uint8Array>();
  const server = await startFakeCsc({ credential: teacher, algorithm, version, messages, ...fake });
  servers.push(server);
  const accessToken = () => Promise.resolve(CSC_TOKEN);
  const inner = await openSigner('csc', {
    url: server.url,
    version,
    credentialId: 'cred-1',
    accessToken,
    algorithm,
    ...client,
  });
  const sign = (inputs: readonly SigningInput[]) => {
    for (const { message } of inputs) noteMessage(messages, SIGNATURE_ALGORITHMS[algorithm].digest, message);
    return inner.sign(inputs);
  };
  return { signer: { describe: () => inner.describe(), sign }, server };
}

const input = (text: string): SigningInput => {
  const message = Buffer.from(text);
  const messages = new Map<string, Uint8Array>();
  noteMessage(messages, 'sha256', message);
  return { message, digest: Buffer.from([...messages.keys()][0] ?? '', 'base64') };
};

describe('a remote signer', () => {
  it('tells a refusal in the service’s own words, and never the PIN or the token', async () => {
    const { signer } = await start({
      fake: { pin: '123456' },
      client: { confirm: () => Promise.resolve({ pin: '999999' }) },
    });
    const error: unknown = await signer.sign([input('a')]).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'SIGNER_REFUSED', details: { reason: 'invalid_pin: The PIN is wrong' } });
    expect(JSON.stringify(error)).not.toMatch(/999999|access-token/);
    const stranger = await start({ client: { accessToken: () => Promise.resolve('khác') } });
    await expect(stranger.signer.describe()).rejects.toThrow('invalid_token');
    const unknown = await start({ client: { credentialId: 'cred-2' } });
    await expect(unknown.signer.describe()).rejects.toThrowCode('SIGNER_REFUSED');
  });

  it('tells a service that cannot be reached, and asks again at the next call', async () => {
    let down = true;
    const { signer } = await start({ fake: { misbehave: (_method, honest) => (down ? 'cut' : honest) } });
    await expect(signer.describe()).rejects.toThrowCode('SIGNER_UNREACHABLE');
    down = false;
    await expect(signer.describe()).resolves.toMatchObject({ algorithm: 'ecdsa-p256-sha256' });
    const failing = await start({ fake: { misbehave: () => ({ status: 502 }) } });
    await expect(failing.signer.describe()).rejects.toThrowCode('SIGNER_UNREACHABLE');
  });

  it.each([
    ['no JSON', 'credentials/info', 'hỏng'],
    ['JSON that is no object', 'credentials/info', '[]'],
    ['no certificate', 'credentials/info', '{"key":{}}'],
    ['certificates that are no list', 'credentials/info', '{"key":{},"cert":{"certificates":7}}'],
    ['no activation data', 'credentials/authorize', '{}'],
    ['too few signatures', 'signatures/signHash', '{"signatures":[]}'],
    ['a signature of another key', 'signatures/signHash', '{"signatures":["AAAA"]}'],
  ])('refuses an answer with %s', async (_name, method, body) => {
    const misbehave: FakeCscOptions['misbehave'] = (asked, honest) =>
      asked === method ? { status: 200, body: Buffer.from(body) } : honest;
    const { signer } = await start({ fake: { misbehave } });
    await expect(signer.sign([input('a')])).rejects.toThrowCode('SIGNER_BAD_ANSWER');
  });

  it('does not use a credential that is disabled, nor one for another algorithm', async () => {
    const misbehave = () => ({
      status: 200,
      body: Buffer.from('{"key":{"status":"disabled"},"cert":{"certificates":[]}}'),
    });
    const { signer } = await start({ fake: { misbehave } });
    await expect(signer.describe()).rejects.toThrowCode('SIGNER_REFUSED');
    const other = await start({ client: { algorithm: 'rsa-pkcs1-sha256' } });
    await expect(other.signer.describe()).rejects.toThrowCode('ALGORITHM_UNSUPPORTED');
  });

  it('tells a refusal without words by its status', async () => {
    const { signer } = await start({ fake: { misbehave: () => ({ status: 403 }) } });
    await expect(signer.describe()).rejects.toThrow('HTTP 403');
  });

  it('asks the owner once for a batch, and splits it as the service allows', async () => {
    let asked = 0;
    const confirm = () => Promise.resolve({ pin: '123456', otp: String(++asked) });
    for (const version of ['v1', 'v2'] as const) {
      asked = 0;
      const { signer, server } = await start({ version, fake: { multisign: 3, pin: '123456' }, client: { confirm } });
      expect(await signer.sign(Array.from({ length: 7 }, (_, i) => input(`${i}`)))).toHaveLength(7);
      expect(asked).toBe(1);
      expect(server.requests.filter(({ path }) => path === '/credentials/authorize')).toHaveLength(3);
    }
  });

  it('sends hashes and never the message', async () => {
    const { signer, server } = await start();
    await signer.sign([input('nội dung kín')]);
    for (const { body } of server.requests) {
      expect(Buffer.from(body).toString('utf8')).not.toContain('nội dung kín');
      expect(Buffer.from(body).toString('utf8')).not.toContain(Buffer.from('nội dung kín').toString('base64'));
    }
  });
});

describe('ecdsaToDer', () => {
  it('writes two bare numbers as DER and leaves DER as it is', () => {
    const raw = Buffer.concat([Buffer.alloc(32, 0x80), Buffer.alloc(31), Buffer.from([5])]);
    const der = sequence(integer(Buffer.alloc(32, 0x80)), integer(5));
    expect(ecdsaToDer(raw, 32)).toEqual(der);
    expect(ecdsaToDer(der, 32)).toBe(der);
    expect(ecdsaToDer(Uint8Array.of(1), 32)).toHaveLength(1);
  });
});

for (const version of ['v1', 'v2'] as const) {
  for (const algorithm of ALGORITHMS) {
    signerContract(
      `a remote signer (CSC ${version})`,
      algorithm,
      async () => (await start({ algorithm, version })).signer,
    );
  }
}
