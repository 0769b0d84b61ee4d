import { foldText } from '../kernel/fold-text.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { type RecordType } from '../../schemas/index.ts';
import { parseTemplate, type TemplateValues } from './template.ts';
import { asciiPart } from './text.ts';
import { type RecordScope, type Term } from './types.ts';

const COMMON_FIELDS = [
  'year',
  'code',
  'owner',
  'department',
  'class',
  'subject',
  'grade',
  'term',
  'week',
  'month',
  'student',
];

export const FOLDER_FIELDS: readonly string[] = COMMON_FIELDS;
export const NAME_FIELDS: readonly string[] = COMMON_FIELDS;
export const TITLE_FIELDS: readonly string[] = [...COMMON_FIELDS, 'subjectName', 'termName', 'studentName'];

/** The longest file name, with its `.pdf`. */
export const MAX_NAME = 120;

/** What a record's names are made from. */
export interface NamedThings {
  readonly year: string;
  readonly scope: RecordScope;
  readonly owner: { readonly fullName: string; readonly username: string };
  readonly subjectName?: string | undefined;
  readonly studentName?: string | undefined;
}

/** Where a record is filed and what it is called; the system makes both from the metadata. */
export interface RecordNames {
  /** `2026-2027/03_GiaoVien/NguyenVanA/KHBD/Tuan12` */
  readonly folder: string;
  /** `KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf` */
  readonly fileName: string;
  /** In Vietnamese, for people. */
  readonly title: string;
}

/** Makes the names of a record of this type. */
export function nameRecord(type: RecordType, things: NamedThings): RecordNames {
  const values = nameValues(type, things);
  return {
    folder: parseTemplate(type.folder).fill(values),
    fileName: `${shortened(parseTemplate(type.fileName).fill(values))}.pdf`,
    title: parseTemplate(type.title).fill(titleValues(type, things)).slice(0, 200),
  };
}

/** A name that is free where the first choice is another record's: `..._2.pdf`, `..._3.pdf`. */
export function alternativeName(fileName: string, attempt: number): string {
  return `${shortened(fileName.replace(/\.pdf$/, ''), `_${attempt}`)}.pdf`;
}

/** The values of a template for folders and file names: ASCII, weeks and months of two digits, grades as `K10`. */
export function nameValues(type: RecordType, { year, scope, owner }: NamedThings): TemplateValues {
  return {
    year,
    code: type.code,
    owner: ownerPart(owner),
    department: scope.department === undefined ? undefined : departmentPart(scope.department),
    class: part(scope.class),
    subject: part(scope.subject),
    grade: scope.grade === undefined ? undefined : `K${scope.grade}`,
    term: scope.term,
    week: twoDigits(scope.week),
    month: twoDigits(scope.month),
    student: part(scope.student),
  };
}

/** `NguyenVanA`; where the account's name carries a number because two people share theirs, `NguyenVanA2`. */
export function ownerPart({ fullName, username }: NamedThings['owner']): string {
  const name = asciiPart(fullName).replace(/[.-]/g, '');
  if (name === '') return asciiPart(username);
  const account = foldText(username).replace(/[^a-z0-9]/g, '');
  const number = account.startsWith(name.toLowerCase()) ? account.slice(name.length) : '';
  return /^\d{1,3}$/.test(number) ? `${name}${number}` : name;
}

function titleValues(type: RecordType, things: NamedThings): TemplateValues {
  const { scope } = things;
  return {
    ...nameValues(type, things),
    owner: things.owner.fullName,
    class: scope.class,
    grade: scope.grade?.toString(),
    week: scope.week?.toString(),
    month: scope.month?.toString(),
    subjectName: things.subjectName ?? scope.subject,
    studentName: things.studentName ?? scope.student,
    termName: scope.term && TERM_NAMES[scope.term],
  };
}

export const TERM_NAMES: Readonly<Record<Term, string>> = { HK1: 'học kỳ I', HK2: 'học kỳ II', CN: 'cả năm' };

/** Codes of departments are `Toan` at one school and `ToToan` at another; the folder is `ToToan` at both. */
function departmentPart(code: string): string {
  return /^To[A-Z]/.test(code) ? asciiPart(code) : `To${asciiPart(code)}`;
}

function part(code: string | undefined): string | undefined {
  return code === undefined ? undefined : asciiPart(code);
}

function twoDigits(value: number | undefined): string | undefined {
  return value?.toString().padStart(2, '0');
}

/** Cut where too long, with six digits of the whole name's hash, so that two long names stay two. */
function shortened(stem: string, suffix = ''): string {
  const room = MAX_NAME - '.pdf'.length - suffix.length;
  if (stem.length <= room) return `${stem}${suffix}`;
  const mark = `_${sha256Hex(stem).slice(0, 6)}`;
  return `${stem.slice(0, room - mark.length)}${mark}${suffix}`;
}
