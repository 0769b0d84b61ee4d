import { type Account as AccountJson, type Colleague, type DutyScope as DutyScopeJson } from '../../schemas/index.ts';
import { type DutyScope } from '../kernel/actor.ts';
import { type Account } from './types.ts';
import { type AccountDocument, type HeldDuty } from './model.ts';

/** An account without what is private to this domain. */
export function asAccount(document: AccountDocument): Account {
  const { title, email, lastSignInAt } = document;
  return {
    id: document._id,
    username: document.username,
    fullName: document.fullName,
    departments: document.departments,
    external: document.external,
    state: document.state,
    duties: document.duties.map(asDuty),
    mustChangePassword: document.mustChangePassword,
    secondFactor: document.totp?.confirmed ?? false,
    ...(title !== undefined && { title }),
    ...(email !== undefined && { email }),
    ...(lastSignInAt !== undefined && { lastSignInAt }),
  };
}

/** An account as every member of the school may know it. */
export function presentColleague({ id, fullName, title, departments, duties }: Account): Colleague {
  return {
    ...{ account: id, name: fullName, departments: [...departments] },
    ...(title !== undefined && { title }),
    duties: [...new Set(duties.map(({ duty }) => duty))],
  };
}

/** The account as it goes out by HTTP. */
export function presentAccount(account: Account): AccountJson {
  const { lastSignInAt, departments, duties, ...rest } = account;
  return {
    ...rest,
    departments: [...departments],
    duties: duties.map(({ id, duty, scope, from, until }) => ({
      id,
      duty,
      scope: presentScope(scope),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
    })),
    ...(lastSignInAt !== undefined && { lastSignInAt: lastSignInAt.toISOString() }),
  };
}

/** A duty's scope without the members that are not set. */
export function presentScope(scope: DutyScope): DutyScopeJson {
  const set = Object.entries(scope).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set);
}

function asDuty({ id, duty, scope, from, until }: HeldDuty): HeldDuty {
  return { id, duty, scope: scope ?? {}, ...(from && { from }), ...(until && { until }) };
}
