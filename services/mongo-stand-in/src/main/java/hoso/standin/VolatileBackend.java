package hoso.standin;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/** A backend that keeps everything in memory and nothing else, for tests. */
final class VolatileBackend extends MemoryBackend {
  @Override
  public Document handleMessage(MongoMessage message) {
    return Hello.isAskedBy(message) ? Hello.answer(this, message) : super.handleMessage(message);
  }
}
