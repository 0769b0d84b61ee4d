import { type VerificationReport as VerificationReportJson } from '../../schemas/index.ts';
import { type VerificationReport } from '../signing/index.ts';

/** A verification report as it goes out: the facts as they are, copied so that nothing of the core is shared. */
export function presentReport(report: VerificationReport): VerificationReportJson {
  return structuredClone(report) as VerificationReportJson;
}
