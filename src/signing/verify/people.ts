import { OID } from '../asn1/oids.ts';
import { type Certificate, fingerprint } from '../x509/certificate.ts';
import { nameAttribute } from '../x509/names.ts';
import { certificateName } from '../x509/certificate-name.ts';
import { type CertificateFacts } from './report.ts';

const described = new WeakMap<Certificate, CertificateFacts>();

/** A certificate as a report shows it. */
export function certificateFacts(certificate: Certificate): CertificateFacts {
  const known = described.get(certificate) ?? describe(certificate);
  described.set(certificate, known);
  return known;
}

function describe(certificate: Certificate): CertificateFacts {
  const organisation = nameAttribute(certificate.subject, OID.organizationName);
  const unit = nameAttribute(certificate.subject, OID.organizationalUnitName);
  return {
    name: certificateName(certificate).name,
    ...(organisation !== undefined && { organisation }),
    ...(unit !== undefined && { unit }),
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    serialNumber: certificate.serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    sha256: fingerprint(certificate),
  };
}

/** The name under which a person knows a certificate. */
export function commonName(certificate: Certificate): string {
  return certificateName(certificate).name;
}
