import { foldText } from '../kernel/fold-text.ts';
import { type RecordType } from '../../schemas/index.ts';
import { asciiPart, withoutMarks } from './text.ts';
import { factsOfName } from './name-facts.ts';
import { nameValues, type NamedThings } from './naming.ts';
import { parseTemplate, type TemplateValues } from './template.ts';

/** One thing a file's own name says that its metadata does not. */
export interface NameDifference {
  readonly field: string;
  readonly given: string;
  readonly expected: string;
}

export interface NameCheck {
  readonly type: RecordType;
  readonly things: NamedThings;
  /** The other types a name might belong to. */
  readonly types: readonly RecordType[];
  /** Grade of the record's class, where it has one. */
  readonly grade?: number | undefined;
  /** Codes of the school's classes of the year. */
  readonly classes: readonly string[];
}

/**
 * What a file's own name contradicts. A name of our pattern is read field by field; any other is only held to what it clearly
 * says: a week, a class, a grade, a term, a year, another type's code. A name that says nothing contradicts nothing.
 */
export function differencesOfName(originalName: string, check: NameCheck): readonly NameDifference[] {
  const stem = stemOf(originalName);
  const own = parseTemplate(check.type.fileName).match(stem);
  if (own) return differencesOfPattern(own, check);
  const other = otherType(stem, check);
  if (other) return [{ field: 'type', given: other.code, expected: check.type.code }];
  return differencesOfFacts(originalName, check);
}

function differencesOfPattern(read: ReadonlyMap<string, string>, { type, things }: NameCheck): NameDifference[] {
  const values = nameValues(type, things);
  return [...read].flatMap(([key, given]) => {
    const field = key.split('|').find((name) => values[name] !== undefined) ?? key;
    const expected = values[field];
    if (expected === undefined) return [];
    const right = acceptable(field, values, things);
    return right.includes(comparable(given)) ? [] : [{ field, given, expected }];
  });
}

function acceptable(field: string, values: TemplateValues, things: NamedThings): string[] {
  const expected = comparable(values[field] ?? '');
  return field === 'owner' ? [expected, comparable(asciiPart(things.owner.fullName))] : [expected];
}

/** Letter case and leading zeros make no difference. */
function comparable(value: string): string {
  return value.toLowerCase().replace(/^0+(?=\d)/, '');
}

function otherType(stem: string, { type, types }: NameCheck): RecordType | undefined {
  const first = stem.split('_')[0] ?? '';
  const own = [type.code, prefixOf(type)];
  if (own.includes(first)) return undefined;
  return types.find((other) => other.id !== type.id && [other.code, prefixOf(other)].includes(first));
}

function prefixOf(type: RecordType): string {
  return parseTemplate(type.fileName).prefix.split('_')[0] ?? '';
}

function differencesOfFacts(originalName: string, { things, grade, classes }: NameCheck): NameDifference[] {
  const { scope, year } = things;
  const facts = factsOfName(foldText(originalName), classes);
  const differences: (NameDifference | undefined)[] = [
    difference('week', facts.weeks, scope.week),
    difference('class', facts.classes, scope.class?.toLowerCase()),
    facts.classes.length > 0 && scope.class !== undefined
      ? undefined
      : difference('grade', facts.grades, scope.grade ?? grade),
    difference('term', facts.terms, scope.term?.toLowerCase()),
    difference('year', facts.years, year),
  ];
  return differences.filter((found) => found !== undefined);
}

function difference(
  field: string,
  said: readonly (string | number)[],
  expected: string | number | undefined,
): NameDifference | undefined {
  if (expected === undefined || said.length === 0 || said.includes(expected)) return undefined;
  return { field, given: said.join(', '), expected: String(expected) };
}

/** Without tone marks, extension, copy and version marks; spaces as underscores. */
function stemOf(originalName: string): string {
  return withoutMarks(originalName)
    .trim()
    .replace(/(\.signed)?\.[A-Za-z]{3,4}$/i, '')
    .replace(/[\s_]*\(\d+\)$/, '')
    .replace(/[\s_]+v?\d{1,2}$/i, '')
    .replace(/[\s_]+/g, '_');
}
