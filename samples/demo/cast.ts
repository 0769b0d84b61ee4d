import { type SampleAccount, type SampleSchool } from '../school/index.ts';

/** The people of the story, by username. */
export interface Cast {
  readonly teacher: string;
  readonly head: string;
  readonly vicePrincipal: string;
  readonly principal: string;
  readonly clerk: string;
  readonly inspector: string;
  readonly admin: string;
}

/** Finds them in the sample school: Nguyễn Văn A and the people his plans go to. */
export function castOf(sample: SampleSchool): Cast {
  const holder = (duty: string, department?: string) => {
    const found = sample.accounts.find((account) => holds(account, duty, department));
    if (!found) throw new Error(`nobody in the sample school is ${duty} ${department ?? ''}`);
    return found.username;
  };
  return {
    teacher: 'nguyenvana',
    head: holder('departmentHead', 'Toan'),
    vicePrincipal: holder('vicePrincipal'),
    principal: holder('principal'),
    clerk: holder('recordsClerk'),
    inspector: holder('inspector'),
    admin: holder('admin'),
  };
}

function holds(account: SampleAccount, duty: string, department?: string): boolean {
  return account.duties.some(
    (held) => held.duty === duty && (department === undefined || held.scope?.department === department),
  );
}
