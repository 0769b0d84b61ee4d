import { type KeyObject } from 'node:crypto';
import { type Bilingual } from '../kernel/errors.ts';
import { type SignatureAlgorithm } from './algorithms.ts';

/** Curves by the names that people know; OpenSSL has its own for those of NIST. */
const CURVE_NAMES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp224r1: 'P-224',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** A key as it is called in a sentence: its kind with its curve or size, and the algorithm where one was asked of it. */
export function keyWords(key: KeyObject, algorithm?: SignatureAlgorithm): Bilingual {
  const { vi, en } = kindWords(key);
  return algorithm ? { vi: `${algorithm} với ${vi}`, en: `${algorithm} with ${en}` } : { vi, en };
}

function kindWords({ asymmetricKeyType: type, asymmetricKeyDetails = {} }: KeyObject): Bilingual {
  const kind = type ?? 'unknown';
  const { namedCurve, modulusLength, publicExponent } = asymmetricKeyDetails;
  if (kind === 'ec') {
    const curve = namedCurve === undefined ? undefined : (CURVE_NAMES[namedCurve] ?? namedCurve);
    if (curve === undefined)
      return { vi: 'khóa EC trên đường cong không có tên', en: 'an EC key on a curve without a name' };
    return { vi: `khóa EC trên đường cong ${curve}`, en: `an EC key on the curve ${curve}` };
  }
  if (modulusLength === undefined) return { vi: `khóa ${kind}`, en: `a key of type ${kind}` };
  const exponent = publicExponent === undefined || publicExponent === 65537n ? '' : `, e = ${publicExponent}`;
  return {
    vi: `khóa ${kind.toUpperCase()} ${modulusLength} bit${exponent}`,
    en: `a key ${kind.toUpperCase()} of ${modulusLength} bits${exponent}`,
  };
}
