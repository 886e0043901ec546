package io.packetframe.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A BPF object to load.
 *
 * @param name where it comes from, e.g. {@code libbpf-tools_bindsnoop@229920}
 * @param file holds it alone
 */
public record CorpusObject(String name, Path file) {

  /** Returns its bytes. */
  public byte[] bytes() throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public String toString() {
    return name;
  }
}
