import { type Certificate } from '../x509/certificate.ts';

/** Whether a certificate says that its status can be looked up, even where by a name that this product cannot ask. */
export function offersStatus({ known }: Certificate): boolean {
  return known.crlPoints !== undefined || known.crlUrls.length + known.ocspUrls.length > 0;
}
