import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../kernel/api.ts';
import { type Me } from '../kernel/session.ts';
import { type Choices } from './guess.ts';

/** What this person may upload and for which classes and subjects: their own first, else those of the school. */
export function choicesQuery(me: Me) {
  return queryOptions({
    queryKey: ['filing', 'choices', me.account.id],
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<Choices> => {
      const [types, subjects, classes, departments, assignments] = await Promise.all([
        answer(api.GET('/record-types')),
        answer(api.GET('/structure/subjects')),
        answer(api.GET('/structure/classes')),
        answer(api.GET('/structure/departments')),
        answer(api.GET('/structure/assignments', { params: { query: { teacher: me.account.id } } })),
      ]);
      const mine = assignments.assignments;
      const duties = me.duties.map(({ duty }) => duty);
      const own = me.duties.flatMap(({ scope }) => (scope.class === undefined ? [] : [scope.class]));
      const taught = new Set([...mine.map((one) => one.class), ...own]);
      const subjectsTaught = new Set(mine.map(({ subject }) => subject));
      const led = new Set(me.duties.flatMap(({ scope }) => (scope.department === undefined ? [] : [scope.department])));
      const preferred = <T>(all: readonly T[], isMine: (item: T) => boolean) => {
        const found = all.filter(isMine);
        return found.length > 0 ? found : all;
      };
      return {
        types: types.types.filter(({ uploaders }) => uploaders.some(({ duty }) => duties.includes(duty))),
        subjects: preferred(subjects.subjects, ({ code }) => subjectsTaught.has(code)).map(({ code, name }) => ({
          id: code,
          label: name,
        })),
        classes: preferred(classes.classes, ({ code }) => taught.has(code)).map(({ code, grade }) => ({
          id: code,
          grade,
        })),
        departments: preferred(departments.departments, ({ code }) => led.has(code)).map(({ code, name }) => ({
          id: code,
          label: name,
        })),
      };
    },
  });
}
