import { MAX_TREE_DEPTH } from '../../pdf/limits.ts';
import { countValue, type PdfDict, type PdfObject, PdfRef } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';

/** A number tree (ISO 32000-1, 7.9.7) with all that it holds. */
export interface NumberTree {
  readonly entries: ReadonlyMap<number, PdfObject>;
  /** Numbers of the objects that are its nodes. */
  readonly nodes: ReadonlySet<number>;
}

interface Walk {
  readonly file: PdfFile;
  readonly entries: Map<number, PdfObject>;
  readonly nodes: Set<number>;
  readonly keys: number[];
}

const NODE_KEYS: ReadonlySet<string> = new Set(['Kids', 'Nums', 'Limits']);

/**
 * Reads a number tree in which every reader finds the same: keys that ascend, limits that hold, nodes that are nothing but
 * nodes. Undefined for any other. No tree is an empty one.
 */
export function readNumberTree(file: PdfFile, root: PdfObject | undefined): NumberTree | undefined {
  const walk: Walk = { file, entries: new Map(), nodes: new Set(), keys: [] };
  return root === undefined || readNode(walk, root, 0) ? walk : undefined;
}

function readNode(walk: Walk, node: PdfObject, depth: number): boolean {
  const { file, keys } = walk;
  const dict = file.dict(node);
  if (!dict || depth > MAX_TREE_DEPTH || !isNode(dict)) return false;
  if (node instanceof PdfRef) {
    if (walk.nodes.has(node.num)) return false;
    walk.nodes.add(node.num);
  }
  const from = keys.length;
  const kids = file.array(dict.get('Kids')) ?? [];
  if (!kids.every((kid) => readNode(walk, kid, depth + 1))) return false;
  if (!readPairs(walk, file.array(dict.get('Nums')) ?? [])) return false;
  const limits = file.array(dict.get('Limits'));
  return limits === undefined || (limits[0] === keys[from] && limits[1] === keys.at(-1));
}

/** A node has kids or entries, and nothing by which it could be something else too. */
function isNode({ entries, duplicateKeys, malformed }: PdfDict): boolean {
  const isPure = [...entries.keys()].every((key) => NODE_KEYS.has(key));
  return isPure && !duplicateKeys && !malformed && entries.has('Kids') !== entries.has('Nums');
}

function readPairs({ entries, keys }: Walk, pairs: readonly PdfObject[]): boolean {
  for (let at = 0; at < pairs.length; at += 2) {
    const [key, value] = [countValue(pairs[at]), pairs[at + 1]];
    if (key === undefined || value === undefined || key <= (keys.at(-1) ?? -1)) return false;
    keys.push(key);
    entries.set(key, value);
  }
  return true;
}
