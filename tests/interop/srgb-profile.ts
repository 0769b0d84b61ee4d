const D50 = [0.9642, 1, 0.8249] as const;
/** The primaries of sRGB under D50 (IEC 61966-2-1, adapted as ICC.1 asks). */
const PRIMARIES = { r: [0.4361, 0.2225, 0.0139], g: [0.3851, 0.7169, 0.0971], b: [0.1431, 0.0606, 0.7141] } as const;
const HEADER = 128;

/** An ICC profile of an RGB display with the primaries of sRGB and gamma 2.2, as small as ICC.1:2001 allows. */
export function srgbProfile(): Buffer {
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', description('sRGB')],
    ['cprt', Buffer.from('text\0\0\0\0none\0', 'latin1')],
    ['wtpt', colour(D50)],
    ['rXYZ', colour(PRIMARIES.r)],
    ['gXYZ', colour(PRIMARIES.g)],
    ['bXYZ', colour(PRIMARIES.b)],
    ['rTRC', gamma()],
    ['gTRC', gamma()],
    ['bTRC', gamma()],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  let at = HEADER + table.length;
  const bodies = tags.map(([name, body], index) => {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(body.length, 12 + index * 12);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    at += padded.length;
    return padded;
  });
  return Buffer.concat([header(at), table, ...bodies]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  [2026, 1, 1].forEach((part, index) => bytes.writeUInt16BE(part, 24 + index * 2));
  bytes.write('acsp', 36, 'latin1');
  xyz(D50).copy(bytes, 68);
  return bytes;
}

function xyz(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(12);
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65536), index * 4));
  return bytes;
}

function colour(values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), xyz(values)]);
}

function gamma(): Buffer {
  const bytes = Buffer.alloc(14);
  bytes.write('curv', 'latin1');
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt16BE(Math.round(2.2 * 256), 12);
  return bytes;
}

/** A textDescriptionType: the text in ASCII, then an empty one in Unicode and an empty one for the Macintosh. */
function description(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  return Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), length, Buffer.from(`${text}\0`), Buffer.alloc(78)]);
}
