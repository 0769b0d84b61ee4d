export { chainOf, LONG_WAIT_MS } from './chain-of.ts';
export { recordQuery, recordTypesQuery, typeName } from './queries.ts';
export { StateTag } from './state-tag.tsx';
export { ReturnDialog } from './return-dialog.tsx';
