import { createAudit } from './audit/index.ts';
import { createCertificates } from './certificates/index.ts';
import { type Config } from './config.ts';
import { type Clock } from './kernel/clock.ts';
import { type Database } from './kernel/db.ts';
import { type Logger } from './kernel/logger.ts';
import { createPeople } from './people/index.ts';
import { createStructure } from './structure/index.ts';

/** The domains that a school stands on before it has a record: what a process and the command line both wire. */
export function createFoundation(
  config: Config,
  deps: { db: Database; clock: Clock; log: Logger; trusted?: readonly Uint8Array[] },
) {
  const { serverKey } = config.signing;
  const audit = createAudit(deps);
  const structure = createStructure({ ...deps, audit });
  const people = createPeople({ ...deps, schools: structure, audit, serverKey });
  const publicApiUrl = `${config.http.publicUrl}/api/v1`;
  const certificates = createCertificates({
    ...deps,
    people,
    structure,
    audit,
    serverKey,
    publicApiUrl,
    trustedRoots: deps.trusted,
  });
  return { audit, structure, people, certificates };
}
