import { type Actor, type Duty, holds } from '../kernel/actor.ts';
import { type StepDuty } from '../records/index.ts';

/** How somebody signs in another's place, as Decree 30/2020/NĐ-CP writes it (article 13): for, authorised by, by order of. */
export type Manner = 'KT.' | 'TUQ.' | 'TL.';

/** Posts from the highest down. */
const POSTS: readonly Duty[] = [
  'principal',
  'vicePrincipal',
  'departmentHead',
  'homeroomTeacher',
  'subjectTeacher',
  'recordsClerk',
  'registrar',
  'officeStaff',
];

/** What somebody is in the school: the highest of their posts. */
export function postOf(actor: Actor): Duty | undefined {
  return POSTS.find((duty) => holds(actor, duty));
}

/**
 * How a person of a post signs for a duty: a vice-principal *for* the principal; the head of a unit *by order*, where kinds of
 * records were given to them; else *authorised*. Undefined where the own post is enough, being as high or higher.
 */
export function mannerOf(
  duty: StepDuty,
  { post, byOrder }: { readonly post: Duty | undefined; readonly byOrder: boolean },
): Manner | undefined {
  const rank = (each: StepDuty | undefined) => POSTS.findIndex((one) => one === each);
  if (post !== undefined && rank(post) <= rank(duty)) return undefined;
  if (duty === 'principal' && post === 'vicePrincipal') return 'KT.';
  return byOrder && post === 'departmentHead' ? 'TL.' : 'TUQ.';
}
