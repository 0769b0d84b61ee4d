import { type StructureDeps } from './types.ts';
import { type StructureCollections } from './model.ts';
import { type SnapshotCache } from './snapshot.ts';

/** What the actions of `structure` work with. */
export interface StructureContext extends StructureDeps, StructureCollections {
  readonly snapshots: SnapshotCache;
}
