export { peopleErrors } from './errors.ts';
export { type AccountState, type HeldDuty } from './model.ts';
export { clearedCookies, CSRF_COOKIE, SESSION_COOKIE, sessionCookies } from './cookies.ts';
export { activeDuties } from './policy.ts';
export { createPeople } from './people.ts';
export {
  type SchoolDirectory,
  type PeopleDeps,
  type Account,
  type SignIn,
  type SignedIn,
  type Authenticated,
  type Change,
  type NewDuty,
  type NewAccount,
  type InitialPassword,
  type AccountQuery,
  type AccountPage,
  type DutyHolderQuery,
  type People,
  changeOf,
} from './types.ts';
