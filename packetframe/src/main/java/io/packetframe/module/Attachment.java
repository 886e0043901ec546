package io.packetframe.module;

import io.packetframe.net.InterfaceName;
import java.nio.file.Path;
import java.util.List;

/**
 * A program at an interface, as the state file keeps it.
 *
 * @param port the interface
 * @param hook where; before the attachment was made, where it is tried first
 * @param programId as the kernel numbers it
 * @param pin where its link is pinned
 * @param offloads ethtool features that were on, and are to be on again after the detach
 */
public record Attachment(
    InterfaceName port, Hook hook, int programId, Path pin, List<String> offloads) {
  /** Copies the list. */
  public Attachment {
    offloads = List.copyOf(offloads);
  }
}
