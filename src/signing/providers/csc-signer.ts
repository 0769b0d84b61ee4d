import {
  defaultAlgorithm,
  fitsKey,
  maxSignatureSize,
  type SignatureAlgorithm,
  SIGNATURE_ALGORITHMS,
  verifyMessage,
  DIGEST_SIZE,
} from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { enterWhole } from '../asn1/reader.ts';
import { readOid } from '../asn1/values.ts';
import { signingErrors } from '../errors.ts';
import { keyWords } from '../key-words.ts';
import { type Signer, type SignerDescription, type SigningInput } from '../signer.ts';
import { parseCertificate, publicKeyOf } from '../x509/certificate.ts';
import { badAnswer, base64Array, callCsc, type CscService, isObject } from './csc/client.ts';
import { ecdsaToDer } from './csc/ecdsa-form.ts';

/** A credential at a remote signing service. */
export interface CscSignerOptions extends CscService {
  readonly credentialId: string;
  /** What the owner gives for one confirmation; asked for once per call of `sign`. Never part of an error. */
  readonly confirm?: () => Promise<{ readonly pin?: string; readonly otp?: string }>;
  /** Default: as for a key in memory. */
  readonly algorithm?: SignatureAlgorithm;
}

const SERVICE_KEY = { vi: 'khóa của dịch vụ ký', en: 'the key of the signing service' } as const;

/**
 * A signer over the API of the Cloud Signature Consortium: `credentials/info`, then per batch `credentials/authorize` for
 * the hashes (SCAL2) and `signatures/signHash`. The service gets hashes only, and every signature that it returns is
 * checked against the certificate.
 *
 * Errors: `SIGNER_UNREACHABLE`, `SIGNER_REFUSED`, `SIGNER_BAD_ANSWER`, `ALGORITHM_UNSUPPORTED`.
 */
export function createCscSigner(options: CscSignerOptions): Signer {
  let credential: Promise<Credential> | undefined;
  const describe = (): Promise<Credential> => {
    credential ??= readCredential(options).catch((error: unknown) => {
      credential = undefined; // the next call asks again
      throw error;
    });
    return credential;
  };
  return {
    describe: async () => (await describe()).description,
    sign: async (inputs) => signAll(options, await describe(), inputs),
  };
}

interface Credential {
  readonly description: SignerDescription;
  /** How many hashes one authorisation may cover. */
  readonly batchSize: number;
}

async function readCredential(options: CscSignerOptions): Promise<Credential> {
  const query = { credentialID: options.credentialId, certificates: 'chain', certInfo: false, authInfo: false };
  const answer = await callCsc(options, 'credentials/info', query);
  const { cert, key, multisign } = answer;
  if (!isObject(cert) || !isObject(key)) throw badAnswer('no certificate or key in the credential');
  if (key['status'] === 'disabled') throw signingErrors.SIGNER_REFUSED({ reason: 'the credential is disabled' });
  const certificateChain = base64Array(cert, 'certificates');
  const publicKey = publicKeyOf(parseCertificate(certificateChain[0] ?? new Uint8Array()));
  const algorithm = options.algorithm ?? (publicKey && defaultAlgorithm(publicKey));
  if (!publicKey || !algorithm || !fitsKey(algorithm, publicKey)) {
    throw signingErrors.ALGORITHM_UNSUPPORTED({
      algorithm: publicKey ? keyWords(publicKey, options.algorithm) : SERVICE_KEY,
    });
  }
  const description: SignerDescription = Object.freeze({
    certificateChain,
    algorithm,
    digestAlgorithm: SIGNATURE_ALGORITHMS[algorithm].digest,
    maxSignatureSize: maxSignatureSize(publicKey),
  });
  return { description, batchSize: typeof multisign === 'number' && multisign >= 1 ? Math.floor(multisign) : 1 };
}

