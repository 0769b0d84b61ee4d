import { type Schemas } from '../kernel/api.ts';

export type Item = Schemas['inbox-item'];

export interface Group {
  readonly key: string;
  readonly type: string;
  readonly code: string;
  readonly week: number | undefined;
  readonly items: readonly Item[];
}

/** Items of one kind and week together, in the order in which the first of each came. */
export function grouped(items: readonly Item[]): Group[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.type} ${item.week ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    return first ? [{ key, type: first.type, code: first.code, week: first.week, items: members }] : [];
  });
}

/** What one signing request can cover: seals and signatures need different keys, approvals a password. */
export function actOf(items: readonly Item[]): 'sign' | 'seal' | 'approve' | 'mixed' | 'none' {
  const kinds = new Set(items.map((item) => (item.step.kind === 'initial' ? 'sign' : item.step.kind)));
  if (kinds.size === 0) return 'none';
  const [only] = kinds;
  return kinds.size > 1 || only === undefined ? 'mixed' : only;
}
