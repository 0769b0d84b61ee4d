import { foldText } from '../kernel/fold-text.ts';

/** User names are compared without regard to case or to how their letters are composed. */
export function normalizeUsername(username: string): string {
  return username.normalize('NFC').trim().toLowerCase();
}

/** What an account is found by: its name and user name without tone marks. */
export function searchTextOf(account: { readonly fullName: string; readonly username: string }): string {
  return foldText(`${account.fullName} ${account.username}`);
}
