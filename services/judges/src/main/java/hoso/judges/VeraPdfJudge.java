package hoso.judges;

import java.nio.file.Path;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF whether a file is PDF/A. */
final class VeraPdfJudge {
  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  /** A rule that does not hold, with the first object it does not hold for. */
  record FailedRule(String clause, int test, String message, String where) {}

  record Verdict(boolean compliant, List<FailedRule> failed) {}

  private VeraPdfJudge() {}

  static Verdict judge(Path file, String flavourId) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(flavourId);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 1, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      List<FailedRule> failed = result.getTestAssertions().stream().map(VeraPdfJudge::failedRule).toList();
      return new Verdict(result.isCompliant(), failed);
    }
  }

  private static FailedRule failedRule(TestAssertion assertion) {
    return new FailedRule(
        assertion.getRuleId().getClause(),
        assertion.getRuleId().getTestNumber(),
        assertion.getErrorMessage() != null ? assertion.getErrorMessage() : assertion.getMessage(),
        assertion.getLocation().getContext());
  }
}
