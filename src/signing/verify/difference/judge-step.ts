import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type Change } from '../report.ts';
import { DrawingGuard } from './drawing/drawing-guard.ts';
import { judgeCatalog } from './catalog-rule.ts';
import { judgeValidationData } from './dss-rule.ts';
import { judgeForm } from './form-rule.ts';
import { judgePages } from './page-rule.ts';
import { Gaps } from './gaps.ts';
import { RevisionStep } from './revision-step.ts';
import { judgeStructure } from './structure-rule.ts';
import { judgeUnlisted } from './unlisted-objects.ts';
import { usedElsewhere } from './used-elsewhere.ts';

/** What is known of all revisions so far; each step brings it up to its later revision. */
export interface Guards {
  readonly gaps: Gaps;
  readonly drawings: DrawingGuard;
}

/** The guards of a file whose first signed revision is `first`; they look through its objects together. */
export function guardsOf(first: PdfFile, file: PdfFile): Guards {
  const drawings = new DrawingGuard(first, file);
  return { drawings, gaps: new Gaps(first, file, drawings) };
}

/**
 * What a later revision did to an earlier one, object by object. Each rule explains the objects it knows; what is left
 * over is forbidden, and so is what was explained but is drawn by the pages as something else (decision 12).
 */
export function judgeStep(old: PdfFile, later: PdfFile, { gaps, drawings }: Guards): Change[] {
  const step = new RevisionStep(old, later);
  judgeCatalog(step);
  judgeForm(step);
  judgeValidationData(step);
  judgePages(step);
  judgeStructure(step);
  judgeUnlisted(step);
  for (const num of step.unexplained()) step.forbid(`${num} 0 R`);
  for (const num of usedElsewhere(old, step.owned)) step.forbid(`${num} 0 R, which serves as something else too`);
  for (const num of drawings.overdrawn(step, step.redrawn)) step.forbid(`${num} 0 R, which the pages draw with`);
  for (const num of gaps.filledBy(step.added)) step.forbid(`${num} 0 R fills a gap`);
  const touched = [...step.added, ...step.overridden];
  gaps.widen(later, touched);
  drawings.widen(later, touched);
  return step.changes;
}
