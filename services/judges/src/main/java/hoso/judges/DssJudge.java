package hoso.judges;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.pdf.ServiceLoaderPdfObjFactory;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks the European Commission's DSS, by its default policy, about a signed PDF. Nothing is fetched: what counts is in the file
 * or among the lists given.
 */
final class DssJudge {
  record Verdict(List<TokenVerdict> signatures, List<TokenVerdict> timestamps) {}

  private final ValidationPolicy policy;

  DssJudge() throws Exception {
    policy = ValidationPolicyFacade.newFacade().getDefaultValidationPolicy();
  }

  /** @param crls lists of authorities, or null */
  Verdict judge(Path file, List<Path> roots, List<Path> crls) throws IOException {
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(Files.readAllBytes(file)));
    validator.setCertificateVerifier(knowing(roots, crls));
    validator.setPdfObjFactory(withoutDrawing());
    Reports reports = validator.validateDocument(policy);
    DiagnosticData facts = reports.getDiagnosticData();
    SimpleReport report = reports.getSimpleReport();
    return new Verdict(
        facts.getSignatures().stream().map(each -> TokenVerdict.of(each, report)).toList(),
        facts.getTimestampList().stream().map(each -> TokenVerdict.of(each, report)).toList());
  }

  private static CommonCertificateVerifier knowing(List<Path> roots, List<Path> crls) throws IOException {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    roots.forEach(root -> trusted.addCertificate(DSSUtils.loadCertificate(root.toFile())));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(trusted);
    if (crls != null) verifier.setCrlSource(new ExternalResourcesCRLSource(opened(crls)));
    return verifier;
  }

  private static InputStream[] opened(List<Path> files) throws IOException {
    InputStream[] streams = new InputStream[files.size()];
    for (int i = 0; i < streams.length; i++) streams[i] = new ByteArrayInputStream(Files.readAllBytes(files.get(i)));
    return streams;
  }

  /** Compares the objects of the revisions, not pictures of their pages, which would cost seconds a file. */
  private static IPdfObjFactory withoutDrawing() {
    DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
    differences.setMaximalPagesAmountForVisualComparison(0);
    IPdfObjFactory factory = new ServiceLoaderPdfObjFactory();
    factory.setPdfDifferencesFinder(differences);
    return factory;
  }
}
