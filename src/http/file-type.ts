/** As many first bytes as `typeOfBytes` looks at. */
export const SNIFFED_BYTES = 1024;

const SIGNATURES: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/x-ole-storage', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/**
 * The media type a file's first bytes show; undefined where they show none. A PDF's header may stand anywhere in the first 1024
 * bytes, as readers accept it (ISO 32000-1, annex H.3.4.1); office files of today are zip archives.
 */
export function typeOfBytes(head: Uint8Array): string | undefined {
  const known = SIGNATURES.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (known) return known[0];
  return Buffer.from(head.buffer, head.byteOffset, head.length).includes('%PDF-') ? 'application/pdf' : undefined;
}
