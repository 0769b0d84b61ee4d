/** Values of a template's fields; an absent one is not there to be filled in. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly names: readonly string[] }
  | { readonly kind: 'optional'; readonly nodes: readonly Node[] };

/** A template of `{field}`, `{field|other}` and `[optional]` parts, read once. */
export interface Template {
  /** Every field it may use. */
  readonly fields: readonly string[];
  /** Fields without which it cannot be filled in, each with its alternatives. */
  readonly needed: readonly (readonly string[])[];
  /** @throws Error when a needed field has no value */
  fill(values: TemplateValues): string;
  /** Reads a filled-in text back, in any letter case; undefined when it does not have this form. Keys are as in `{a|b}`. */
  match(text: string): ReadonlyMap<string, string> | undefined;
  /** The fixed text it begins with. */
  readonly prefix: string;
}

/** @throws Error when brackets or braces do not pair */
export function parseTemplate(source: string): Template {
  const { nodes, rest } = parseNodes(source, false);
  if (rest !== '') throw new Error(`template "${source}": unexpected "${rest}"`);
  const keys: string[] = [];
  const pattern = new RegExp(`^${patternOf(nodes, keys)}$`, 'i');
  const first = nodes[0];
  return {
    fields: fieldsOf(nodes).flat(),
    needed: fieldsOf(nodes.filter((node) => node.kind === 'field')),
    fill: (values) => nodes.map((node) => fillNode(node, values)).join(''),
    match: (text) => matched(pattern.exec(text), keys),
    prefix: first?.kind === 'text' ? first.text : '',
  };
}

function parseNodes(source: string, inside: boolean): { nodes: Node[]; rest: string } {
  const nodes: Node[] = [];
  let rest = source;
  while (rest !== '' && !(inside && rest.startsWith(']'))) {
    const field = /^\{([a-zA-Z]+(?:\|[a-zA-Z]+)*)\}/.exec(rest);
    const text = /^[^{}[\]]+/.exec(rest);
    if (field?.[1]) {
      nodes.push({ kind: 'field', names: field[1].split('|') });
      rest = rest.slice(field[0].length);
    } else if (text) {
      nodes.push({ kind: 'text', text: text[0] });
      rest = rest.slice(text[0].length);
    } else if (rest.startsWith('[') && !inside) {
      const inner = parseNodes(rest.slice(1), true);
      if (!inner.rest.startsWith(']')) throw new Error(`template "${source}": "[" without "]"`);
      nodes.push({ kind: 'optional', nodes: inner.nodes });
      rest = inner.rest.slice(1);
    } else {
      throw new Error(`template "${source}": cannot read "${rest}"`);
    }
  }
  return { nodes, rest };
}

function fieldsOf(nodes: readonly Node[]): (readonly string[])[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'optional') return fieldsOf(node.nodes);
    return node.kind === 'field' ? [node.names] : [];
  });
}

function fillNode(node: Node, values: TemplateValues): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'optional') {
    const complete = fieldsOf(node.nodes).every((names) => valueOf(names, values) !== undefined);
    return complete ? node.nodes.map((inner) => fillNode(inner, values)).join('') : '';
  }
  const value = valueOf(node.names, values);
  if (value === undefined) throw new Error(`no value for {${node.names.join('|')}}`);
  return value;
}

function valueOf(names: readonly string[], values: TemplateValues): string | undefined {
  return names.map((name) => values[name]).find((value) => value !== undefined);
}

function patternOf(nodes: readonly Node[], keys: string[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text.replace(/[^A-Za-z0-9]/g, '\\$&');
      if (node.kind === 'optional') return `(?:${patternOf(node.nodes, keys)})?`;
      keys.push(node.names.join('|'));
      return '([^_/]+)';
    })
    .join('');
}

function matched(found: RegExpExecArray | null, keys: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (!found) return undefined;
  return new Map(keys.flatMap((key, index) => (found[index + 1] === undefined ? [] : [[key, found[index + 1] ?? '']])));
}
