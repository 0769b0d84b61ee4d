import { type Clock } from '../kernel/clock.ts';
import { localDateOf, startOfLocalDate } from '../kernel/local-date.ts';
import { type ActorContext, defineRoute, type Route } from '../kernel/route.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type People } from '../people/index.ts';
import { structureErrors } from './errors.ts';
import { assertPlausibleDates } from './known-scope.ts';
import { type Structure, type StructureChange, type TeachingAssignment } from './types.ts';
import { presentAssignment, presentClass, presentYear } from './present.ts';

const MANAGERS = ['admin', 'principal', 'vicePrincipal'] as const;

export interface StructureRouteDeps {
  readonly structure: Structure;
  readonly people: People;
  readonly clock: Clock;
}

/** The HTTP operations on years, weeks, departments, subjects, classes and assignments. */
export function structureRoutes(deps: StructureRouteDeps): Route[] {
  return [...calendarRoutes(deps), ...listRoutes(deps), ...putRoutes(deps), ...assignmentRoutes(deps)];
}

function calendarRoutes({ structure, clock }: StructureRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/structure/years',
      operation: 'listYears',
      summary: { vi: 'Xem các năm học', en: 'List the school years' },
      access: 'signed-in',
      output: 'api/school-year-list',
      handle: async ({ scope }) => {
        const years = await structure.years(scope);
        if (years.length === 0) return { body: { years: [] } };
        const { code: current } = await structure.currentYear(scope, clock.now());
        return { body: { current, years: years.map(presentYear) } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/structure/weeks',
      operation: 'listWeeks',
      summary: { vi: 'Xem các tuần học', en: 'List the study weeks' },
      access: 'signed-in',
      query: 'api/week-query',
      output: 'api/week-list',
      handle: async ({ scope }, { query }) => {
        const code = query.year ?? (await structure.currentYear(scope, clock.now())).code;
        const { weeks } = await structure.year(scope, code);
        const current = await structure.weekAt(scope, code, clock.now());
        return {
          body: { year: code, weeks: weeks.map((week) => ({ ...week })), ...(current && { current: current.number }) },
        };
      },
    }),
  ];
}

function listRoutes({ structure, clock }: StructureRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/structure/departments',
      operation: 'listDepartments',
      summary: { vi: 'Xem các tổ', en: 'List the departments' },
      access: 'signed-in',
      output: 'api/department-list',
      handle: async ({ scope }) => ({ body: { departments: [...(await structure.departments(scope))] } }),
    }),
    defineRoute({
      method: 'GET',
      path: '/structure/subjects',
      operation: 'listSubjects',
      summary: { vi: 'Xem các môn học', en: 'List the subjects' },
      access: 'signed-in',
      output: 'api/subject-list',
      handle: async ({ scope }) => ({ body: { subjects: [...(await structure.subjects(scope))] } }),
    }),
    defineRoute({
      method: 'GET',
      path: '/structure/classes',
      operation: 'listClasses',
      summary: { vi: 'Xem các lớp', en: 'List the classes' },
      access: 'signed-in',
      query: 'api/week-query',
      output: 'api/school-class-list',
      handle: async ({ scope }, { query }) => {
        const year = query.year ?? (await structure.currentYear(scope, clock.now())).code;
        return { body: { classes: (await structure.classes(scope, year)).map(presentClass) } };
      },
    }),
  ];
}

function putRoutes({ structure }: StructureRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: '/structure/years',
      operation: 'putYear',
      summary: { vi: 'Lập hoặc sửa năm học', en: 'Make or replace a school year' },
      access: MANAGERS,
      body: 'api/school-year',
      status: 204,
      handle: async (context, { body }) => {
        await structure.putYear(changeOf(context), body);
        return {};
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/structure/departments',
      operation: 'putDepartments',
      summary: { vi: 'Lập hoặc sửa các tổ', en: 'Make or replace departments' },
      access: MANAGERS,
      body: 'api/department-list',
      status: 204,
      handle: async (context, { body }) => {
        await structure.putDepartments(changeOf(context), body.departments);
        return {};
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/structure/subjects',
      operation: 'putSubjects',
      summary: { vi: 'Lập hoặc sửa các môn học', en: 'Make or replace subjects' },
      access: MANAGERS,
      body: 'api/subject-list',
      status: 204,
      handle: async (context, { body }) => {
        await structure.putSubjects(changeOf(context), body.subjects);
        return {};
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/structure/classes',
      operation: 'putClasses',
      summary: { vi: 'Lập hoặc sửa các lớp', en: 'Make or replace classes' },
      access: MANAGERS,
      body: 'api/school-class-list',
      status: 204,
      handle: async (context, { body }) => {
        await structure.putClasses(changeOf(context), body.classes);
        return {};
      },
    }),
  ];
}

function assignmentRoutes(deps: StructureRouteDeps): Route[] {
  const { structure, people, clock } = deps;
  return [
    defineRoute({
      method: 'GET',
      path: '/structure/assignments',
      operation: 'listAssignments',
      summary: { vi: 'Xem phân công giảng dạy', en: 'List the teaching assignments' },
      access: 'signed-in',
      query: 'api/assignment-query',
      output: 'api/assignment-list',
      handle: async ({ scope }, { query: { on, ...query } }) => {
        const at = on === undefined ? {} : { on: startOfLocalDate(on) };
        return { body: await present(deps, scope, await structure.assignments(scope, { ...query, ...at })) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/structure/assignments',
      operation: 'addAssignments',
      summary: { vi: 'Thêm phân công giảng dạy', en: 'Add teaching assignments' },
      access: MANAGERS,
      body: 'api/new-assignment-list',
      status: 204,
      handle: async (context, { body }) => {
        for (const teacher of new Set(body.assignments.map((one) => one.teacher))) {
          const { external, state, fullName: name } = await people.account(context.scope, teacher);
          if (external || state !== 'active') throw structureErrors.TEACHER_UNFIT({ name });
        }
        const dates = body.assignments.flatMap(({ from, until }) => [from, until]);
        assertPlausibleDates(localDateOf(clock.now()), ...dates);
        await structure.addAssignments(changeOf(context), body.assignments);
        return {};
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/structure/assignments/:id/end',
      operation: 'endAssignment',
      summary: { vi: 'Kết thúc phân công giảng dạy', en: 'End a teaching assignment' },
      access: MANAGERS,
      params: 'api/id-params',
      body: 'api/assignment-end',
      status: 204,
      handle: async (context, { params, body }) => {
        assertPlausibleDates(localDateOf(clock.now()), body.until);
        await structure.endAssignment(changeOf(context), { id: params.id, until: body.until });
        return {};
      },
    }),
  ];
}

async function present({ people }: StructureRouteDeps, scope: SchoolScope, found: readonly TeachingAssignment[]) {
  const teachers = await people.accounts(
    scope,
    found.map((one) => one.teacher),
  );
  return { assignments: found.map((one) => presentAssignment(one, teachers.get(one.teacher)?.fullName ?? '')) };
}

function changeOf({ scope, actor }: ActorContext): StructureChange {
  return { scope, by: actor.account };
}
