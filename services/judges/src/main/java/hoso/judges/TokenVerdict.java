package hoso.judges;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.math.BigInteger;
import java.util.List;

/**
 * What DSS says of one signature or timestamp.
 *
 * @param type PAdES format of a signature, kind of a timestamp
 * @param field name of the form field; null for a timestamp inside a signature
 * @param intact the hash is that of the bytes, and the signature that of the certificate's key
 * @param structure faults of the CMS against its ASN.1 schema
 * @param changes what was added to the file afterwards; null for a timestamp inside a signature
 */
record TokenVerdict(
    String type,
    String field,
    String indication,
    String subIndication,
    boolean intact,
    List<String> structure,
    List<String> errors,
    List<String> warnings,
    LaterChanges changes,
    List<BigInteger> byteRange) {

  static TokenVerdict of(SignatureWrapper signature, SimpleReport report) {
    return of(
        new Facts(
            signature.getId(),
            signature.getSignatureFormat().toString(),
            signature.isSignatureIntact() && signature.isSignatureValid(),
            signature.getStructuralValidationMessages(),
            signature.getPDFRevision()),
        report);
  }

  static TokenVerdict of(TimestampWrapper timestamp, SimpleReport report) {
    boolean intact =
        timestamp.isSignatureIntact() && timestamp.isSignatureValid() && timestamp.isMessageImprintDataIntact();
    return of(
        new Facts(timestamp.getId(), timestamp.getType().name(), intact, List.of(), timestamp.getPDFRevision()), report);
  }

  private record Facts(String id, String type, boolean intact, List<String> structure, PDFRevisionWrapper revision) {}

  private static TokenVerdict of(Facts facts, SimpleReport report) {
    SubIndication sub = report.getSubIndication(facts.id());
    PDFRevisionWrapper revision = facts.revision();
    return new TokenVerdict(
        facts.type(),
        revision == null ? null : revision.getFirstFieldName(),
        report.getIndication(facts.id()).name(),
        sub == null ? null : sub.name(),
        facts.intact(),
        facts.structure(),
        texts(report.getAdESValidationErrors(facts.id())),
        texts(report.getAdESValidationWarnings(facts.id())),
        revision == null ? null : LaterChanges.of(revision),
        revision == null ? null : revision.getSignatureByteRange());
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::getValue).toList();
  }
}
