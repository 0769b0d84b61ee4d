package hoso.judges;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import java.math.BigInteger;
import java.util.List;

/**
 * What DSS found that later revisions changed, by how it classes the change.
 *
 * @param undefined changes that are neither signing nor filling in a form nor adding validation data
 * @param overlaps numbers of pages on which annotations cover each other
 * @param pages numbers of pages that were added or are gone
 */
record LaterChanges(
    List<String> extensions,
    List<String> signaturesAndForms,
    List<String> annotations,
    List<String> undefined,
    List<BigInteger> overlaps,
    List<BigInteger> pages) {

  static LaterChanges of(PDFRevisionWrapper revision) {
    return new LaterChanges(
        shown(revision.getPdfExtensionChanges()),
        shown(revision.getPdfSignatureOrFormFillChanges()),
        shown(revision.getPdfAnnotationChanges()),
        shown(revision.getPdfUndefinedChanges()),
        revision.getPdfAnnotationsOverlapConcernedPages(),
        revision.getPdfPageDifferenceConcernedPages());
  }

  private static List<String> shown(List<XmlObjectModification> changes) {
    return changes.stream().map(change -> change.getAction() + " " + change.getValue()).toList();
  }
}
