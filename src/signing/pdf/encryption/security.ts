import { pdfErrors } from '../errors.ts';
import { numberValue, PdfDict, type PdfObject, type PdfRef, PdfString } from '../objects.ts';
import { filterNames } from '../filters/decode.ts';
import { type Cipher, type CipherName, decrypt, encrypt } from './ciphers.ts';
import { emptyPasswordKey } from './key-r4.ts';
import { emptyPasswordKeyAes256 } from './key-r6.ts';

/** Encryption of one file that an empty password opens. */
export interface Security {
  decryptString(id: PdfRef, raw: Uint8Array): Uint8Array;
  encryptString(id: PdfRef, plain: Uint8Array): Uint8Array;
  /** `dict` decides: metadata and /Crypt filters have their own rule. */
  decryptStream(id: PdfRef, dict: PdfDict, raw: Uint8Array): Uint8Array;
  encryptStream(id: PdfRef, plain: Uint8Array): Uint8Array;
}

/** Opens the standard security handler (ISO 32000-1, 7.6.3) with an empty password. `dict` has its values resolved. */
export function openSecurity(dict: PdfDict, documentId: Uint8Array): Security {
  const filter = dict.nameOf('Filter');
  if (filter !== 'Standard') throw pdfErrors.PDF_ENCRYPTION_UNSUPPORTED({ what: `filter ${filter ?? '?'}` });
  const facts = { version: numberValue(dict.get('V')) ?? 0, revision: numberValue(dict.get('R')) ?? 0, documentId };
  if (!isKnown(facts)) {
    throw pdfErrors.PDF_ENCRYPTION_UNSUPPORTED({ what: `V ${facts.version}, R ${facts.revision}` });
  }
  const names = cipherNames(dict, facts.version);
  const fileKey = facts.version === 5 ? aes256Key(dict, facts.revision) : standardKey(dict, facts);
  if (!fileKey) throw pdfErrors.PDF_PASSWORD_REQUIRED();
  return security(names, { dict, fileKey });
}

/** Version 5 and revisions 5 and 6 go together: their keys are of another length than all others. */
function isKnown({ version, revision }: StandardKeyFacts): boolean {
  return version === 5 ? [5, 6].includes(revision) : [1, 2, 4].includes(version) && [2, 3, 4].includes(revision);
}

interface CipherNames {
  /** Whether crypt filters say which; only then are /EncryptMetadata and a stream's own filter heeded. */
  readonly byFilter: boolean;
  readonly strings: CipherName;
  readonly streams: CipherName;
}

function security(names: CipherNames, { dict, fileKey }: { dict: PdfDict; fileKey: Uint8Array }): Security {
  const strings: Cipher = { name: names.strings, fileKey };
  const streams: Cipher = { name: names.streams, fileKey };
  const plainMetadata = names.byFilter && dict.get('EncryptMetadata') === false;
  return {
    decryptString: (id, raw) => decrypt(strings, id, raw),
    encryptString: (id, plain) => encrypt(strings, id, plain),
    encryptStream: (id, plain) => encrypt(streams, id, plain),
    decryptStream(id, stream, raw) {
      if (stream.nameOf('Type') === 'XRef') return raw;
      if (plainMetadata && stream.nameOf('Type') === 'Metadata') return raw;
      const own = names.byFilter ? cryptFilterName(stream) : undefined;
      if (own === undefined) return decrypt(streams, id, raw);
      return decrypt({ name: filterCipher(dict, own), fileKey }, id, raw);
    },
  };
}

function cipherNames(dict: PdfDict, version: number): CipherNames {
  if (version < 4) return { byFilter: false, strings: 'rc4', streams: 'rc4' };
  return {
    byFilter: true,
    strings: filterCipher(dict, dict.nameOf('StrF') ?? 'Identity'),
    streams: filterCipher(dict, dict.nameOf('StmF') ?? 'Identity'),
  };
}

function filterCipher(dict: PdfDict, name: string): CipherName {
  if (name === 'Identity') return 'identity';
  const filters = dict.get('CF');
  const filter = filters instanceof PdfDict ? filters.get(name) : undefined;
  const method = filter instanceof PdfDict ? (filter.nameOf('CFM') ?? 'None') : undefined;
  if (method === 'V2') return 'rc4';
  if (method === 'AESV2') return 'aes128';
  if (method === 'AESV3' && numberValue(dict.get('V')) === 5) return 'aes256';
  throw pdfErrors.PDF_ENCRYPTION_UNSUPPORTED({ what: `crypt filter ${name} ${method ?? ''}`.trim() });
}

/** The name a stream's own /Crypt filter gives (7.4.10). */
function cryptFilterName(stream: PdfDict): string | undefined {
  const at = filterNames(stream.get('Filter')).indexOf('Crypt');
  if (at < 0) return undefined;
  const parameters = stream.get('DecodeParms');
  const own = Array.isArray(parameters) ? parameters[at] : parameters;
  return (own instanceof PdfDict ? own.nameOf('Name') : undefined) ?? 'Identity';
}

interface StandardKeyFacts {
  readonly version: number;
  readonly revision: number;
  readonly documentId: Uint8Array;
}

function standardKey(dict: PdfDict, facts: StandardKeyFacts): Uint8Array | undefined {
  const permissions = numberValue(dict.get('P'));
  if (permissions === undefined) throw pdfErrors.PDF_ENCRYPTION_UNSUPPORTED({ what: 'no /P' });
  return emptyPasswordKey({
    revision: facts.revision,
    keyBytes: keyLength(dict, facts),
    owner: stringBytes(dict.get('O')),
    user: stringBytes(dict.get('U')),
    permissions,
    documentId: facts.documentId,
    encryptMetadata: dict.get('EncryptMetadata') !== false,
  });
}

/** In bytes: revision 2 is always 40 bits, version 4 always 128; a /Length that makes no sense is taken for 128 bits. */
function keyLength(dict: PdfDict, { version, revision }: StandardKeyFacts): number {
  if (version === 1 || revision === 2) return 5;
  if (version === 4) return 16;
  const bytes = (numberValue(dict.get('Length')) ?? 40) / 8;
  return Number.isInteger(bytes) && bytes >= 5 && bytes <= 16 ? bytes : 16;
}

function aes256Key(dict: PdfDict, revision: number): Uint8Array | undefined {
  return emptyPasswordKeyAes256({
    revision,
    owner: stringBytes(dict.get('O')),
    ownerKey: stringBytes(dict.get('OE')),
    user: stringBytes(dict.get('U')),
    userKey: stringBytes(dict.get('UE')),
  });
}

function stringBytes(object: PdfObject | undefined): Uint8Array {
  return object instanceof PdfString ? object.raw : new Uint8Array();
}
