package io.packetframe.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The objects of {@code src/test/bpf} as resources: guests have them too. */
public final class TestObjects {
  private TestObjects() {}

  /** Returns the bytes of {@code NAME.bpf.o}. */
  public static byte[] bytes(String name) {
    String resource = "/objects/" + name + ".bpf.o";
    try (InputStream content =
        Objects.requireNonNull(TestObjects.class.getResourceAsStream(resource), resource)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
