import { answerOcspRequest, type OcspResponderOptions } from '../../../src/signing/pki/answer-ocsp.ts';
import { type Crl } from '../../../src/signing/revocation/crl.ts';
import { type Answer, startServer, type TestServer } from './http-server.ts';

export interface TestOcspOptions {
  /** Read at each request, so that a test may revoke while the server runs. */
  readonly state: () => OcspResponderOptions;
  /** Misbehaviour: gets the request and what an honest responder would answer. */
  readonly misbehave?: (request: Uint8Array, honest: () => Uint8Array) => Answer;
}

/** Starts a real OCSP responder over HTTP. */
export function startTestOcsp(options: TestOcspOptions): Promise<TestServer> {
  return startServer(({ body }) => {
    const honest = () => answerOcspRequest(body, options.state());
    if (options.misbehave) return options.misbehave(body, honest);
    return { status: 200, body: honest(), headers: { 'content-type': 'application/ocsp-response' } };
  });
}

/** Starts a server that gives out CRLs by path, for example `/issuing.crl`; another path is 404. */
export function startTestCrl(lists: () => Readonly<Record<string, Crl>>): Promise<TestServer> {
  return startServer(({ path }) => {
    const crl = lists()[path];
    return crl ? { status: 200, body: crl.der, headers: { 'content-type': 'application/pkix-crl' } } : { status: 404 };
  });
}
