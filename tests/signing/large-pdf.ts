import { open } from 'node:fs/promises';

const PAGES = 50;

/** Writes a PDF of exactly `size` bytes: pages whose pictures are zeros, which a file system need not store. */
export async function writeLargePdf(path: string, size: number): Promise<void> {
  const handle = await open(path, 'w');
  try {
    const offsets: number[] = [];
    let at = 0;
    const put = async (text: string): Promise<void> => {
      await handle.write(text, at, 'latin1');
      at += text.length;
    };
    const object = async (text: string): Promise<void> => {
      offsets.push(at);
      await put(`${offsets.length} 0 obj\n${text}\nendobj\n`);
    };
    await put('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    const kids = Array.from({ length: PAGES }, (_, page) => `${3 + page} 0 R`);
    await object('<</Type/Catalog/Pages 2 0 R>>');
    await object(`<</Type/Pages/Count ${PAGES}/Kids[${kids.join(' ')}]>>`);
    for (let page = 0; page < PAGES; page++) {
      const resources = `<</XObject<</Im0 ${3 + PAGES + page} 0 R>>>>`;
      await object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources ${resources}>>`);
    }
    const pictureBytes = Math.floor(size / (PAGES + 1));
    for (let page = 0; page < PAGES; page++) {
      offsets.push(at);
      const last = page === PAGES - 1;
      const length = last ? size - at - TAIL_ROOM : pictureBytes;
      const shape = `/Type/XObject/Subtype/Image/Width 1000/Height ${Math.floor(length / 1000)}`;
      await put(
        `${offsets.length} 0 obj\n<<${shape}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${length}>>\nstream\n`,
      );
      at += length;
      await put('\nendstream\nendobj\n');
    }
    const start = at;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    await put(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}`);
    const trailer = `trailer\n<</Size ${rows.length + 1}/Root 1 0 R>>\n`;
    const end = `startxref\n${start}\n%%EOF\n`;
    await put(`${trailer}${' '.repeat(size - at - trailer.length - end.length)}${end}`);
  } finally {
    await handle.close();
  }
}

/** Room after the last picture's start for its dictionary and the cross-reference table. */
const TAIL_ROOM = 4096;
