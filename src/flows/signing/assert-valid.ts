import { type Certificates } from '../../certificates/index.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { verifyPdf } from '../../signing/index.ts';
import { flowErrors } from '../errors.ts';
import { type SigningPolicy } from './signing-policy.ts';
import { type BaseBytes } from './version-bytes.ts';

/** What judging a version works with. */
export interface JudgeDeps {
  readonly certificates: Pick<Certificates, 'trust'>;
  readonly policy: Pick<SigningPolicy, 'roots'>;
  readonly clock: Clock;
}

/**
 * Judges bytes as `/verify` does, so that what it calls invalid is neither handed to the next step nor sealed.
 * @throws SIGNATURE_NOT_VALID with the verifier's own sentences, AUTHORITY_MISSING
 */
export async function assertNotInvalid(deps: JudgeDeps, scope: SchoolScope, bytes: BaseBytes): Promise<void> {
  const { root, crls } = await deps.certificates.trust(scope);
  const report = await verifyPdf(bytes, { roots: [root, ...(deps.policy.roots ?? [])], crls, clock: deps.clock });
  if (report.conclusion !== 'invalid') return;
  const against = [report, ...report.signatures].flatMap(({ reasons }) => reasons);
  const invalid = against.filter(({ weight }) => weight === 'invalid');
  const texts = (language: 'vi' | 'en') => [...new Set(invalid.map((reason) => reason[language]))].join(' ');
  throw flowErrors.SIGNATURE_NOT_VALID({ why: texts('vi'), whyEn: texts('en') });
}
