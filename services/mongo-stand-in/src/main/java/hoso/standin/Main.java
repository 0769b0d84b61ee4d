package hoso.standin;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import java.nio.file.Path;
import java.util.List;

/** Serves the MongoDB protocol on 127.0.0.1: {@code --port N} and either {@code --memory} or {@code --h2 FILE}. */
public final class Main {
  /** What drivers are told: version 7.0, with wire version 13, the newest whose commands this server knows. */
  private record Reported(List<Integer> getVersionArray, int getWireVersion) implements MongoVersion {}

  private Main() {}

  public static void main(String[] arguments) {
    int port = Integer.parseInt(valueOf("--port", arguments));
    MongoBackend backend =
        List.of(arguments).contains("--memory")
            ? new VolatileBackend()
            : DurableH2Backend.open(Path.of(valueOf("--h2", arguments)));
    backend.version(new Reported(List.of(7, 0, 0), 13));
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    server.bind("127.0.0.1", port);
  }

  private static String valueOf(String name, String[] arguments) {
    int at = List.of(arguments).indexOf(name);
    if (at < 0 || at + 1 >= arguments.length) {
      System.err.println("usage: --port N (--memory | --h2 FILE)");
      System.exit(2);
    }
    return arguments[at + 1];
  }
}
