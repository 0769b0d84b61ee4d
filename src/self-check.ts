import { type Certificates } from './certificates/index.ts';
import { type HealthChecks } from './http/health.ts';
import { type BullJobs } from './kernel/bull-jobs.ts';
import { type Clock } from './kernel/clock.ts';
import { type Database } from './kernel/db.ts';
import { defineErrors, isHosoError } from './kernel/errors.ts';
import { scopeOfSchool } from './kernel/scope.ts';
import { type Structure } from './structure/index.ts';
import { type S3ObjectStore } from '../storage/index.ts';

export const checkErrors = defineErrors({
  CLOCK_WRONG: {
    kind: 'unavailable',
    vi: 'Đồng hồ máy lệch {seconds} giây so với cơ sở dữ liệu.',
    en: 'The clock differs from the database’s by {seconds} seconds.',
  },
  AUTHORITY_UNUSABLE: {
    kind: 'unavailable',
    vi: 'Cơ quan cấp chứng thư của trường {school} không dùng được.',
    en: 'The certificate authority of school {school} cannot be used.',
  },
});

export interface SelfCheckDeps {
  readonly db: Database;
  readonly jobs: BullJobs;
  readonly store: S3ObjectStore;
  readonly structure: Pick<Structure, 'listSchools'>;
  readonly certificates: Pick<Certificates, 'crl' | 'expiring'>;
  readonly clock: Clock;
}

const MOST_SKEW_MS = 5_000;
const WARN_DAYS = 30;
/** Reading every school's authority is not for every probe. */
const AUTHORITIES_FRESH_MS = 60_000;

/** What must work before this process may be sent requests or jobs; each throws its code. */
export function selfChecks(deps: SelfCheckDeps): HealthChecks {
  const authorities = remembered(deps.clock, () => checkAuthorities(deps));
  return {
    database: async () => {
      await deps.db.ping();
      return undefined;
    },
    queue: async () => {
      await deps.jobs.ping();
      return undefined;
    },
    buckets: async () => {
      await deps.store.selfCheck();
      return undefined;
    },
    certificates: authorities,
    clock: () => checkClock(deps),
  };
}

/** Each school's authority can issue a revocation list; certificates that end soon are counted, not refused. */
async function checkAuthorities({ structure, certificates }: SelfCheckDeps) {
  const schools = await structure.listSchools();
  let expiring = 0;
  for (const { id, code } of schools) {
    const scope = scopeOfSchool(id);
    try {
      await certificates.crl(scope, 'issuing');
      expiring += (await certificates.expiring(scope, WARN_DAYS)).length;
    } catch (cause) {
      if (!isHosoError(cause, 'AUTHORITY_MISSING')) throw checkErrors.AUTHORITY_UNUSABLE({ school: code }, cause);
    }
  }
  return { schools: schools.length, expiringWithin30Days: expiring };
}

async function checkClock({ db, clock }: SelfCheckDeps) {
  const before = clock.now().getTime();
  const there = (await db.serverTime()).getTime();
  const after = clock.now().getTime();
  const skew = there < before ? before - there : Math.max(0, there - after);
  if (skew > MOST_SKEW_MS) throw checkErrors.CLOCK_WRONG({ seconds: Math.round(skew / 1000) });
  return { skewMs: skew };
}

function remembered<T>(clock: Clock, check: () => Promise<T>): () => Promise<T> {
  let last: { readonly until: number; readonly result: Promise<T> } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (!last || last.until < now) {
      const result = check();
      last = { until: now + AUTHORITIES_FRESH_MS, result };
      result.catch(() => {
        last = undefined;
      });
    }
    return last.result;
  };
}
