import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { type EmptyField, PageCanvas } from './canvas.ts';
import { type FaceName, type FontFace, loadFace } from './font-faces.ts';
import { type Faces } from './rich-text.ts';

/** An image as it goes into a PDF: samples of 8 bits, rows from the top, deflated. */
export interface PdfImage {
  readonly width: number;
  readonly height: number;
  readonly space: 'DeviceGray' | 'DeviceRGB';
  readonly deflated: Uint8Array;
  /** Opacity, one sample of 8 bits a pixel, deflated. */
  readonly alpha?: Uint8Array;
}

export interface BookInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  readonly createdAt: Date;
  /** Cross-reference stream and object streams (PDF 1.5) if true, a plain table if false; default true. */
  readonly objectStreams?: boolean;
}

/** A PDF in the making. Same pages, same info: same bytes. */
export class PdfBook {
  readonly info: BookInfo;
  readonly faces: Faces;
  readonly pages: PageCanvas[] = [];
  readonly #images = new Map<string, PdfImage>();

  private constructor(info: BookInfo, faces: Faces) {
    this.info = info;
    this.faces = faces;
  }

  static async open(info: BookInfo): Promise<PdfBook> {
    const [regular, bold, italic, boldItalic] = await Promise.all([
      loadFace('regular'),
      loadFace('bold'),
      loadFace('italic'),
      loadFace('boldItalic'),
    ]);
    return new PdfBook(info, { regular, bold, italic, boldItalic });
  }

  addPage(size: { width: number; height: number }): PageCanvas {
    const page = new PageCanvas(this.faces, size);
    this.pages.push(page);
    return page;
  }

  /** Makes an image known under a name pages can place it by. */
  addImage(name: string, image: PdfImage): void {
    this.#images.set(name, image);
  }

  /** The finished file. */
  async save(): Promise<Uint8Array> {
    const document = await PDFDocument.create({ updateMetadata: false });
    const { context } = document;
    const fonts = new Map<FaceName, PDFRef>();
    const images = new Map<string, PDFRef>();
    const digest = createHash('sha256').update(JSON.stringify(this.info));
    for (const page of this.pages) {
      for (const name of page.usedFaces) if (!fonts.has(name)) fonts.set(name, embedFace(context, this.faces[name]));
      for (const name of page.usedImages) if (!images.has(name)) images.set(name, this.#embedImage(context, name));
      const { content } = page;
      digest.update(content);
      const made = document.addPage([page.width, page.height]);
      made.node.set(PDFName.of('Contents'), stream(context, {}, deflateSync(content)));
      const resources = {
        Font: Object.fromEntries([...page.usedFaces].map((name) => [name, fonts.get(name) ?? null])),
        XObject: Object.fromEntries([...page.usedImages].map((name) => [name, images.get(name) ?? null])),
      };
      made.node.set(PDFName.of('Resources'), context.obj(resources));
      addFields(document, made, page.fields);
    }
    for (const name of images.keys()) digest.update(this.#images.get(name)?.deflated ?? '');
    this.#describe(document, digest.digest('hex').slice(0, 32));
    return document.save({
      useObjectStreams: this.info.objectStreams ?? true,
      objectsPerTick: Infinity,
      addDefaultPage: false,
    });
  }

  #embedImage(context: PDFContext, name: string): PDFRef {
    const image = this.#images.get(name);
    if (!image) throw new RangeError(`no image is called ${name}`);
    const shape = { Type: 'XObject', Subtype: 'Image', Width: image.width, Height: image.height, BitsPerComponent: 8 };
    const mask = image.alpha && stream(context, { ...shape, ColorSpace: 'DeviceGray' }, image.alpha);
    return stream(context, { ...shape, ColorSpace: image.space, ...(mask && { SMask: mask }) }, image.deflated);
  }

  #describe(document: PDFDocument, id: string): void {
    const { title, author, subject, keywords, createdAt } = this.info;
    document.setTitle(title, { showInWindowTitleBar: true });
    document.setAuthor(author);
    document.setSubject(subject);
    document.setKeywords([...keywords]);
    document.setCreator('Bộ soạn hồ sơ mẫu');
    document.setProducer('hoso samples');
    document.setCreationDate(createdAt);
    document.setModificationDate(createdAt);
    document.setLanguage('vi-VN');
    const { context } = document;
    const bytes = Buffer.from(metadataPacket(this.info));
    const metadata = context.register(context.stream(bytes, { Type: 'Metadata', Subtype: 'XML' }));
    document.catalog.set(PDFName.of('Metadata'), metadata);
    context.trailerInfo.ID = context.obj([PDFHexString.of(id), PDFHexString.of(id)]);
  }
}

/** Adds empty signature fields to a page and to the form (ISO 32000-2, 12.7.5.5). */
function addFields(document: PDFDocument, page: PDFPage, fields: readonly EmptyField[]): void {
  if (fields.length === 0) return;
  const { context, catalog } = document;
  const refs = fields.map(({ name, x, y, width, height }) => {
    const widget = { Type: 'Annot', Subtype: 'Widget', F: 4, P: page.ref, Rect: [x, y, x + width, y + height] };
    return context.register(context.obj({ FT: 'Sig', T: PDFString.of(name), ...widget }));
  });
  page.node.set(PDFName.of('Annots'), context.obj(refs));
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)?.lookup(PDFName.of('Fields'), PDFArray);
  if (form) for (const ref of refs) form.push(ref);
  else catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: refs }));
}

type Entries = Readonly<Record<string, string | number | PDFRef>>;

function stream(context: PDFContext, entries: Entries, deflated: Uint8Array): PDFRef {
  const dict = context.obj({ ...entries, Filter: 'FlateDecode', Length: deflated.length });
  return context.register(PDFRawStream.of(dict, deflated));
}

/** A Type 0 font over the face's shared program (ISO 32000-2, 9.7). */
function embedFace(context: PDFContext, face: FontFace): PDFRef {
  const { ascent, descent, capHeight, italicAngle, box } = face.metrics;
  const BaseFont = face.postscriptName;
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: BaseFont,
      Flags: 4 | 2 | (italicAngle === 0 ? 0 : 64),
      FontBBox: [...box],
      ItalicAngle: italicAngle,
      Ascent: ascent,
      Descent: descent,
      CapHeight: capHeight,
      StemV: face.name.startsWith('bold') ? 140 : 80,
      FontFile2: stream(context, { Length1: face.program.length }, face.program.deflated),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont,
      CIDToGIDMap: 'Identity',
      CIDSystemInfo: {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      W: [0, [...face.widths]],
    }),
  );
  const ToUnicode = stream(context, {}, face.toUnicode);
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode,
    }),
  );
}

function metadataPacket({ title, author, subject, keywords, createdAt }: BookInfo): string {
  const time = createdAt.toISOString();
  const escape = (text: string): string => text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  const alt = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${escape(text)}</rdf:li></rdf:Alt>`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title>${alt(title)}</dc:title><dc:description>${alt(subject)}</dc:description>
<dc:creator><rdf:Seq><rdf:li>${escape(author)}</rdf:li></rdf:Seq></dc:creator>
<pdf:Keywords>${escape(keywords.join(' '))}</pdf:Keywords><xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
