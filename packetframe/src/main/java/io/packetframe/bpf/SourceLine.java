package io.packetframe.bpf;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A line of C that the verifier named.
 *
 * @param text of the line, without the blanks around it
 * @param file as the compiler was told; kernels before 6.8 do not name it
 * @param line from 1, where the file is named
 */
public record SourceLine(String text, Optional<String> file, OptionalInt line) {
  /** Returns {@code text} in quotes, behind the place where that is known. */
  @Override
  public String toString() {
    String quoted = "`" + text + "`";
    return file.isEmpty()
        ? quoted
        : file.get() + (line.isPresent() ? ":" + line.getAsInt() : "") + " " + quoted;
  }
}
