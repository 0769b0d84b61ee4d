import { type HosoError } from '../kernel/errors.ts';
import { type ByteSource, type SignatureReport, verifyPdf } from '../signing/index.ts';
import { type CommandIo } from './command.ts';
import { errors } from './errors.ts';

/** What was found of the signatures that a file has before it is signed once more. */
export interface EarlierSignatures {
  readonly count: number;
  /** What somebody signed was altered since, by whom and in whatever way. */
  readonly broken: readonly HosoError[];
  /** Signatures that say nothing, for they cannot be read. */
  readonly unreadable: readonly HosoError[];
}

/** Reasons that say: it was a signature, and the file or the signature is no more as it was made. */
const BROKEN: ReadonlySet<string> = new Set([
  'CONTENT_ALTERED',
  'SIGNATURE_FORGED',
  'SIGNER_CERTIFICATE_SWAPPED',
  'CHANGED_AFTER_SIGNING',
  'REVISION_NOT_IN_CHAIN',
  'BYTE_RANGE_UNSOUND',
  'CONTENTS_UNSOUND',
  'SIGNATURE_SHARED',
  'DUPLICATE_FIELD_NAME',
]);

/** Reasons that say: what stands in the field is no signature that anybody could check. */
const UNREADABLE: ReadonlySet<string> = new Set(['SIGNATURE_UNREADABLE']);

/**
 * Looks at the signatures in a file; whom they are from is nobody's question here, so no trust is asked for.
 * @throws as `verifyPdf`
 */
export async function judgeEarlier(
  source: ByteSource,
  { clock }: Pick<CommandIo, 'clock'>,
): Promise<EarlierSignatures> {
  const { signatures, reasons } = await verifyPdf(source, { roots: [], clock });
  const found = (make: (one: SignatureReport) => HosoError | undefined) => signatures.flatMap((one) => make(one) ?? []);
  const unreadable = found((one) => because(one, UNREADABLE, errors.CLI_EARLIER_SIGNATURE_UNREADABLE));
  const broken = found((one) =>
    one.reasons.some(({ code }) => UNREADABLE.has(code))
      ? undefined
      : because(one, BROKEN, errors.CLI_EARLIER_SIGNATURE_BROKEN),
  );
  const [first] = signatures;
  const ofFile = first && because({ field: first.field, reasons }, BROKEN, errors.CLI_EARLIER_SIGNATURE_BROKEN);
  return { count: signatures.length, broken: ofFile ? [...broken, ofFile] : broken, unreadable };
}

function because(
  { field, reasons }: Pick<SignatureReport, 'field' | 'reasons'>,
  codes: ReadonlySet<string>,
  make: (typeof errors)['CLI_EARLIER_SIGNATURE_BROKEN'],
): HosoError | undefined {
  const why = reasons.filter(({ code }) => codes.has(code));
  return why.length === 0 ? undefined : make({ field, why: why.map(({ vi, en }) => ({ vi, en })) });
}
