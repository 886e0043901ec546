package io.packetframe.verifier.vm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the growing file behind the result port. */
final class ResultTail implements AutoCloseable {
  private static final int PORTION = 1 << 16;

  private final Path file;
  private @Nullable FileChannel channel;
  private long count;

  ResultTail(Path file) {
    this.file = file;
  }

  /** Hands on what has come since the last call; tells whether there was anything. */
  boolean read(Duration now, Consumer<VmEvent> listener) throws IOException {
    if (channel == null) {
      if (!Files.exists(file)) {
        return false;
      }
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    ByteBuffer buffer = ByteBuffer.allocate(PORTION);
    if (channel.read(buffer) <= 0) {
      return false;
    }
    count += buffer.position();
    listener.accept(new VmEvent.ResultBytes(now, buffer.flip().asReadOnlyBuffer()));
    return true;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
