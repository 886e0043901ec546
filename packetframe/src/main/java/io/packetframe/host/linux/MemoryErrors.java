package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.util.List;
import java.util.Optional;

/** Errors that memory controllers have met (Documentation/admin-guide/RAS). */
final class MemoryErrors {
  private static final String DIRECTORY = "/sys/devices/system/edac/mc";

  private final HostFiles files;
  private final Attributes attributes;

  MemoryErrors(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  /** Returns the sums of all controllers; without one that counts, nothing is known. */
  Fact<String> read() {
    long corrected = 0;
    long uncorrected = 0;
    int controllers = 0;
    for (String name : files.list(DIRECTORY).optional().orElse(List.of())) {
      String directory = DIRECTORY + "/" + name;
      Optional<Long> ofOne = attributes.natural(directory + "/ce_count").optional();
      Optional<Long> ofOther = attributes.natural(directory + "/ue_count").optional();
      if (ofOne.isPresent() && ofOther.isPresent()) {
        corrected += ofOne.get();
        uncorrected += ofOther.get();
        controllers++;
      }
    }
    return controllers == 0
        ? Fact.unknown("no memory controller counts errors")
        : Fact.known("errors corrected: " + corrected + ", not corrected: " + uncorrected);
  }
}
