import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { sliceOf } from '../../pdf/source/read-at.ts';
import { isWhitespace } from '../../pdf/syntax/characters.ts';
import { isLocked, type DocumentPermissions, permissionLevel } from '../../pdf/reader/permissions.ts';
import { buildsOn } from '../document/revisions.ts';
import { endsAsRevision } from '../document/coverage.ts';
import { runStep } from '../document/run-step.ts';
import { type Timeline, unreadable } from '../document/timeline.ts';
import { type Change } from '../report.ts';
import { type Reason } from '../reasons.ts';
import { type Guards, guardsOf, judgeStep } from './judge-step.ts';

/** What happened from one signed revision to the next, or from the last to the end of the file (`signed` false). */
export interface Step {
  readonly changes: readonly Change[];
  readonly signed: boolean;
  /** Why it could not be told what happened. */
  readonly unknown?: Reason;
}

/** The steps after each signed revision, in order: step `i` starts at the revision of `signatures[i]`. */
export async function readSteps({ file, placed }: Timeline): Promise<Step[]> {
  const revisions = placed.flatMap(({ revision }) => revision ?? []);
  const [first] = revisions;
  if (!first || first === file) return revisions.map(() => ({ changes: [], signed: false }));
  const guards = guardsOf(first, file);
  const steps: Step[] = [];
  for (const [index, old] of revisions.entries()) {
    const later = revisions[index + 1] ?? file;
    const signed = index + 1 < revisions.length;
    try {
      await runStep([first], () => guards.gaps.look());
      steps.push({ signed, changes: await runStep([first, old, later], () => changesBetween(old, later, guards)) });
    } catch (error) {
      steps.push({ signed, changes: [], unknown: unreadable(error) });
    }
  }
  return steps;
}

function changesBetween(old: PdfFile, later: PdfFile, guards: Guards): Change[] {
  if (old === later || old.size === later.size || isBlankAfter(later, old.size)) return [];
  const sound = buildsOn(later, old) && later.sections.length > old.sections.length && endsAsRevision(later);
  if (!sound) return [{ kind: 'forbidden', where: 'bytes after the end of the revision' }];
  return judgeStep(old, later, guards);
}

/** So much blank space may follow the last revision; mail gateways and some programs add a line end or two. */
const MOST_BLANKS = 1024;

function isBlankAfter(file: PdfFile, from: number): boolean {
  const length = file.size - from;
  return length <= MOST_BLANKS && sliceOf(file.bytes, from, length).every(isWhitespace);
}

/** Whether the signatures so far allow a change. `signed`: a later signature covers it and answers for it. */
export function isAllowed(change: Change, signed: boolean, permissions: DocumentPermissions): boolean {
  const level = permissionLevel(permissions);
  switch (change.kind) {
    case 'document-timestamp':
    case 'validation-data':
    case 'validation-data-lost':
      return true;
    case 'signature':
    case 'signature-in-field':
      return level !== 1 && !isFieldLocked(change.where, permissions);
    case 'form-fill':
      return (level ?? 1) >= 2 && !isFieldLocked(change.where, permissions);
    case 'annotation':
      return level === 3;
    case 'visible-field':
      return level === undefined || level === 3;
    case 'metadata':
      return level === undefined ? signed : level >= 2;
    case 'empty-signature-field':
      return signed && level !== 1;
    case 'forbidden':
      return false;
  }
}

/** Whether a lock covers a field, or one below it, which inherits from it. */
function isFieldLocked(field: string, { locks }: DocumentPermissions): boolean {
  return locks.some(
    (lock) =>
      isLocked(lock, field) ||
      (lock.action === 'Include' && lock.fields?.some((name) => field === '' || name.startsWith(`${field}.`)) === true),
  );
}
