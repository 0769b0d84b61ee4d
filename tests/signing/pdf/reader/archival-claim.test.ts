import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import '../../../support/pki/to-throw-code.ts';
import { type AppearanceMaker, type PageGeometry } from '../../../../src/signing/pdf/appearance-objects.ts';
import { readPdfaPart, readTransparency } from '../../../../src/signing/pdf/reader/archival-claim.ts';
import { onePage, type RawObjects, tablePdf } from '../raw-pdf.ts';
import { read, sign } from '../sign.ts';

const NAMESPACE = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"';
const attribute = (part: string, binding = NAMESPACE): string =>
  `<?xpacket begin="\ufeff"?><rdf:Description rdf:about="" ${binding} pdfaid:part="${part}"\n pdfaid:conformance="B"/>`;
const element = (part: string): string =>
  `<rdf:Description ${NAMESPACE}><pdfaid:conformance>B</pdfaid:conformance><pdfaid:part>${part}</pdfaid:part></rdf:Description>`;

interface Parts {
  readonly xmp: string | Buffer;
  readonly catalog?: string;
  readonly entries?: string;
  readonly more?: RawObjects;
}

function archive({ xmp, catalog = '', entries = '', more = {} }: Parts): Buffer {
  const data = typeof xmp === 'string' ? Buffer.from(xmp) : xmp;
  return tablePdf({
    ...onePage,
    1: `<</Type /Catalog /Pages 2 0 R /Metadata 9 0 R ${catalog}>>`,
    9: { entries: `/Type /Metadata /Subtype /XML ${entries}`, data },
    ...more,
  }).bytes;
}
const partOf = (parts: Parts): number | undefined => read(archive(parts), readPdfaPart);
const transparencyOf = (parts: Parts): string => read(archive(parts), readTransparency);

