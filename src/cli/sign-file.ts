import { type HosoError } from '../kernel/errors.ts';
import {
  appendedSource,
  bytesBeforeHeader,
  type ByteSource,
  type SignedPdf,
  signingErrors,
  signPdf,
  sourceFrom,
  verifyPdf,
} from '../signing/index.ts';
import { judgeEarlier } from './earlier-signatures.ts';
import { errors } from './errors.ts';
import { withSource, writeWithIncrement } from './files.ts';
import { type SigningCall, stampNotice } from './signing-options.ts';

/**
 * Signs one file, and returns what is to be told of it beside that it is signed.
 * @throws CLI_EARLIER_SIGNATURE_BROKEN and SIGNER_CERTIFICATE_REVOKED unless forced; as `signPdf`
 */
export async function signFile(call: SigningCall, from: string, to: string): Promise<readonly HosoError[]> {
  const options = call.optionsFor();
  const { signed, skipped, notices } = await withSource(from, async (whole) => {
    const earlier = await judgeEarlier(whole, call);
    const forced = call.orForced(earlier.broken);
    const start = earlier.count > 0 ? 0 : await bytesBeforeHeader(whole); // what nobody signed may go
    const source = start === 0 ? whole : sourceFrom(whole, start);
    const made = await signPdf(source, options);
    const revoked = await revokedAfterAll(source, made, call);
    return { signed: made, skipped: start, notices: [...forced, ...earlier.unreadable, ...revoked] };
  });
  await writeWithIncrement(from, to, { increment: signed.increment, skipped });
  const notice = stampNotice(options, signed.facts);
  return [
    ...call.notices,
    ...notices,
    ...(skipped > 0 ? [errors.CLI_BYTES_DROPPED({ bytes: skipped })] : []),
    ...(notice ? [notice] : []),
  ];
}

/** At levels with validation data, what the lists fetched for it say of the signer. */
async function revokedAfterAll(
  source: ByteSource,
  { increment, facts }: SignedPdf,
  call: SigningCall,
): Promise<readonly HosoError[]> {
  if (facts.level !== 'b-lt' && facts.level !== 'b-lta') return [];
  const { signatures } = await verifyPdf(appendedSource(source, increment), {
    roots: call.authorities,
    clock: call.clock,
  });
  const own = signatures.find(({ field }) => field === facts.field);
  const revoked = own?.revocation.find(({ status }) => status === 'revoked');
  if (!revoked) return [];
  const details = { name: revoked.certificate, revokedAt: revoked.revokedAt ?? '' };
  return call.orForced([signingErrors.SIGNER_CERTIFICATE_REVOKED(details)]);
}
