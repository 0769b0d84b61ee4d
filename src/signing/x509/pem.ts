const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/** The DER structures in PEM text (of one label), or the input itself where it is DER already. */
export function readPem(input: string | Uint8Array, label: 'CERTIFICATE' | 'X509 CRL'): Uint8Array[] {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1');
  if (typeof input !== 'string' && !text.includes('-----BEGIN ')) return [input];
  return [...text.matchAll(BLOCK)].flatMap(([, name, body]) =>
    name === label ? [Buffer.from(String(body), 'base64')] : [],
  );
}
