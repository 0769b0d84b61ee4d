export type { AuditEntry, AuditHead, AuditSubject, ChainFault } from './chain.ts';
export type { ChainReport } from './verify.ts';
export { type Audit, createAudit } from './audit.ts';
