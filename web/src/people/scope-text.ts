import { type Schemas } from '../kernel/api.ts';
import { type Language } from '../kernel/i18n.ts';

/** What part of the school a duty covers: `tổ Toán`, `lớp 10A1, năm học 2026-2027`. */
export function scopeText(scope: Schemas['duty-scope'], language: Language): string {
  const vi = language === 'vi';
  return [
    scope.department !== undefined && `${vi ? 'tổ' : 'department'} ${scope.department}`,
    scope.class !== undefined && `${vi ? 'lớp' : 'class'} ${scope.class}`,
    scope.subject !== undefined && `${vi ? 'môn' : 'subject'} ${scope.subject}`,
    scope.grade !== undefined && `${vi ? 'khối' : 'grade'} ${scope.grade}`,
    scope.year !== undefined && `${vi ? 'năm học' : 'school year'} ${scope.year}`,
  ]
    .filter(Boolean)
    .join(', ');
}
