/** What a free file name clearly says. */
export interface NameFacts {
  readonly weeks: readonly number[];
  readonly classes: readonly string[];
  readonly grades: readonly number[];
  readonly terms: readonly string[];
  readonly years: readonly string[];
}

/**
 * `tuần` as it is left after folding: of Unicode text, of VNI (`TUAÀN`) and of TCVN3 (`TuÇn`) whose bytes were read as Latin.
 * A list or a span of weeks may follow: `tuan 8, 9`, `tuan 8-10`.
 */
const WEEK =
  /(?:tu(?:aa?|c|[^\x00-\x7f]{1,2})n|week)[\s_.-]*(\d{1,2}(?![\da-z])(?:[\s_]*(?:,|-|&|\+|va|den)[\s_]*\d{1,2}(?![\da-z]))*)/g;
const GLUED_WEEK = /(?:tu(?:aa?|c|[^\x00-\x7f]{1,2})n|week)[\s_.-]*(\d{1,2})(?=[a-z])/g;
const CLASS = /(?<![a-z0-9])(\d{1,2}[a-z]\d{0,2})(?![a-z0-9])/g;
const GRADE = /(?:(?<![a-z])(?:lop|khoi)[\s_.-]*|(?<![a-z0-9])k)(\d{1,2})(?!\d)/g;
const TERM = /(?<![a-z0-9])(?:hk|hoc[\s_]*k[iy])[\s_.-]*(1|2|ii|i)(?![a-z0-9])/g;
const YEAR = /(?<!\d)(20\d\d)[\s_.-]+(20\d\d)(?!\d)/g;

/** Reads a folded file name; `classes` are the codes of the school's classes. */
export function factsOfName(folded: string, classes: readonly string[]): NameFacts {
  const known = new Set(classes.map((code) => code.toLowerCase()));
  return {
    weeks: [...folded.matchAll(WEEK), ...folded.matchAll(GLUED_WEEK)].flatMap(([, numbers = '']) => listed(numbers)),
    classes: captured(folded, CLASS).filter((code) => known.has(code)),
    grades: captured(folded, GRADE).map(Number),
    terms: captured(folded, TERM).map((term) => (term === '1' || term === 'i' ? 'hk1' : 'hk2')),
    years: [...folded.matchAll(YEAR)].map(([, from = '', to = '']) => `${from}-${to}`),
  };
}

function captured(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((found) => found[1] ?? '');
}

/** `8, 9` is two weeks and `8-10` three. */
function listed(numbers: string): number[] {
  const weeks: number[] = [];
  for (const [, separator = '', digits = ''] of numbers.matchAll(/(-|den)?[^\d]*?(\d{1,2})/g)) {
    const week = Number(digits);
    const last = weeks.at(-1);
    const from = separator !== '' && last !== undefined && week > last ? last + 1 : week;
    for (let next = from; next <= week; next += 1) weeks.push(next);
  }
  return weeks;
}
