package io.packetframe.host;

/**
 * A part of a machine that somebody would buy, count or replace.
 *
 * @param identity what it is told apart by, the same as long as it is the same part: a disk's own
 *     number where it tells one, a PCI address, the number of a socket
 * @param name the system's name of it at this moment
 * @param capacity how much it has: CPUs that run, bytes of memory or storage
 * @param used how much of that is taken, in the same unit
 * @param health what it says of its own state
 */
public record Asset(
    Kind kind,
    String identity,
    String name,
    Fact<Long> capacity,
    Fact<Long> used,
    Fact<String> health) {

  /** The sorts of parts. */
  public enum Kind {
    CPU,
    GPU,
    MEMORY,
    STORAGE
  }
}
