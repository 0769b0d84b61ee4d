package hoso.standin;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * An H2 backend that answers a command only after the file holds what the command changed, so that a killed process
 * loses nothing it acknowledged. Commands share the lock and a commit takes it alone: a commit never catches a
 * document without its index entry, and commands that finish together share one commit.
 */
final class DurableH2Backend extends H2Backend {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private DurableH2Backend(MVStore store) {
    super(store);
  }

  static DurableH2Backend open(Path file) {
    // The buffer limit would commit in the middle of a command; the delay only drives the store's own compaction.
    MVStore store = new MVStore.Builder().fileName(file.toString()).autoCommitBufferSize(0).open();
    // Space of outdated chunks is free at once: with a commit per command the default of 45 s fills the disk.
    store.setRetentionTime(0);
    store.setVersionsToKeep(0);
    return new DurableH2Backend(store);
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    if (Hello.isAskedBy(message)) {
      return Hello.answer(this, message);
    }
    lock.readLock().lock();
    Document answer;
    try {
      answer = super.handleMessage(message);
    } finally {
      lock.readLock().unlock();
    }
    if (getMvStore().hasUnsavedChanges()) {
      commitAlone();
    }
    return answer;
  }

  private void commitAlone() {
    lock.writeLock().lock();
    try {
      commit();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
