import { type Clock, systemClock } from '../../kernel/clock.ts';
import { type DigestAlgorithm } from '../algorithms.ts';
import { toSource, appendedSource } from '../pdf/source/appended-source.ts';
import { estimateContentsSize } from '../cms/build.ts';
import { addSignatureTimestamp, signatureImprint } from '../cms/signature-timestamp.ts';
import { signDigests } from '../cms/sign-digests.ts';
import { type ValidationSources } from './collect-validation-data.ts';
import { pdfErrors } from '../pdf/errors.ts';
import { bytesBeforeHeader } from '../pdf/source/before-header.ts';
import { embedSignature } from './embed-signature.ts';
import { signingErrors } from '../errors.ts';
import { extendPdf } from './extend-pdf.ts';
import { type ByteSource } from '../pdf/source/byte-source.ts';
import { type PreparedSignature, prepareSignature, type SignatureOptions } from './prepare-signature.ts';
import { withRoomForToken } from './room-for-token.ts';
import { type PadesLevel } from '../levels.ts';
import { type Signer } from '../signer.ts';
import { type Timestamper, type TimestamperDescription } from '../timestamper.ts';

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
 * @throws PDF_BYTES_BEFORE_HEADER, which other programs would not read; as `prepareSignature`, the signer and the timestamper; TIMESTAMPER_MISSING; SIGNATURE_TOO_LARGE;
 * REVOCATION_UNREACHABLE
 */
export async function signPdf(input: ByteSource | Uint8Array, options: SignPdfOptions): Promise<SignedPdf> {
  const { timestamper, level = 'b-b', validation, clock = systemClock } = options;
  if (level !== 'b-b' && !timestamper) throw signingErrors.TIMESTAMPER_MISSING({ level });
  const source = toSource(input);
  const before = await bytesBeforeHeader(source);
  if (before > 0) throw pdfErrors.PDF_BYTES_BEFORE_HEADER({ bytes: before });
  const stamper = level === 'b-b' ? undefined : timestamper;
  const { prepared, signed } = stamper
    ? await withRoomForToken(stamper, (stamping) => signOnce(source, options, { stamper, stamping }))
    : await signOnce(source, options);
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

interface Stamping {
  readonly stamper: Timestamper;
  readonly stamping: TimestamperDescription;
}

/** Prepare, sign, timestamp, embed. @throws SIGNATURE_TOO_LARGE where the token is longer than was reckoned */
async function signOnce(
  source: ByteSource,
  options: SignPdfOptions,
  stamped?: Stamping,
): Promise<{ prepared: PreparedSignature; signed: Uint8Array }> {
  const { signer, timestamper: _, level: __, validation: ___, clock = systemClock, ...signature } = options;
  const description = await signer.describe();
  const prepared = await prepareSignature(source, {
    ...signature,
    claimedTime: clock.now(),
    utcOffsetMinutes: VIET_NAM_OFFSET_MINUTES,
    contentsSize: estimateContentsSize(description, stamped?.stamping),
    digestAlgorithm: description.digestAlgorithm,
    timestamped: stamped !== undefined,
    certificateChain: description.certificateChain,
  });
  const [plain = new Uint8Array()] = await signDigests(signer, [prepared.digest]);
  return { prepared, signed: embedSignature(prepared, await withTimestamp(plain, stamped)) };
}

async function withTimestamp(cms: Uint8Array, stamped: Stamping | undefined): Promise<Uint8Array> {
  if (!stamped) return cms;
  const { stamper, stamping } = stamped;
  return addSignatureTimestamp(cms, await stamper.stamp(signatureImprint(cms, stamping.digestAlgorithm)));
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
