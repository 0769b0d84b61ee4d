import { covers } from '../kernel/actor.ts';
import { type Filter } from '../kernel/db.ts';
import { foldText } from '../kernel/fold-text.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { today, type PeopleContext } from './context.ts';
import { type AccountDocument } from './model.ts';
import { type Account, type AccountPage, type AccountQuery, type DutyHolderQuery } from './types.ts';
import { activeDuties } from './policy.ts';
import { asAccount } from './present.ts';

const DEFAULT_LIMIT = 50;
const MAXIMUM_LIMIT = 200;

/** See `People.searchAccounts`. */
export async function searchAccounts(
  context: PeopleContext,
  scope: SchoolScope,
  query: AccountQuery,
): Promise<AccountPage> {
  const limit = Math.min(Math.max(query.limit ?? DEFAULT_LIMIT, 1), MAXIMUM_LIMIT);
  const found = await context.accounts.in(scope).find(filterOf(query), { sort: { username: 1 }, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1)?.username ?? '';
  return {
    accounts: page.map(asAccount),
    ...(found.length > limit && { nextCursor: Buffer.from(last).toString('base64url') }),
  };
}

/** See `People.holdersOf`. */
export async function holdersOf(
  context: PeopleContext,
  scope: SchoolScope,
  query: DutyHolderQuery,
): Promise<readonly Account[]> {
  const target = query.target ?? {};
  const date = today(context.clock);
  const holders = await context.accounts
    .in(scope)
    .find({ state: 'active', 'duties.duty': query.duty }, { sort: { username: 1 } });
  return holders
    .filter(({ duties }) =>
      activeDuties(duties, date).some((held) => held.duty === query.duty && covers(held.scope, target)),
    )
    .map(asAccount);
}

function filterOf(query: AccountQuery): Filter<AccountDocument> {
  const words = foldText(query.q ?? '')
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '');
  const conditions: Filter<AccountDocument>[] = words.map((word) => ({ searchText: { $regex: escapeForRegex(word) } }));
  if (query.duty !== undefined) conditions.push({ 'duties.duty': query.duty });
  if (query.department !== undefined) conditions.push({ departments: query.department });
  if (query.state !== undefined) conditions.push({ state: query.state });
  if (query.cursor !== undefined) {
    conditions.push({ username: { $gt: Buffer.from(query.cursor, 'base64url').toString() } });
  }
  return conditions.length === 0 ? {} : { $and: conditions };
}

function escapeForRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
