import { inject } from 'vitest';
import { connectDatabase, type Database } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';

/** A database of its own for one test file (or the one named), on the MongoDB of this run. Close it when done. */
export function connectTestDatabase(database = `t_${newId()}`): Promise<Database> {
  return connectDatabase({ uri: inject('services').MONGODB_URI, database });
}
