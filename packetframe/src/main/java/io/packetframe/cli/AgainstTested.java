package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelConfiguration;
import io.packetframe.host.linux.KernelConfigurationSearch;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.host.linux.Reading;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.NearestKernel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds this host's answers against those of the nearest kernel that was tested. */
final class AgainstTested {
  private AgainstTested() {}

  /**
   * Compares.
   *
   * @throws PacketFrameException if this host's release is not known, or no record can be compared
   */
  static NearestKernel compare(TestedKernels tested, FeasibilityRecord host, HostFiles files)
      throws PacketFrameException {
    Reading<KernelRelease> reading = KernelRelease.read(files);
    KernelRelease release =
        reading
            .optional()
            .orElseThrow(
                () ->
                    new PacketFrameException(
                        "this kernel's release is not known: " + reading.problem().orElse("")));
    AcceptanceRecord nearest =
        tested
            .nearest(release, architecture(System.getProperty("os.arch", "")))
            .orElseThrow(() -> new PacketFrameException("no record names a kernel's release"));
    return NearestKernel.of(
        nearest, host, options(files, reading, nearest), isSameLine(release, nearest));
  }

  /** As Debian spells it. */
  private static String architecture(String java) {
    return java.equals("aarch64") ? "arm64" : java;
  }

  private static boolean isSameLine(KernelRelease here, AcceptanceRecord nearest) {
    return KernelRelease.parse(nearest.kernel().release())
        .filter(there -> there.major() == here.major() && there.minor() == here.minor())
        .isPresent();
  }

  /** Of those that the record names; none where the configuration cannot be read. */
  private static Map<String, String> options(
      HostFiles files, Reading<KernelRelease> release, AcceptanceRecord nearest) {
    Map<String, String> options = new HashMap<>();
    Optional<KernelConfiguration> found =
        KernelConfigurationSearch.read(files, release)
            .found()
            .map(KernelConfigurationSearch.Found::configuration);
    if (found.isPresent()) {
      for (String option : nearest.kernel().config().keySet()) {
        options.put(option, found.get().value(option));
      }
    }
    return options;
  }

  /** Returns the comparison as lines for a person. */
  static String text(NearestKernel nearest) {
    StringBuilder text = new StringBuilder("\nThe nearest kernel that was tested is ");
    text.append(Printable.escaped(nearest.id()))
        .append(" (")
        .append(Printable.escaped(nearest.release()))
        .append(nearest.sameLine() ? "), of this host's line.\n" : "), of another line.\n");
    if (!nearest.passed()) {
      text.append("PacketFrame did not do there all that it claims.\n");
    }
    if (nearest.differences().isEmpty()) {
      text.append("This host answers as it did.\n");
      return text.toString();
    }
    text.append("This host answers otherwise:\n");
    for (NearestKernel.Answer answer : nearest.differences()) {
      text.append("  - ")
          .append(Printable.escaped(answer.subject()))
          .append(": ")
          .append(Printable.escaped(answer.here()))
          .append(" here, ")
          .append(Printable.escaped(answer.there()))
          .append(" there\n");
    }
    return text.toString();
  }
}
