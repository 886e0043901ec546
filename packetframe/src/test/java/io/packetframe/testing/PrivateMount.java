package io.packetframe.testing;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of the kernel, mounted where only the test looks for it. */
public final class PrivateMount implements AutoCloseable {
  private final Path directory;

  private PrivateMount(Path directory) {
    this.directory = directory;
  }

  /** Mounts one over an empty directory; skips the test with the reason where it cannot. */
  public static PrivateMount of(String type, Path directory) {
    int answer =
        function("mount").invokeInt(new Object[] {"pf-test", directory.toString(), type, 0L, null});
    Assumptions.assumeTrue(
        answer == 0, () -> "mount(2) of " + type + ": errno " + Native.getLastError());
    return new PrivateMount(directory);
  }

  /** Returns where it is mounted. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    int answer = function("umount2").invokeInt(new Object[] {directory.toString(), 0});
    if (answer != 0) {
      throw new AssertionError("umount " + directory + ": errno " + Native.getLastError());
    }
  }

  private static Function function(String name) {
    return NativeLibrary.getProcess().getFunction(name);
  }
}
