export { archiveErrors } from './errors.ts';
export { type ArchiveDeps, type Archive, createArchive } from './archive.ts';
