package io.packetframe.testing;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The kernel's ring buffer of messages at one moment, oldest first.
 *
 * @param lines each with its time stamp
 */
public record KernelLog(List<String> lines) {
  private static final int READ_ALL = 3;
  private static final int SIZE_BUFFER = 10;

  /** Reads it (syslog(2), needs CAP_SYSLOG). */
  public static KernelLog read() {
    Function klogctl = NativeLibrary.getProcess().getFunction("klogctl");
    int size = klogctl.invokeInt(new Object[] {SIZE_BUFFER, null, 0});
    Memory buffer = new Memory(size);
    int length = klogctl.invokeInt(new Object[] {READ_ALL, buffer, size});
    if (length < 0) {
      throw new AssertionError("klogctl refused");
    }
    String text = new String(buffer.getByteArray(0, length), StandardCharsets.UTF_8);
    return new KernelLog(text.lines().toList());
  }

  /** Returns the lines that came after an earlier reading. */
  public List<String> since(KernelLog earlier) {
    // Stamps make lines unique, and the ring may have dropped the oldest since.
    return lines.stream().filter(line -> !earlier.lines.contains(line)).toList();
  }
}
