import { createAudit } from '../audit/index.ts';
import { connectDatabase } from '../kernel/db.ts';
import { createLogger } from '../kernel/logger.ts';
import { scopeOfSchool } from '../kernel/scope.ts';
import { createStructure } from '../structure/index.ts';
import { readArguments } from './arguments.ts';
import { type Command, type CommandIo, type ExitCode } from './command.ts';
import { errors } from './errors.ts';
import { USAGE } from './words.ts';

const usage = 'audit verify --school CODE [--head HASH] [--json]';
const OPTIONS = { school: { type: 'string' }, head: { type: 'string' }, json: { type: 'boolean' } } as const;

/**
 * Walks a school's audit chain in the database itself: only `MONGODB_URI` (and `MONGODB_DATABASE`) must be set. `--head` names a head
 * that was kept elsewhere and must still be part of the chain, which proves that nothing was cut off its end.
 */
export const auditVerify: Command = {
  usage,
  async run(args, io): Promise<ExitCode> {
    const { values, positionals } = readArguments(args, OPTIONS, usage);
    if (values.school === undefined || positionals.length > 0)
      throw errors.CLI_USAGE({ what: USAGE.missing('--school'), usage });
    const report = await verifySchool(io, values.school, values.head);
    if (values.json) io.json(report, 2);
    else
      io.out(
        `${report.ok ? 'whole' : 'BROKEN'}: ${report.blocks} blocks, ${report.entries} entries, head ${report.head.hash}`,
      );
    if (report.fault) io.err(`AUDIT_CHAIN_BROKEN: block ${report.fault.seq} (${report.fault.what})`);
    return report.ok ? 0 : 1;
  },
};

async function verifySchool({ env, clock }: CommandIo, code: string, head: string | undefined) {
  const uri = env['MONGODB_URI'];
  if (!uri) throw errors.CLI_VARIABLE_MISSING({ variable: 'MONGODB_URI' });
  await using db = await connectDatabase({ uri, database: env['MONGODB_DATABASE'] || undefined });
  const audit = createAudit({ db });
  const structure = createStructure({ db, audit, clock, log: createLogger({ level: 'silent' }) });
  const school = await structure.schoolByCode(code);
  if (!school) throw errors.CLI_SCHOOL_UNKNOWN({ school: code });
  return await audit.verify(scopeOfSchool(school.id), head);
}
