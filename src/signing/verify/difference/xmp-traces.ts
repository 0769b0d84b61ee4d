import { PdfStream, type PdfObject } from '../../pdf/objects.ts';
import { MAX_METADATA_BYTES } from '../../pdf/limits.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';

/** What a program writes of itself and of the moment when it saves; it says nothing of the document. */
const TRACES = 'CreatorTool|InstanceID|MetadataDate|ModifyDate|Producer';
const TRACE = new RegExp(
  `<(?:\\w+:)?(${TRACES})(?:\\s[^<>]*)?>[^<]*</(?:\\w+:)?\\1\\s*>|<(?:\\w+:)?(?:${TRACES})\\s*/>|\\s(?:\\w+:)?(?:${TRACES})\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`,
  'g',
);
/** The packet's own wrapper, its padding and which toolkit wrote it (ISO 16684-1, 7.3.2). */
const WRAPPER = /<\?xpacket[^?]*\?>|\s(?:x:)?xmptk\s*=\s*(?:"[^"<]*"|'[^'<]*')|\uFEFF/g;

/** An RDF description of nothing is what remains of a packet of traces alone: namespaces, then tags. */
const NAMESPACES = /\sxmlns:\w+\s*=\s*(?:"[^"<]*"|'[^'<]*')|\srdf:about\s*=\s*(?:""|'')/g;
const EMPTY_TAGS = /<\/?(?:x:xmpmeta|rdf:RDF|rdf:Description)\s*\/?>/g;

/** Whether two XMP packets, or none and one, say the same but for the traces of the programs that wrote them. */
export function differsInTraces(
  [oldFile, before]: readonly [PdfFile, PdfObject],
  [newFile, after]: readonly [PdfFile, PdfObject],
): boolean {
  const other = contentOf(newFile, after);
  if (before === null) return other?.includes('<rdf:RDF') === true && isOfNothing(other);
  return other !== undefined && other === contentOf(oldFile, before);
}

function isOfNothing(packet: string): boolean {
  return packet.replace(NAMESPACES, '').replace(EMPTY_TAGS, '').trim() === '';
}

function contentOf(file: PdfFile, object: PdfObject): string | undefined {
  if (!(object instanceof PdfStream)) return undefined;
  const data = file.decodedStream(object);
  if (data.length > MAX_METADATA_BYTES) return undefined;
  const text = Buffer.from(data).toString('utf8');
  return text.replace(WRAPPER, '').replace(TRACE, '').replace(/\s+/g, ' ').replace(/> </g, '><').trim();
}
