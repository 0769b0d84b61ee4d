import { OID } from '../asn1/oids.ts';
import { type Certificate } from './certificate.ts';
import { nameAttribute } from './names.ts';

/** Whom a certificate names: the common name, else the whole subject, and the duty where one stands in it. */
export function certificateName({ subject }: Certificate): { readonly name: string; readonly duty?: string } {
  const duty = nameAttribute(subject, OID.title);
  return { name: nameAttribute(subject, OID.commonName) ?? subject.text, ...(duty !== undefined && { duty }) };
}
