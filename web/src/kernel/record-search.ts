/** The filters of a list of records, as they are in the address of the page: going back restores them. */
export interface RecordSearch {
  readonly q?: string;
  readonly year?: string;
  readonly type?: string;
  readonly state?: string;
  readonly class?: string;
  readonly subject?: string;
  readonly week?: number;
  readonly timeliness?: string;
}

const WORDS = ['q', 'year', 'type', 'state', 'class', 'subject', 'timeliness'] as const;

/** What an address asks for, without what is not of the right kind. */
export function cleanRecordSearch(search: Readonly<Record<string, unknown>>): RecordSearch {
  const clean: Record<string, string | number> = {};
  for (const name of WORDS) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') clean[name] = value;
    // The address writes a number without quotes, also where somebody searches for one.
    else if (typeof value === 'number') clean[name] = String(value);
  }
  if (Number.isInteger(search['week'])) clean['week'] = search['week'] as number;
  return clean;
}
