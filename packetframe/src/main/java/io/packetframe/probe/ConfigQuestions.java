package io.packetframe.probe;

import io.packetframe.net.InterfaceName;
import java.time.Duration;
import java.util.List;

/**
 * What a config adds to the questions about a host.
 *
 * @param interfaces that it attaches to
 * @param settleTime the pause between two trial attachments
 * @param bypasses what it would go past
 */
public record ConfigQuestions(
    List<InterfaceName> interfaces, Duration settleTime, List<BypassProbe> bypasses) {
  /** No config: questions about the host alone. */
  public static final ConfigQuestions NONE =
      new ConfigQuestions(List.of(), Duration.ZERO, List.of());

  /** Copies the lists. */
  public ConfigQuestions {
    interfaces = List.copyOf(interfaces);
    bypasses = List.copyOf(bypasses);
  }
}
