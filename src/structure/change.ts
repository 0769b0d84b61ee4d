import { newId } from '../kernel/ids.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { applyItems, type ChangeKind, CHANGES } from './apply.ts';
import { type StructureContext } from './context.ts';
import { type StructureChange } from './types.ts';
import { type ChangeDocument } from './model.ts';

const CODES_TOLD = 50;

/**
 * Makes a change of many documents whole: it is written down first, carried out, told, and then forgotten. What a crash left
 * half-way is finished before the next change of the school and by the sweep.
 */
export async function makeChange(
  context: StructureContext,
  change: StructureChange,
  what: { readonly kind: ChangeKind; readonly items: readonly object[] },
): Promise<void> {
  if (what.items.length === 0) return;
  await finishChanges(context, change.scope);
  const begun = await context.changes.in(change.scope).insert({
    _id: newId(),
    kind: what.kind,
    items: what.items.map(withoutUndefined),
    by: change.by,
    at: context.clock.now(),
  });
  await finish(context, change.scope, begun);
}

/** Finishes the changes that were begun, oldest first; returns how many. */
export async function finishChanges(context: StructureContext, scope: SchoolScope): Promise<number> {
  const begun = await context.changes.in(scope).find({}, { sort: { _id: 1 }, limit: 100 });
  for (const change of begun) await finish(context, scope, change);
  return begun.length;
}

async function finish(context: StructureContext, scope: SchoolScope, change: ChangeDocument): Promise<void> {
  if (!isKind(change.kind)) throw new Error(`unknown change ${change.kind}`);
  await applyItems(context, scope, { kind: change.kind, items: change.items });
  const codes = change.items
    .slice(0, CODES_TOLD)
    .map((item) => CHANGES[change.kind as ChangeKind].key.map((name) => item[name]).join('/'));
  await context.audit.append(scope, [
    {
      id: change._id,
      event: `structure.${change.kind}`,
      at: change.at,
      actor: change.by,
      subject: { kind: 'structure', id: scope.school },
      details: { count: change.items.length, codes },
    },
  ]);
  await context.changes.in(scope).deleteOne({ _id: change._id });
}

function isKind(kind: string): kind is ChangeKind {
  return kind in CHANGES;
}

function withoutUndefined(item: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
