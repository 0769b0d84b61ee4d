/** RC4 for old PDF files; OpenSSL 3 no longer offers it. Its own inverse. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_value, index) => index);
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + at(state, i) + at(key, i % key.length)) & 255;
    swap(state, i, j);
  }
  const out = new Uint8Array(data.length);
  let i = 0;
  j = 0;
  for (let n = 0; n < data.length; n += 1) {
    i = (i + 1) & 255;
    j = (j + at(state, i)) & 255;
    swap(state, i, j);
    out[n] = at(data, n) ^ at(state, (at(state, i) + at(state, j)) & 255);
  }
  return out;
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function swap(state: Uint8Array, a: number, b: number): void {
  const held = at(state, a);
  state[a] = at(state, b);
  state[b] = held;
}
