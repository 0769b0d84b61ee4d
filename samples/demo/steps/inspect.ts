import { type SchemaTypes } from '../../../schemas/index.ts';
import { becomes, must } from '../checks.ts';
import { type Person, type World } from '../world.ts';

type Found = SchemaTypes['api/record-list'];

/** The inspector finds the sealed plan by each of its properties and by words without tone marks. */
export async function findRecord({ people, sample }: World, id: string): Promise<string[]> {
  const { session } = people.inspector;
  const teacher = await people.teacher.session.get<{ account: { id: string } }>('/me');
  const year = `year=${sample.year.code}`;
  const ways: Record<string, string> = {
    year,
    week: `${year}&week=12`,
    teacher: `owner=${teacher.account.id}`,
    subject: 'subject=Toan&week=12',
    class: 'class=10A1&week=12',
    'words without tone marks': `q=${encodeURIComponent('nguyen van a toan tuan 12')}`,
    'words with tone marks': `q=${encodeURIComponent('Nguyễn Văn A Toán 10A1')}`,
  };
  const found: string[] = [];
  for (const [way, query] of Object.entries(ways)) {
    const ids = await allIds(session.get.bind(session), query);
    must(ids.includes(id), `the inspector does not find the plan by ${way}`);
    found.push(`${way}: ${ids.length}`);
  }
  return found;
}

/** The whole history, in order, with the person of each event. */
export async function readHistory({ people }: World, id: string): Promise<string[]> {
  must(await becomes(() => isArchived(people.inspector, id)), 'the sealed plan did not reach the archive');
  const { events } = await people.inspector.session.get<SchemaTypes['api/record-event-list']>(`/records/${id}/events`);
  const names = events.map((each) => each.event);
  for (const wanted of ['record.created', 'record.submitted', 'record.signed', 'record.sealed', 'record.archived']) {
    must(names.includes(wanted), `the history lacks ${wanted}: ${names.join(', ')}`);
  }
  const times = events.map((each) => each.at);
  must(times.join() === [...times].sort().join(), 'the history is not in order');
  return events.map((each) => `${each.at} ${each.event} ${each.actorName ?? each.actor}`);
}

async function isArchived({ session }: Person, id: string): Promise<boolean> {
  return (await session.get<{ state: string }>(`/archive/${id}`)).state === 'archived';
}

async function allIds(get: <T>(path: string) => Promise<T>, query: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await get<Found>(`/archive?${query}&limit=200${cursor ? `&cursor=${cursor}` : ''}`);
    ids.push(...page.records.map((record) => record.id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
}
