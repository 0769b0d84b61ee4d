import { integer, sequence, TAG } from '../../asn1/writer.ts';

/**
 * An ECDSA signature as CMS wants it, ECDSA-Sig-Value in DER (RFC 3279 §2.2.3). Services that return the two numbers one
 * after the other, as IEEE P1363 has them, are understood too.
 * @param coordinateSize bytes of each number: 32 for P-256, 48 for P-384
 */
export function ecdsaToDer(signature: Uint8Array, coordinateSize: number): Uint8Array {
  const isDer = signature[0] === TAG.sequence && signature[1] === signature.length - 2;
  if (isDer || signature.length !== 2 * coordinateSize) return signature;
  return sequence(integer(signature.subarray(0, coordinateSize)), integer(signature.subarray(coordinateSize)));
}
