import { type RecordFilter } from './types.ts';
import { foldText } from '../kernel/fold-text.ts';
import { type RecordDocument } from './types.ts';

/** More words than this in one question are left out. */
const MAX_WORDS = 8;

export interface SearchableThings extends Pick<
  RecordDocument,
  'title' | 'code' | 'type' | 'ownerName' | 'scope' | 'year'
> {
  readonly fileName: string;
  readonly typeName: string;
  readonly subjectName?: string | undefined;
  readonly departmentName?: string | undefined;
  readonly studentName?: string | undefined;
}

/** The words by which a record is found: folded, each once, a week also as one word (`tuan12`). */
export function searchKeysOf(things: SearchableThings): string[] {
  const { scope } = things;
  const texts = [
    things.title,
    things.code,
    things.type,
    things.typeName,
    things.ownerName,
    things.year,
    things.fileName.replace(/\.pdf$/, ''),
    things.subjectName,
    things.departmentName,
    things.studentName,
    scope.class,
    scope.subject,
    scope.department,
    scope.term,
    scope.student,
    scope.week === undefined ? undefined : `tuan ${scope.week}`,
  ];
  return [...new Set(texts.flatMap((text) => (text === undefined ? [] : wordsOf(text))))];
}

/** What changes with a record's title: it is found by the words of the new one too. Nothing where the title is blank. */
export function retitled(
  record: Pick<RecordDocument, 'searchKeys'>,
  given: string | undefined,
): Partial<Pick<RecordDocument, 'title' | 'searchKeys'>> {
  const title = given?.normalize('NFC').trim();
  return title ? { title, searchKeys: [...new Set([...record.searchKeys, ...wordsOf(title)])] } : {};
}

/** Records that have every word of the question; the last one may be the beginning of a word, as it is while it is typed. */
export function searchFilter(question: string): RecordFilter[] {
  const words = wordsOf(question).slice(0, MAX_WORDS);
  return words.map((word, index) => {
    const whole = index < words.length - 1 || /^(tuan)?\d{1,2}$/.test(word);
    return { searchKeys: whole ? word : { $regex: `^${word}` } };
  });
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .replace(/(?<![a-z0-9])tuan[\s_]*0*(\d{1,2})(?!\d)/g, 'tuan$1 ')
    .split(/[^a-z0-9-]+/)
    .map((word) => word.replace(/^-+|-+$/g, ''))
    .filter((word) => word !== '');
}