describe('what a file says of PDF/A', () => {
  it.each([
    ['without metadata', onePage],
    ['with metadata that are no stream', { ...onePage, 1: '<</Type /Catalog /Pages 2 0 R /Metadata 9 0 R>>', 9: '42' }],
  ])('is nothing %s', (_what, objects) => {
    expect(read(tablePdf(objects).bytes, readPdfaPart)).toBeUndefined();
    expect(read(tablePdf(objects).bytes, readTransparency)).toBe('allowed');
  });

  it.each<[string, Parts]>([
    ['speaks of something else', { xmp: '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:part="1"/>' }],
    ['names the namespace alone', { xmp: `<rdf:Description ${NAMESPACE}/>` }],
    ['binds the prefix to another namespace', { xmp: attribute('1', 'xmlns:pdfaid="http://example.org/"') }],
    ['has the part of another namespace', { xmp: attribute('1').replaceAll('pdfaid:part', 'other:part') }],
    ['names no number', { xmp: attribute('one') }],
    ['ends in the middle', { xmp: attribute('1').slice(0, -30) }],
    ['cannot be inflated', { xmp: attribute('1'), entries: '/Filter /FlateDecode' }],
    ['comes too late', { xmp: ' '.repeat(4 * 1024 * 1024) + attribute('1') }],
  ])('is nothing where its metadata %s', (_what, parts) => {
    expect(partOf(parts)).toBeUndefined();
  });

  it.each<[string, Parts]>([
    ['an attribute', { xmp: attribute('2') }],
    [
      'an attribute in single quotes and with spaces',
      { xmp: attribute(' 2 ').replaceAll('"', "'").replace('=', ' = ') },
    ],
    ['an element', { xmp: element('2') }],
    ['an element with spaces', { xmp: element('\n 2 ').replace('<pdfaid:part>', '<pdfaid:part >') }],
    ['another prefix', { xmp: attribute('2').replaceAll('pdfaid', 'a-1.b') }],
    ['UTF-16 with its mark', { xmp: Buffer.from(`\ufeff${attribute('2')}`, 'utf16le').swap16() }],
    ['UTF-16 without, the low byte first', { xmp: Buffer.from(element('2'), 'utf16le') }],
    ['a compressed stream', { xmp: deflateSync(element('2')), entries: '/Filter /FlateDecode' }],
  ])('is read from %s', (_what, parts) => {
    expect(partOf(parts)).toBe(2);
  });

  it.each(['<p:part', ' xmlns:', ' xmlns:p=', ' a:part ', `${NAMESPACE} :part`, '< '])(
    'takes no long search in metadata full of %j',
    (piece) => {
      const started = performance.now();
      expect(partOf({ xmp: piece.repeat(Math.ceil(4e6 / piece.length)) })).toBeUndefined();
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );

  it('is refused to be looked for in metadata beyond the limits of the reader', () => {
    let bomb = Buffer.alloc(65 * 1024 * 1024);
    bomb = deflateSync(bomb);
    expect(() => partOf({ xmp: bomb, entries: '/Filter /FlateDecode' })).toThrowCode('PDF_LIMIT_EXCEEDED');
  });
});

describe('transparency', () => {
  const intents = (entries: string): Pick<Parts, 'catalog' | 'more'> => ({
    catalog: '/OutputIntents [42 8 0 R]',
    more: { 7: '/GTS_PDFA1', 8: `<</Type /OutputIntent ${entries}>>`, 10: { entries: '/N 3', data: Buffer.alloc(0) } },
  });
  const named = intents('/S 7 0 R /DestOutputProfile 10 0 R');

  it('is forbidden in PDF/A-1 whatever else the file says', () => {
    expect(transparencyOf({ xmp: attribute('1') })).toBe('forbidden');
    expect(transparencyOf({ xmp: attribute('1'), ...named })).toBe('forbidden');
  });

  it.each<[string, Pick<Parts, 'catalog' | 'more'>]>([
    ['has no output intent', {}],
    ['has one for printing', intents('/S /GTS_PDFX /DestOutputProfile 10 0 R')],
    ['has one of no kind', intents('/DestOutputProfile 10 0 R')],
    ['has one without a profile', intents('/S /GTS_PDFA1')],
  ])('is forbidden in later parts when the file %s', (_what, more) => {
    for (const part of ['2', '3', '4']) expect(transparencyOf({ xmp: element(part), ...more })).toBe('forbidden');
  });

  it('is allowed in later parts that name the colours of the output', () => {
    for (const part of ['2', '3', '4']) expect(transparencyOf({ xmp: element(part), ...named })).toBe('allowed');
  });

  it('is told to the appearance, whether that stands in a new field or in one of the document', async () => {
    const told: PageGeometry['transparency'][] = [];
    const appearance: AppearanceMaker = ({ transparency }) => {
      told.push(transparency);
      return {
        rect: [0, 0, 1, 1],
        form: 0,
        objects: [{ entries: ['/Subtype /Form /BBox [0 0 1 1]'], stream: Buffer.alloc(1) }],
      };
    };
    const form = {
      catalog: '/AcroForm <</Fields [6 0 R]>>',
      more: { 6: '<</FT /Sig /T (Head) /Subtype /Widget /Rect [1 2 30 40] /P 3 0 R>>' },
    };
    const bytes = archive({ xmp: attribute('1'), ...form });
    await sign(bytes, { appearance });
    await sign(bytes, { appearance, fieldName: 'Head' });
    await sign(archive({ xmp: attribute('one') }), { appearance });
    expect(told).toEqual(['forbidden', 'forbidden', 'allowed']);
  });

  it('is not asked for without an appearance, so that broken metadata do no harm', async () => {
    const bomb = deflateSync(Buffer.alloc(65 * 1024 * 1024));
    const { bytes } = await sign(archive({ xmp: bomb, entries: '/Filter /FlateDecode' }));
    expect(read(bytes, (file) => file.catalog.entries.has('AcroForm'))).toBe(true);
  });
});
