package hoso.standin;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/** The command {@code hello}, which MongoDB has since 5.0 and this server only by its old name {@code isMaster}. */
final class Hello {
  private Hello() {}

  static boolean isAskedBy(MongoMessage message) {
    return message.getDocument().keySet().iterator().next().equals("hello");
  }

  static Document answer(MongoBackend backend, MongoMessage message) {
    Document old =
        backend.handleCommand(message.getChannel(), message.getDatabaseName(), "isMaster", message.getDocument());
    Document answer = new Document("isWritablePrimary", old.get("ismaster"));
    old.forEach(
        (name, value) -> {
          if (!name.equals("ismaster")) {
            answer.put(name, value);
          }
        });
    return answer;
  }
}
