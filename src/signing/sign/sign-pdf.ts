import { type Clock, systemClock } from '../../kernel/clock.ts';
import { type DigestAlgorithm } from '../algorithms.ts';
import { toSource, appendedSource } from '../pdf/source/appended-source.ts';
import { estimateContentsSize } from '../cms/build.ts';
import { addSignatureTimestamp, signatureImprint } from '../cms/signature-timestamp.ts';
import { signDigests } from '../cms/sign-digests.ts';
import { type ValidationSources } from './collect-validation-data.ts';
import { embedSignature } from './embed-signature.ts';
import { signingErrors } from '../errors.ts';
import { extendPdf } from './extend-pdf.ts';
import { type ByteSource } from '../pdf/source/byte-source.ts';
import { prepareSignature, type SignatureOptions } from './prepare-signature.ts';
import { type PadesLevel } from '../levels.ts';
import { type Signer } from '../signer.ts';
import { type Timestamper } from '../timestamper.ts';

/** How to sign; everything that the signature says and shows is as for `prepareSignature`. */
export interface SignPdfOptions extends Omit<
  SignatureOptions,
  'contentsSize' | 'digestAlgorithm' | 'claimedTime' | 'utcOffsetMinutes' | 'timestamped' | 'certificateChain'
> {
  readonly signer: Signer;
  /** Needed above level `b-b`. */
  readonly timestamper?: Timestamper;
  /** Default `b-b`. */
  readonly level?: PadesLevel;
  /** Where validation data comes from, for `b-lt` and `b-lta`. */
  readonly validation?: ValidationSources;
  readonly clock?: Clock;
}

/** What was appended, and what was done. The signed file is the input followed by `increment`. */
export interface SignedPdf {
  readonly increment: Uint8Array;
  readonly facts: {
    readonly field: string;
    /** Whether an appearance was drawn; not where one was given but the field of the document has no box. */
    readonly visible: boolean;
    readonly level: PadesLevel;
    readonly byteRange: readonly [number, number, number, number];
    readonly digestAlgorithm: DigestAlgorithm;
    /** Digest over the byte range, lower-case hexadecimal. */
    readonly digest: string;
    /** Bytes of the input and of the signed file. */
    readonly baseSize: number;
    readonly size: number;
  };
}

const VIET_NAM_OFFSET_MINUTES = 420;

/**
 * Signs a PDF at a level in one go: prepare, sign, timestamp, embed, add validation data, timestamp the document. Nothing
 * of the input is changed; what is returned is to be appended to it.
 *
 * A timestamp authority that fails is an error: whether to go on at a lower level is the caller's decision, and to be
 * recorded as such.
 *
 * @throws as `prepareSignature`, the signer and the timestamper; TIMESTAMPER_MISSING; SIGNATURE_TOO_LARGE;
 * REVOCATION_UNREACHABLE
 */
export async function signPdf(input: ByteSource | Uint8Array, options: SignPdfOptions): Promise<SignedPdf> {
  const { signer, timestamper, level = 'b-b', validation, clock = systemClock, ...signature } = options;
  if (level !== 'b-b' && !timestamper) throw signingErrors.TIMESTAMPER_MISSING({ level });
  const source = toSource(input);
  const stamper = level === 'b-b' ? undefined : timestamper;
  const [description, stamping] = [await signer.describe(), await stamper?.describe()];
  const prepared = await prepareSignature(source, {
    ...signature,
    claimedTime: clock.now(),
    utcOffsetMinutes: VIET_NAM_OFFSET_MINUTES,
    contentsSize: estimateContentsSize(description, stamping),
    digestAlgorithm: description.digestAlgorithm,
    timestamped: stamper !== undefined,
    certificateChain: description.certificateChain,
  });
  const [plain = new Uint8Array()] = await signDigests(signer, [prepared.digest]);
  const cms =
    stamper && stamping
      ? addSignatureTimestamp(plain, await stamper.stamp(signatureImprint(plain, stamping.digestAlgorithm)))
      : plain;
  const signed = embedSignature(prepared, cms);
  const increment =
    stamper && (level === 'b-lt' || level === 'b-lta')
      ? await raise({ source, signed, level, stamper, validation, clock })
      : signed;
  const { fieldName: field, visible, byteRange, digestAlgorithm, digest, baseSize } = prepared;
  const size = baseSize + increment.length;
  const facts = {
    field,
    visible,
    level,
    byteRange,
    digestAlgorithm,
    digest: Buffer.from(digest).toString('hex'),
    baseSize,
    size,
  };
  return { increment, facts };
}

interface Raise {
  readonly source: ByteSource;
  readonly signed: Uint8Array;
  readonly level: 'b-lt' | 'b-lta';
  readonly stamper: Timestamper;
  readonly validation: ValidationSources | undefined;
  readonly clock: Clock;
}

async function raise({ source, signed, level, stamper, validation, clock }: Raise): Promise<Uint8Array> {
  const more = await extendPdf(appendedSource(source, signed), {
    level,
    timestamper: stamper,
    clock,
    ...(validation && { validation }),
  });
  return Buffer.concat([signed, more.increment]);
}
