package io.packetframe.host.linux;

/**
 * A process that keeps a BPF program or link alive by a file descriptor.
 *
 * @param processId its number
 * @param command its name as the kernel keeps it, safe to print; "" if it hides it or has ended
 */
public record BpfObjectHolder(int processId, String command) {

  /** Makes a holder from the raw name, which the process itself chose and may hold anything. */
  static BpfObjectHolder of(int processId, String comm) {
    StringBuilder command = new StringBuilder();
    comm.strip()
        .codePoints()
        .forEach(point -> command.appendCodePoint(isPrintable(point) ? point : '?'));
    return new BpfObjectHolder(processId, command.toString());
  }

  /** Control and format characters could move a terminal's cursor or turn its text around. */
  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
