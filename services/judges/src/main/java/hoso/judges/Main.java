package hoso.judges;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads one request per line and writes one answer per line, both JSON, until its input ends. */
public final class Main {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DssJudge dss = new DssJudge();

  private Main() throws Exception {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // What a library prints must not get between the answers.
    System.setOut(System.err);
    Main main = new Main();
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(JSON.writeValueAsString(main.answerTo(line)));
    }
  }

  private Object answerTo(String line) {
    try {
      Request request = JSON.readValue(line, Request.class);
      return request.dss() != null
          ? dss.judge(request.dss(), request.roots(), request.crls())
          : VeraPdfJudge.judge(request.verapdf(), request.flavour());
    } catch (Exception error) {
      return Map.of("error", error.toString());
    } catch (StackOverflowError | OutOfMemoryError error) {
      // An odd file may be too much for a judge; the next request is another file.
      return Map.of("error", error.toString());
    }
  }
}
