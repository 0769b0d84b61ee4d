import { type SchoolDocument, type ScopedCollection } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import {
  type Department,
  type HomeroomAssignment,
  type SchoolClass,
  type SchoolYear,
  type Subject,
  type TeachingAssignment,
} from './types.ts';
import { type StructureCollections } from './model.ts';

/** A school's structure as it was at one moment, each list in its order. */
export interface Snapshot {
  readonly years: readonly SchoolYear[];
  readonly departments: readonly Department[];
  readonly subjects: readonly Subject[];
  readonly classes: readonly SchoolClass[];
  readonly assignments: readonly TeachingAssignment[];
  readonly homerooms: readonly HomeroomAssignment[];
}

const LIFE_MS = 5000;
const SCHOOLS_KEPT = 50;

/** Snapshots of the schools asked for last; each lives 5 seconds, or until this process writes. */
export class SnapshotCache {
  readonly #collections: StructureCollections;
  readonly #kept = new Map<string, { readonly until: number; readonly snapshot: Promise<Snapshot> }>();

  constructor(collections: StructureCollections) {
    this.#collections = collections;
  }

  async of(scope: SchoolScope): Promise<Snapshot> {
    const kept = this.#kept.get(scope.school);
    if (kept && kept.until > performance.now()) return kept.snapshot;
    const snapshot = loadSnapshot(this.#collections, scope);
    this.#kept.delete(scope.school);
    this.#kept.set(scope.school, { until: performance.now() + LIFE_MS, snapshot });
    this.#dropOldest();
    snapshot.catch(() => {
      this.forget(scope);
    });
    return snapshot;
  }

  forget(scope: SchoolScope): void {
    this.#kept.delete(scope.school);
  }

  #dropOldest(): void {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > SCHOOLS_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

async function loadSnapshot(collections: StructureCollections, scope: SchoolScope): Promise<Snapshot> {
  const [years, departments, subjects, classes, assignments, homerooms] = await Promise.all([
    all(collections.years.in(scope), { code: 1 }),
    all(collections.departments.in(scope), { order: 1 }),
    all(collections.subjects.in(scope), { order: 1 }),
    all(collections.classes.in(scope), { year: 1, order: 1 }),
    all(collections.assignments.in(scope), { _id: 1 }),
    all(collections.homerooms.in(scope), { _id: 1 }),
  ]);
  return {
    years: years.map(plain),
    departments: departments.map(({ order: _, ...rest }) => plain(rest)),
    subjects: subjects.map(({ order: _, ...rest }) => plain(rest)),
    classes: classes.map(({ order: _, ...rest }) => plain(rest)),
    assignments: assignments.map(withId),
    homerooms: homerooms.map(withId),
  };
}

function all<T extends SchoolDocument>(
  collection: ScopedCollection<T>,
  sort: Readonly<Record<string, 1 | -1>>,
): Promise<T[]> {
  return collection.find({}, { sort });
}

/** A document without what the database adds to it. */
export function plain<T extends SchoolDocument>(document: T): Omit<T, keyof SchoolDocument> {
  const { _id, school: _school, __v, ...rest } = document;
  return rest;
}

/** A document with `id` in place of what the database adds to it. */
export function withId<T extends SchoolDocument>(document: T): Omit<T, keyof SchoolDocument> & { id: string } {
  return { id: document._id, ...plain(document) };
}