async function signAll(
  options: CscSignerOptions,
  { description, batchSize }: Credential,
  inputs: readonly SigningInput[],
): Promise<Uint8Array[]> {
  if (inputs.length === 0) return [];
  const secrets = (await options.confirm?.()) ?? {};
  const signatures: Uint8Array[] = [];
  for (let start = 0; start < inputs.length; start += batchSize) {
    const batch = inputs.slice(start, start + batchSize);
    signatures.push(...(await signBatch(options, { description, secrets, batch })));
  }
  return signatures;
}

interface Batch {
  readonly description: SignerDescription;
  readonly secrets: { readonly pin?: string; readonly otp?: string };
  readonly batch: readonly SigningInput[];
}

async function signBatch(options: CscSignerOptions, { description, secrets, batch }: Batch): Promise<Uint8Array[]> {
  const hashes = batch.map(({ digest }) => Buffer.from(digest).toString('base64'));
  const hashField = options.version === 'v1' ? { hash: hashes } : { hashes };
  const common = { credentialID: options.credentialId, ...hashField };
  const authorized = await callCsc(options, 'credentials/authorize', {
    ...common,
    ...(options.version === 'v2' && { hashAlgorithmOID: OID[description.digestAlgorithm] }),
    numSignatures: batch.length,
    ...secretFields(options.version, secrets),
  });
  const sad = authorized['SAD'];
  if (typeof sad !== 'string') throw badAnswer('no signature activation data');
  const signed = await callCsc(options, 'signatures/signHash', {
    ...common,
    SAD: sad,
    ...algorithmFields(options, description),
  });
  const signatures = base64Array(signed, 'signatures');
  if (signatures.length !== batch.length) throw badAnswer(`${signatures.length} signatures for ${batch.length} hashes`);
  return batch.map((input, i) => checked(description, input, signatures[i] ?? new Uint8Array()));
}

/** PIN and one-time password as the two versions of the API name them (v1 §11.6, v2 §11.6). */
function secretFields(version: 'v1' | 'v2', { pin, otp }: Batch['secrets']): object {
  if (version === 'v1') return { ...(pin !== undefined && { PIN: pin }), ...(otp !== undefined && { OTP: otp }) };
  const data = [
    ...(pin === undefined ? [] : [{ id: 'PIN', value: pin }]),
    ...(otp === undefined ? [] : [{ id: 'OTP', value: otp }]),
  ];
  return data.length > 0 ? { authData: data } : {};
}

/** The algorithm by object identifier, its parameters in base64 where it has some that matter. */
function algorithmFields(options: CscSignerOptions, description: SignerDescription): object {
  const { identifier, scheme } = SIGNATURE_ALGORITHMS[description.algorithm];
  const fields = enterWhole(identifier);
  const signAlgo = readOid(fields.next());
  const hashOid = OID[description.digestAlgorithm];
  return {
    ...(options.version === 'v1' ? { hashAlgo: hashOid } : { hashAlgorithmOID: hashOid }),
    signAlgo,
    ...(scheme === 'rsa-pss' && { signAlgoParams: Buffer.from(fields.next().raw).toString('base64') }),
  };
}

function checked(description: SignerDescription, { message }: SigningInput, given: Uint8Array): Uint8Array {
  const { scheme, digest: hash } = SIGNATURE_ALGORITHMS[description.algorithm];
  const publicKey = publicKeyOf(parseCertificate(description.certificateChain[0] ?? new Uint8Array()));
  const signature =
    scheme === 'ecdsa' ? ecdsaToDer(given, description.algorithm === 'ecdsa-p384-sha384' ? 48 : 32) : given;
  const salt = scheme === 'rsa-pss' ? { saltLength: DIGEST_SIZE[hash] } : {};
  if (!publicKey || !verifyMessage({ scheme, hash, ...salt, publicKey, message, signature })) {
    throw badAnswer('a signature that the certificate does not verify');
  }
  return signature;
}
