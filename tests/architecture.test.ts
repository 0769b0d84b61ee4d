import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Lowest rank first: a file may import only from a lower rank, or from its own domain. */
const RANKS: readonly (readonly string[])[] = [
  ['schemas'],
  ['src/kernel'],
  ['storage'],
  ['src/audit'],
  ['src/people'],
  ['src/structure'],
  ['src/signing'],
  ['src/certificates'],
  ['src/pictures'],
  ['src/records'],
  ['src/approvals', 'src/registers', 'src/archive', 'src/notifications'],
  ['src/flows'],
  ['routes', 'workers'],
  ['src/http'],
  ['src/config', 'src/self-check'],
  ['src/school-file', 'src/foundation'],
  ['src/app', 'src/cli'],
  ['src/main'],
];

/** Where a library may be imported from, as the beginnings of paths; a library not named here may be used anywhere. */
const LIBRARY_HOMES: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  express: ['src/http/'],
  multer: ['src/http/'],
  cookie: ['src/http/', 'src/people/cookies.ts'],
  mongoose: [/^src\/[^/]+\/model\.ts$/, 'src/kernel/db.ts'],
  '@aws-sdk/client-s3': ['storage/'],
  '@aws-sdk/lib-storage': ['storage/'],
  bullmq: ['workers/', 'src/kernel/bull-jobs.ts'],
  ioredis: ['workers/', 'src/kernel/bull-jobs.ts'],
  ajv: ['schemas/'],
  'ajv-formats': ['schemas/'],
  'node-forge': ['src/signing/'],
  'pdf-lib': ['src/signing/pdf/', /\/print[^/]*\.ts$/],
  '@node-rs/argon2': ['src/people/', 'src/signing/'],
  'prom-client': ['src/http/'],
  pino: ['src/kernel/logger.ts'],
};

const DOMAINS = RANKS.flat().filter(
  (room) =>
    room.startsWith('src/') &&
    ![
      'src/kernel',
      'src/http',
      'src/flows',
      'src/config',
      'src/self-check',
      'src/school-file',
      'src/foundation',
      'src/app',
      'src/cli',
      'src/main',
    ].includes(room),
);

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly target: string | undefined;
}

const files = ['schemas', 'storage', 'src', 'workers'].flatMap((folder) => sourceFiles(join(ROOT, folder)));
const sources = new Map(files.map((file) => [relative(ROOT, file), parse(file)]));
const imports = [...sources].flatMap(([from, source]) => importsOf(from, source));

describe('the house', () => {
  it('has a rank for every file', () => {
    expect([...sources.keys()].filter((file) => rankOf(file) === undefined)).toEqual([]);
  });

  it('imports only from lower ranks or from its own room', () => {
    const against = imports.filter(({ from, target }) => {
      if (target === undefined) return false;
      const [mine, theirs] = [rankOf(from), rankOf(target)];
      return roomOf(from) !== roomOf(target) && (theirs === undefined || mine === undefined || theirs >= mine);
    });
    expect(against.map(shown)).toEqual([]);
  });

  it('enters another domain only by its door', () => {
    const broken = imports.filter(({ from, target }) => {
      const domain = DOMAINS.find((room) => target?.startsWith(`${room}/`));
      if (domain === undefined || from.startsWith(`${domain}/`)) return false;
      return target !== `${domain}/index.ts` && roomOf(target ?? '') !== 'routes';
    });
    expect(broken.map(shown)).toEqual([]);
  });

  it('imports each bounded library only in its place', () => {
    const misplaced = imports.filter(({ from, specifier, target }) => {
      if (target !== undefined) return false;
      const homes = LIBRARY_HOMES[packageOf(specifier)];
      return (
        homes !== undefined &&
        !homes.some((home) => (typeof home === 'string' ? from.startsWith(home) : home.test(from)))
      );
    });
    expect(misplaced.map(shown)).toEqual([]);
  });

  it('has no pair of rooms that import each other', () => {
    const edges = new Set(
      imports.flatMap(({ from, target }) =>
        target && roomOf(from) !== roomOf(target) ? [`${roomOf(from)}>${roomOf(target)}`] : [],
      ),
    );
    expect([...edges].filter((edge) => edges.has(edge.split('>').reverse().join('>')))).toEqual([]);
  });

  it('has no circle of files, types included', () => {
    expect(circles()).toEqual([]);
  });

  it('keeps the signing core to itself: it knows errors, the clock and its libraries', () => {
    const known = ['src/kernel/errors.ts', 'src/kernel/clock.ts'];
    const outside = imports.filter(
      ({ from, target }) =>
        from.startsWith('src/signing/') &&
        target !== undefined &&
        !target.startsWith('src/signing/') &&
        !known.includes(target),
    );
    expect(outside.map(shown)).toEqual([]);
  });

  it('has no default export', () => {
    expect([...sources].filter(([, source]) => source.statements.some(isDefaultExport)).map(([file]) => file)).toEqual(
      [],
    );
  });

  it('has no any', () => {
    expect(
      [...sources].filter(([, source]) => contains(source, ts.SyntaxKind.AnyKeyword)).map(([file]) => file),
    ).toEqual([]);
  });

  it('has no file over 300 lines of code', () => {
    const long = [...sources].filter(([file, source]) => file !== 'schemas/types.ts' && linesOfCode(source) > 300);
    expect(long.map(([file]) => file)).toEqual([]);
  });
});

/** Sets of files that lead back to themselves over imports: the strongly connected components, by Tarjan's algorithm. */
function circles(): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, target } of imports) {
    if (target !== undefined) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const index = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const mine = index.size;
    index.set(file, mine);
    let lowest = mine;
    open.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!index.has(target)) lowest = Math.min(lowest, visit(target));
      else if (open.includes(target)) lowest = Math.min(lowest, index.get(target) ?? mine);
    }
    if (lowest === mine) {
      const members = open.splice(open.indexOf(file));
      if (members.length > 1) found.push(members.sort());
    }
    return lowest;
  };
  for (const file of sources.keys()) if (!index.has(file)) visit(file);
  return found;
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
}

function importsOf(from: string, source: ts.SourceFile): Import[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const specifier = moduleSpecifier.text;
    const target = specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(from), specifier)) : undefined;
    return [{ from, specifier, target }];
  });
}

function roomOf(file: string): string {
  if (/^src\/[^/]+\/([\w-]+-)?routes\.ts$/.test(file)) return 'routes';
  const [first, second = ''] = file.split('/') as [string, string?];
  return first === 'src' ? `src/${second.replace(/\.ts$/, '')}` : first;
}

function rankOf(file: string): number | undefined {
  const room = roomOf(file);
  const rank = RANKS.findIndex((rooms) => rooms.includes(room));
  return rank === -1 ? undefined : rank;
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function contains(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return node.kind === kind || (ts.forEachChild(node, (child) => contains(child, kind) || undefined) ?? false);
}

function linesOfCode(source: ts.SourceFile): number {
  return source.text.split('\n').filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;
}

function shown({ from, specifier }: Import): string {
  return `${from} imports ${specifier}`;
}
