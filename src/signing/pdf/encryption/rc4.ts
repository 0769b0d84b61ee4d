/** RC4 for old PDF files; OpenSSL 3 no longer offers it. Its own inverse. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = scheduled(key);
  const out = new DataView(Uint8Array.from(data).buffer);
  let i = 0;
  let j = 0;
  for (let at = 0; at < data.length; at += 1) {
    i = (i + 1) & 255;
    const a = state.getUint8(i);
    j = (j + a) & 255;
    const b = state.getUint8(j);
    state.setUint8(i, b);
    state.setUint8(j, a);
    out.setUint8(at, out.getUint8(at) ^ state.getUint8((a + b) & 255));
  }
  return new Uint8Array(out.buffer);
}

/** The state that a key sets up. */
function scheduled(key: Uint8Array): DataView {
  const state = new DataView(new ArrayBuffer(256));
  const keyView = new DataView(key.buffer, key.byteOffset, key.byteLength);
  for (let i = 0; i < 256; i += 1) state.setUint8(i, i);
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    const a = state.getUint8(i);
    j = (j + a + keyView.getUint8(i % key.length)) & 255;
    state.setUint8(i, state.getUint8(j));
    state.setUint8(j, a);
  }
  return state;
}
