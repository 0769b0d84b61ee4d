import { type Clock, systemClock } from '../../../src/kernel/clock.ts';
import { type Identity } from '../../../src/signing/pki/issue-certificate.ts';
import { createKeySigner } from '../../../src/signing/providers/key-signer.ts';
import { answerTimestampRequest } from '../../../src/signing/timestamps/authority.ts';
import { type Answer, startServer, type TestServer } from './http-server.ts';

export interface TestTsaOptions {
  /** `pki.tsa` of a test PKI. */
  readonly tsa: Identity;
  /** DER of the certificates above it, as far as they should stand in the token. */
  readonly issuers: readonly Uint8Array[];
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  readonly policy?: string;
  /** Misbehaviour: gets the request and what an honest authority would answer. */
  readonly misbehave?: (request: Uint8Array, honest: () => Promise<Uint8Array>) => Promise<Answer> | Answer;
}

export const TEST_TSA_POLICY = '1.3.6.1.4.1.13762.3';

/** Starts a real RFC 3161 authority over HTTP. */
export function startTestTsa(options: TestTsaOptions): Promise<TestServer> {
  const signer = createKeySigner({
    ...options.tsa,
    certificateChain: [options.tsa.certificate.der, ...options.issuers],
  });
  const authority = { signer, clock: options.clock ?? systemClock, policy: options.policy ?? TEST_TSA_POLICY };
  return startServer(async ({ body }) => {
    const honest = () => answerTimestampRequest(body, authority);
    if (options.misbehave) return options.misbehave(body, honest);
    return { status: 200, body: await honest(), headers: { 'content-type': 'application/timestamp-reply' } };
  });
}
