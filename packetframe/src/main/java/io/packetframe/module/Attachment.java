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
 * @param offloads what is switched off for it, and on again after the detach: of the interface and,
 *     where it is a veth, of its peer
 */
public record Attachment(
    InterfaceName port, Hook hook, int programId, Path pin, List<SwitchedOffload> offloads) {
  /** Copies the list. */
  public Attachment {
    offloads = List.copyOf(offloads);
  }
}
