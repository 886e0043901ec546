package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import java.nio.file.Path;
import java.util.List;

/** What is pinned under a path is not what we want there. */
public final class PinMismatchException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;
  private final transient List<Difference> differences;

  PinMismatchException(Path path, List<Difference> differences) {
    super(message(path, differences));
    this.path = path;
    this.differences = List.copyOf(differences);
  }

  /** Returns where it is pinned. */
  public Path path() {
    return path;
  }

  /** Returns at least one difference. */
  public List<Difference> differences() {
    return differences;
  }

  private static String message(Path path, List<Difference> differences) {
    StringBuilder message = new StringBuilder("pinned object ").append(path);
    String separator = ": ";
    for (Difference difference : differences) {
      message.append(separator).append(difference);
      separator = ", ";
    }
    return message.toString();
  }
}
