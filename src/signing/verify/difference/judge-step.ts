import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type Change } from '../report.ts';
import { judgeCatalog } from './catalog-rule.ts';
import { judgeValidationData } from './dss-rule.ts';
import { judgeForm } from './form-rule.ts';
import { judgePages } from './page-rule.ts';
import { type Gaps } from './gaps.ts';
import { RevisionStep } from './revision-step.ts';
import { judgeStructure } from './structure-rule.ts';
import { judgeUnlisted } from './unlisted-objects.ts';
import { usedElsewhere } from './used-elsewhere.ts';

/**
 * What a later revision did to an earlier one, object by object. Each rule explains the objects it knows; what is left
 * over is forbidden. `gaps` are those of the earlier revisions; they are brought up to the later.
 */
export function judgeStep(old: PdfFile, later: PdfFile, gaps: Gaps): Change[] {
  const step = new RevisionStep(old, later);
  judgeCatalog(step);
  judgeForm(step);
  judgeValidationData(step);
  judgePages(step);
  judgeStructure(step);
  judgeUnlisted(step);
  for (const num of step.unexplained()) step.forbid(`${num} 0 R`);
  for (const num of usedElsewhere(old, step.owned)) step.forbid(`${num} 0 R, which serves as something else too`);
  for (const num of gaps.filledBy(step.added)) step.forbid(`${num} 0 R fills a gap`);
  gaps.widen(later, [...step.added, ...step.overridden]);
  return step.changes;
}
