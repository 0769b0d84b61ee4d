import { signatureTimestampsOf } from '../../cms/signature-timestamp.ts';
import { parseSignedData, type SignedData } from '../../cms/signed-data.ts';
import { HosoError } from '../../../kernel/errors.ts';
import { runStep } from '../document/run-step.ts';
import { type Timeline, unreadable } from '../document/timeline.ts';
import { type Reason, reason } from '../reasons.ts';
import { orRefusal } from '../../refusal.ts';

import { type ReadSignature } from '../signature/judge-signature.ts';
import { type EncodedMaterial, parseMaterial, readSecurityStore, type TrustMaterial } from './material.ts';
import { findStray } from './stray.ts';

/** Material and what is wrong with it; `fileHasStore` says whether the file has a document security store. */
export interface GatheredMaterial {
  readonly material: TrustMaterial;
  readonly reasons: readonly Reason[];
  readonly fileHasStore: boolean;
  /** Revocation data that came with the file. */
  readonly embedded: Pick<TrustMaterial, 'crls' | 'ocspResponses'>;
}

/** What the caller gave. */
export type GivenMaterial = Pick<TrustMaterial, 'roots' | 'crls' | 'ocspResponses' | 'now'>;

/** Puts together what the caller gave, what the file's security store holds and what its signatures carry. */
export async function gatherMaterial(
  timeline: Timeline,
  read: readonly (ReadSignature | undefined)[],
  given: GivenMaterial,
): Promise<GatheredMaterial> {
  const reasons: Reason[] = [];
  const encoded: EncodedMaterial = { certificates: [], crls: [], ocspResponses: [] };
  const add = (more: EncodedMaterial): void => {
    encoded.certificates.push(...more.certificates);
    encoded.crls.push(...more.crls);
    encoded.ocspResponses.push(...more.ocspResponses);
  };
  for (const signature of read) if (signature) add(carriedBy(signature));
  let fileHasStore = false;
  try {
    const store = await runStep([timeline.file], () => readSecurityStore(timeline.file));
    if (store) add(store);
    fileHasStore = store !== undefined;
  } catch (error) {
    reasons.push(reason('VALIDATION_DATA_BAD', { what: unreadable(error).en }));
  }
  const parsed = parseMaterial(encoded);
  const stray = given.roots.length > 0 ? findStray(parsed, given.roots) : undefined;
  if (stray)
    reasons.push(reason(stray.damaged ? 'VALIDATION_DATA_BAD' : 'VALIDATION_DATA_UNRELATED', { what: stray.what }));
  const material: TrustMaterial = {
    roots: given.roots,
    now: given.now,
    certificates: parsed.certificates,
    crls: [...given.crls, ...parsed.crls],
    ocspResponses: [...given.ocspResponses, ...parsed.ocspResponses],
  };
  return { material, reasons, fileHasStore, embedded: parsed };
}

/** Certificates, CRLs and OCSP responses inside a signature and inside the timestamps on it. */
function carriedBy({ signedData, signer }: ReadSignature): EncodedMaterial {
  const all: SignedData[] = [signedData];
  for (const der of signatureTimestampsOf(signer)) {
    // a token that cannot be read is reported where it is judged
    const token = orRefusal(() => parseSignedData(der, { allowBer: true }));
    if (!(token instanceof HosoError)) all.push(token);
  }
  return {
    certificates: all.flatMap(({ certificates }) => certificates),
    crls: all.flatMap(({ crls }) => crls),
    ocspResponses: all.flatMap(({ ocspResponses }) => ocspResponses),
  };
}
