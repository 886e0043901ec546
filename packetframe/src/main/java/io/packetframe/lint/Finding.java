package io.packetframe.lint;

import io.packetframe.spec.LineInfo;
import java.util.Optional;

/**
 * Something that kernels would refuse.
 *
 * @param instruction index in the program, where it was met first
 * @param line its C source, where the object says it
 * @param what the thing, in words, e.g. {@code helper xdp_get_buff_len (188)}
 * @param since the first kernel that takes it; empty if none does
 * @param elsewhere about other architectures; empty if they do not differ
 */
public record Finding(
    Rule rule,
    int instruction,
    Optional<LineInfo> line,
    String what,
    Optional<KernelLine> since,
    String elsewhere) {
  /** Returns who refuses it, in words. */
  public String refusedBy() {
    String who =
        since
            .map(line -> "kernels before " + line + " refuse it")
            .orElse("every kernel refuses it");
    return elsewhere.isEmpty() ? who : who + ", " + elsewhere;
  }
}
