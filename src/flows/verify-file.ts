import { type Certificates } from '../certificates/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { type UploadedFile } from '../kernel/route.ts';
import { scopeOfSchool } from '../kernel/scope.ts';
import { isHosoError } from '../kernel/errors.ts';
import { type VerificationReport, verifyPdf } from '../signing/index.ts';
import { type Structure } from '../structure/index.ts';
import { openObjectSource } from '../../storage/index.ts';
import { type ObjectStore } from '../../storage/object-store.ts';

export interface VerifyFileDeps {
  readonly structure: Pick<Structure, 'listSchools'>;
  readonly certificates: Pick<Certificates, 'trust'>;
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Authorities trusted beside the schools' own, PEM or DER: the public and official ones. */
  readonly moreRoots: readonly (string | Uint8Array)[];
}

/** Whom a verification trusts, and what is known to be revoked. */
interface TrustSet {
  readonly roots: readonly (string | Uint8Array)[];
  readonly crls: readonly Uint8Array[];
}

const TRUST_FRESH_MS = 30_000;

/** Checks files that anybody may send, against the authorities of all schools of this installation. */
export class FileVerifier {
  readonly #deps: VerifyFileDeps;
  #trust: { readonly until: number; readonly set: Promise<TrustSet> } | undefined;

  constructor(deps: VerifyFileDeps) {
    this.#deps = deps;
  }

  /**
   * Reads the uploaded file where it lies, in ranges.
   * @throws PDF_* where the file is no PDF that can be read, STORE_UNAVAILABLE
   */
  async verify(file: UploadedFile): Promise<VerificationReport> {
    const source = await openObjectSource(this.#deps.store, { key: file.temporaryKey, size: file.size });
    return verifyPdf(source, { ...(await this.#trustSet()), clock: this.#deps.clock });
  }

  #trustSet(): Promise<TrustSet> {
    const now = this.#deps.clock.now().getTime();
    if (!this.#trust || this.#trust.until < now) {
      this.#trust = { until: now + TRUST_FRESH_MS, set: this.#readTrust() };
      this.#trust.set.catch(() => (this.#trust = undefined));
    }
    return this.#trust.set;
  }

  async #readTrust(): Promise<TrustSet> {
    const schools = await this.#deps.structure.listSchools();
    const trusts = await Promise.all(schools.map((school) => this.#trustOf(school.id)));
    const found = trusts.filter((trust) => trust !== undefined);
    return {
      roots: [...found.map((trust) => trust.root), ...this.#deps.moreRoots],
      crls: found.flatMap((trust) => trust.crls),
    };
  }

  async #trustOf(school: string) {
    try {
      return await this.#deps.certificates.trust(scopeOfSchool(school));
    } catch (error) {
      if (isHosoError(error, 'AUTHORITY_MISSING')) return undefined;
      throw error;
    }
  }
}
