import { type DigestAlgorithm } from '../digest.ts';
import { type PdfDict, PdfRef } from '../objects.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { catalogRef, changeCatalog, currentCatalog } from './attach-field.ts';
import { IncrementBuilder, newDict } from './increment-builder.ts';
import {
  assertMaySign,
  docMdpReference,
  type FieldLock,
  fieldMdpReference,
  type MdpPermission,
  readLock,
  readPermissions,
} from '../reader/permissions.ts';
import { assertSeedValues } from './seed-values.ts';
import { byteRangeText, signatureDictionary, type SignatureEntries } from './signature-dictionary.ts';
import { chooseField, type FieldPlacement, type FieldTarget, placeField, placementFor } from './signature-field.ts';

/** A signature or document timestamp to be laid out. */
export interface SignatureLayout extends Omit<SignatureEntries, 'references'>, FieldPlacement {
  /** Makes it a certification signature. */
  readonly certify?: MdpPermission | undefined;
  readonly lock?: FieldLock | undefined;
  readonly digestAlgorithm: DigestAlgorithm;
  /** It will carry a timestamp. */
  readonly timestamped?: boolean | undefined;
  /** The signer's certificate, then those above it, in DER. */
  readonly certificateChain?: readonly Uint8Array[] | undefined;
}

/** An increment with a hole for the signature. Offsets count from the start of the whole file. */
export interface SignatureIncrement {
  readonly bytes: Buffer;
  readonly fieldName: string;
  readonly byteRange: readonly [number, number, number, number];
  /** Offset of the first hexadecimal digit in the hole. */
  readonly contentsOffset: number;
  /** Whether an appearance was drawn. */
  readonly visible: boolean;
}

/** Lays out a signature as one increment. Reads the file, changes nothing but the builder of its own; safe to repeat. */
export function buildSignatureIncrement(file: PdfFile, wish: SignatureLayout): SignatureIncrement {
  const layout = placementFor(file, wish);
  const builder = new IncrementBuilder(file);
  const target = chooseField(builder, layout);
  const lock = lockOf(file, layout, target);
  if (layout.type === 'Sig') {
    assertAllowed(file, layout, target);
    if (target.kind === 'existing') assertSeedValues(file, target.field, { ...layout, lock });
  }
  const { dict, contents, byteRange } = signatureDictionary({
    ...layout,
    references: references(builder, { certify: layout.certify, lock }),
  });
  const signature = builder.add(dict);
  const visible = placeField(builder, target, { signature, placement: layout, lock: layout.lock });
  if (layout.certify !== undefined) setPermissions(builder, signature);
  const bytes = builder.finish();
  const start = contents.offset;
  const end = start + contents.bytes.length;
  const range = [0, start, end, file.size + bytes.length - end] as const;
  bytes.write(byteRangeText(range), byteRange.offset - file.size, 'latin1');
  return { bytes, fieldName: target.name, byteRange: range, contentsOffset: start + 1, visible };
}

function assertAllowed(file: PdfFile, layout: SignatureLayout, target: FieldTarget): void {
  if (!file.catalog.entries.has('AcroForm') && !file.catalog.entries.has('Perms')) return;
  assertMaySign(readPermissions(file), {
    certify: layout.certify !== undefined,
    ...(target.kind === 'existing' && { field: target.name }),
    showsNewField: target.kind === 'new' && layout.appearance !== undefined,
  });
}

/** The lock asked for, else the one the document put on the field. */
function lockOf(file: PdfFile, layout: SignatureLayout, target: FieldTarget): FieldLock | undefined {
  return layout.lock ?? (target.kind === 'existing' ? readLock(file, target.field.dict.get('Lock')) : undefined);
}

function references(
  builder: IncrementBuilder,
  wish: { certify: MdpPermission | undefined; lock: FieldLock | undefined },
): PdfDict[] {
  const list: PdfDict[] = [];
  if (wish.certify !== undefined) list.push(docMdpReference(wish.certify));
  if (wish.lock) list.push(fieldMdpReference(wish.lock, catalogRef(builder)));
  return list;
}

/** The catalog's /Perms names the certification signature (ISO 32000-1, 12.8.4). */
function setPermissions(builder: IncrementBuilder, signature: PdfRef): void {
  const entry = currentCatalog(builder).get('Perms');
  const permissions = builder.file.dict(entry) ?? newDict({});
  const changed = permissions.with({ DocMDP: signature });
  if (entry instanceof PdfRef) builder.set(entry, changed);
  else changeCatalog(builder, { Perms: changed });
}
