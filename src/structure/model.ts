import { type Database, type SchoolCollection, type SchoolDocument } from '../kernel/db.ts';
import {
  type Department,
  type HomeroomAssignment,
  type NewSchool,
  type SchoolClass,
  type SchoolYear,
  type Student,
  type Subject,
  type TeachingAssignment,
} from './types.ts';

/** A school in the directory of the installation; `_id` is the school id of all its data. */
export type SchoolEntry = SchoolDocument & NewSchool;
export type YearDocument = SchoolDocument & SchoolYear;
export type DepartmentDocument = SchoolDocument & Department & { order: number };
export type SubjectDocument = SchoolDocument & Subject & { order: number };
export type ClassDocument = SchoolDocument & SchoolClass & { order: number };
export type TeachingDocument = SchoolDocument & Omit<TeachingAssignment, 'id'>;
export type HomeroomDocument = SchoolDocument & Omit<HomeroomAssignment, 'id'>;
export type StudentDocument = SchoolDocument & Student;

/** A change that was begun: it is carried out again until it is whole and told, and only then forgotten. */
export interface ChangeDocument extends SchoolDocument {
  kind: string;
  items: Readonly<Record<string, unknown>>[];
  by: string;
  at: Date;
}

export interface StructureCollections {
  readonly directory: SchoolCollection<SchoolEntry>;
  readonly changes: SchoolCollection<ChangeDocument>;
  readonly years: SchoolCollection<YearDocument>;
  readonly departments: SchoolCollection<DepartmentDocument>;
  readonly subjects: SchoolCollection<SubjectDocument>;
  readonly classes: SchoolCollection<ClassDocument>;
  readonly assignments: SchoolCollection<TeachingDocument>;
  readonly homerooms: SchoolCollection<HomeroomDocument>;
  readonly students: SchoolCollection<StudentDocument>;
}

/** Registers the collections of `structure`. */
export function structureCollections(db: Database): StructureCollections {
  return { ...schoolCollections(db), ...referenceCollections(db), ...assignmentCollections(db) };
}

function schoolCollections(db: Database): Pick<StructureCollections, 'directory' | 'changes' | 'years'> {
  const span = { _id: false, name: String, startsOn: String, endsOn: String };
  return {
    directory: db.collection({
      name: 'schools',
      fields: {
        code: { type: String, required: true },
        name: { type: String, required: true },
        shortName: { type: String, required: true },
        level: String,
        governingBody: String,
        place: String,
        address: String,
      },
      indexes: [{ keys: { code: 1 }, unique: true }],
    }),
    changes: db.collection({
      name: 'structureChanges',
      fields: { kind: String, items: [Object], by: String, at: Date },
      indexes: [],
    }),
    years: db.collection({
      name: 'schoolYears',
      fields: {
        code: String,
        startsOn: String,
        endsOn: String,
        terms: [{ ...span, code: String }],
        weeks: [{ _id: false, number: Number, startsOn: String, endsOn: String, term: String }],
        holidays: [span],
      },
      indexes: [{ keys: { code: 1 }, unique: true }],
    }),
  };
}

function referenceCollections(db: Database): Pick<StructureCollections, 'departments' | 'subjects' | 'classes'> {
  return {
    departments: db.collection({
      name: 'departments',
      fields: { code: String, name: String, shortName: String, kind: String, order: Number },
      indexes: [{ keys: { code: 1 }, unique: true }],
    }),
    subjects: db.collection({
      name: 'subjects',
      fields: {
        code: String,
        name: String,
        department: String,
        periodsPerWeek: Number,
        assessedBy: String,
        order: Number,
      },
      indexes: [{ keys: { code: 1 }, unique: true }],
    }),
    classes: db.collection({
      name: 'classes',
      fields: { code: String, year: String, grade: Number, subjects: [String], room: String, order: Number },
      indexes: [{ keys: { year: 1, code: 1 }, unique: true }],
    }),
  };
}

function assignmentCollections(db: Database): Pick<StructureCollections, 'assignments' | 'homerooms' | 'students'> {
  const held = { year: String, teacher: String, class: String, from: String, until: String };
  return {
    assignments: db.collection({
      name: 'teachingAssignments',
      fields: { ...held, subject: String },
      indexes: [{ keys: { year: 1, class: 1, subject: 1, teacher: 1, from: 1 }, unique: true }],
    }),
    homerooms: db.collection({
      name: 'homeroomAssignments',
      fields: held,
      indexes: [{ keys: { year: 1, class: 1, teacher: 1, from: 1 }, unique: true }],
    }),
    students: db.collection({
      name: 'students',
      fields: {
        code: String,
        fullName: String,
        gender: String,
        birthDate: String,
        birthPlace: String,
        ethnicity: String,
        address: String,
        guardian: String,
        year: String,
        class: String,
        enrolledOn: String,
      },
      indexes: [{ keys: { year: 1, code: 1 }, unique: true }, { keys: { year: 1, class: 1 } }],
    }),
  };
}
