import { type Actor } from './actor.ts';

declare const scoped: unique symbol;

/**
 * The right to read and write one school's data. Every query of a school's collection needs one, and there are two ways to get
 * one: from a signed-in actor, and from a job or a sweep that names its school.
 */
export interface SchoolScope {
  readonly school: string;
  readonly [scoped]: true;
}

/** The scope of the school whose account is acting. */
export function scopeOfActor(actor: Pick<Actor, 'school'>): SchoolScope {
  return scopeOfSchool(actor.school);
}

/** The scope of a school named by a job, a sweep, a seed or a session's token. */
export function scopeOfSchool(school: string): SchoolScope {
  return { school } as SchoolScope;
}
