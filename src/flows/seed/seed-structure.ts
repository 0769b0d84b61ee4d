import { type Structure, type StructureChange } from '../../structure/index.ts';
import { type ClassData, type SchoolData } from './school-data.ts';

/** The parts of a school that need nobody: year, departments, subjects, classes. Safe to repeat. */
export async function seedCalendarAndClasses(
  structure: Structure,
  change: StructureChange,
  data: SchoolData,
): Promise<void> {
  const { code, startsOn, endsOn } = data.year;
  const terms = data.year.terms.map((term) => ({
    code: term.code,
    name: term.name,
    startsOn: term.startsOn,
    endsOn: term.endsOn,
  }));
  await structure.putYear(change, { code, startsOn, endsOn, terms, weeks: data.year.weeks, holidays: data.holidays });
  await structure.putDepartments(
    change,
    data.departments.map(({ code: department, name, shortName, kind }) => ({
      code: department,
      name,
      shortName,
      kind,
    })),
  );
  await structure.putSubjects(
    change,
    data.subjects.map(({ code: subject, name, department, periodsPerWeek, assessedBy }) => ({
      code: subject,
      name,
      department,
      ...(periodsPerWeek !== undefined && { periodsPerWeek }),
      ...(assessedBy !== undefined && { assessedBy }),
    })),
  );
  await structure.putClasses(
    change,
    data.classes.map(({ code: name, grade, subjects, room }) => ({
      code: name,
      year: code,
      grade,
      subjects,
      ...(room !== undefined && { room }),
    })),
  );
}

/** Who teaches what and whom, by account id. Safe to repeat. */
export async function seedAssignments(
  structure: Structure,
  change: StructureChange,
  { data, ids }: { readonly data: SchoolData; readonly ids: ReadonlyMap<string, string> },
): Promise<void> {
  const { code: year } = data.year;
  const idOf = (username: string): string => {
    const id = ids.get(username);
    if (id === undefined) throw new RangeError(`no account ${username} in the school’s data`);
    return id;
  };
  await structure.addAssignments(
    change,
    data.teachingAssignments.map(({ teacher, class: code, subject, from, until }) => ({
      year,
      teacher: idOf(teacher),
      class: code,
      subject,
      from,
      ...(until !== undefined && { until }),
    })),
  );
  await structure.addHomerooms(
    change,
    data.classes.map((one) => ({
      year,
      teacher: idOf(one.homeroomTeacher),
      class: one.code,
      from: homeroomFrom(data, one),
    })),
  );
}

/** Puts in all students; the last step of a seed, in one change, so that one student stands for all. */
export async function seedStudents(structure: Structure, change: StructureChange, data: SchoolData): Promise<void> {
  const { code: year } = data.year;
  await structure.addStudents(
    change,
    data.students.map((student) => ({
      code: student.code,
      fullName: student.fullName,
      gender: student.gender,
      birthDate: student.birthDate,
      birthPlace: student.birthPlace,
      ethnicity: student.ethnicity,
      address: student.address,
      guardian: student.guardian,
      enrolledOn: student.enrolledOn,
      class: student.class,
      year,
    })),
  );
}

function homeroomFrom(data: SchoolData, one: ClassData): string {
  const account = data.accounts.find(({ username }) => username === one.homeroomTeacher);
  const duty = account?.duties.find((held) => held.duty === 'homeroomTeacher' && held.scope?.class === one.code);
  return duty?.from ?? data.year.startsOn;
}
