import { type AppearanceObject, type AppearancePiece, type SignatureAppearance } from '../appearance-objects.ts';
import { drawStamp, num, type StampResources } from './content-stream.ts';
import { type FaceName } from './font-face.ts';
import { type FontSubset, subsetFor } from './font-subset.ts';
import { type ImageMask } from './image-mask.ts';
import { type PlacedStamp } from './placement.ts';
import { type StampImage } from './stamp-image.ts';
import { type StampLayout } from './stamp-layout.ts';

/** sRGB without an embedded profile: primaries, D65 white and a gamma near its curve (ISO 32000-1 8.6.5.3). */
const CALIBRATED_RGB =
  '[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2] /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]';

/** Under which key a picture names its mask, and what the mask's own dictionary says. */
const MASKS = {
  soft: { key: 'SMask', entries: '/BitsPerComponent 8 /ColorSpace /DeviceGray' },
  stencil: { key: 'Mask', entries: '/BitsPerComponent 1 /ImageMask true' },
} as const;

/** Collects objects under local numbers, form first. */
class ObjectList {
  readonly objects: AppearanceObject[] = [];

  add(entries: readonly AppearancePiece[], stream?: Uint8Array): { readonly ref: number } {
    this.objects.push(stream ? { entries, stream } : { entries });
    return { ref: this.objects.length - 1 };
  }
}

/**
 * Writes a laid-out and placed stamp as the objects of a signature widget's normal appearance (ISO 32000-1 12.5.5): the
 * Form XObject, its pictures with soft masks (11.6.5.3) or explicit ones (8.9.6.3), and its embedded subset fonts.
 */
export function composeAppearance(layout: StampLayout, placed: PlacedStamp): SignatureAppearance {
  const list = new ObjectList();
  const fonts = new Map(
    [...facesOf(layout)].map(([face, texts], at) => [face, { name: `F${at}`, subset: subsetFor(face, texts) }]),
  );
  const images = new Map([...new Set(layout.images.map(({ image }) => image))].map((image, at) => [image, `I${at}`]));
  const fontEntries = [...fonts.values()].flatMap(({ name, subset }) => [`/${name} `, addFont(list, subset), ' ']);
  const imageEntries = [...images].flatMap(([image, name]) => [`/${name} `, addImage(list, image), ' ']);
  const content = Buffer.from(drawStamp(layout, { fonts, images } satisfies StampResources, placed.scale), 'latin1');
  const form = list.add(formEntries(placed, fontEntries, imageEntries), content);
  return { rect: placed.rect, objects: list.objects, form: form.ref };
}

function formEntries(
  { size, matrix }: PlacedStamp,
  fonts: readonly AppearancePiece[],
  images: readonly AppearancePiece[],
): AppearancePiece[] {
  const box = `[0 0 ${num(size.width)} ${num(size.height)}]`;
  return [
    `/Type /XObject /Subtype /Form /BBox ${box} /Matrix [${matrix.map(num).join(' ')}] `,
    `/Resources << /ColorSpace << /Ink ${CALIBRATED_RGB} >> `,
    ...(fonts.length > 0 ? ['/Font << ', ...fonts, '>> '] : []),
    ...(images.length > 0 ? ['/XObject << ', ...images, '>> '] : []),
    '>>',
  ];
}

function facesOf(layout: StampLayout): Map<FaceName, string[]> {
  const faces = new Map<FaceName, string[]>();
  for (const { face, text } of layout.texts) faces.set(face, [...(faces.get(face) ?? []), text]);
  return faces;
}

function addImage(list: ObjectList, image: StampImage): { readonly ref: number } {
  const head = `/Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} /Filter /FlateDecode`;
  const mask = image.mask ? addMask(list, image.mask, head) : [];
  return list.add([`${head} /BitsPerComponent 8 /ColorSpace ${CALIBRATED_RGB}`, ...mask], image.rgb);
}

function addMask(list: ObjectList, { kind, data }: ImageMask, head: string): AppearancePiece[] {
  const { key, entries } = MASKS[kind];
  return [` /${key} `, list.add([`${head} ${entries}`], data)];
}

/** A Type 0 font over a CIDFontType2 with Identity-H (ISO 32000-1 9.7.4 to 9.7.6). */
function addFont(list: ObjectList, subset: FontSubset): { readonly ref: number } {
  const { baseName, descriptor } = subset;
  const file = list.add([`/Length1 ${subset.fileLength} /Filter /FlateDecode`], subset.file);
  const cidSet = list.add(['/Filter /FlateDecode'], subset.cidSet);
  const metrics =
    `/Type /FontDescriptor /FontName /${baseName} /Flags ${descriptor.flags} /FontBBox [${descriptor.bbox.join(' ')}] ` +
    `/ItalicAngle ${num(descriptor.italicAngle)} /Ascent ${descriptor.ascent} /Descent ${descriptor.descent} ` +
    `/CapHeight ${descriptor.capHeight} /StemV ${descriptor.stemV} /FontFile2 `;
  const descriptorRef = list.add([metrics, file, ' /CIDSet ', cidSet]);
  const descendant = list.add([
    `/Type /Font /Subtype /CIDFontType2 /BaseFont /${baseName} /CIDSystemInfo << /Registry `,
    { text: Buffer.from('Adobe') },
    ' /Ordering ',
    { text: Buffer.from('Identity') },
    ` /Supplement 0 >> /CIDToGIDMap /Identity /DW 1000 /W [0 [${subset.widths.map(num).join(' ')}]] /FontDescriptor `,
    descriptorRef,
  ]);
  const toUnicode = list.add(['/Filter /FlateDecode'], subset.toUnicode);
  const head = `/Type /Font /Subtype /Type0 /BaseFont /${baseName} /Encoding /Identity-H /DescendantFonts [`;
  return list.add([head, descendant, '] /ToUnicode ', toUnicode]);
}
