import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../kernel/api.ts';

/** The step of a record that waits for this person, if one does: the server alone knows whose turn it is. */
export function turnQuery(record: Schemas['record']) {
  return queryOptions({
    queryKey: ['inbox', 'turn', record.id, record.version, record.state],
    enabled: record.state === 'inApproval' || record.state === 'approved',
    queryFn: async () => {
      let cursor: string | undefined;
      do {
        const query = { type: record.type, year: record.year, limit: 200, ...(cursor !== undefined && { cursor }) };
        const page = await answer(api.GET('/inbox', { params: { query } }));
        const found = page.items.find((item) => item.record === record.id);
        if (found) return found.step;
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return null;
    },
    select: (step) => step ?? undefined,
  });
}
