package io.packetframe.verifier.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a regular file: held here, or read when the archive is written. */
public sealed interface Content {
  /** Returns how many bytes there are. */
  long size() throws IOException;

  /** Writes them all. */
  void writeTo(OutputStream out) throws IOException;

  /** Returns the content of a file, read when it is needed. */
  static Content of(Path file) {
    return new OfFile(file);
  }

  /** Returns a text as UTF-8. */
  static Content of(String text) {
    return new OfBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the given bytes. */
  static Content of(byte[] bytes) {
    return new OfBytes(bytes.clone());
  }

  /** A file that is read late, so that no archive is ever held in memory. */
  record OfFile(Path file) implements Content {
    @Override
    public long size() throws IOException {
      return Files.size(file);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }
  }

  /** Bytes at hand. */
  final class OfBytes implements Content {
    private final byte[] bytes;

    private OfBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }
}
