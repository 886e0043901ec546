package io.packetframe.testing;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A BPF file system of the test's own, so that no pin of a test is ever among the host's. */
public final class PrivateBpffs implements AutoCloseable {
  private final Path directory;

  private PrivateBpffs(Path directory) {
    this.directory = directory;
  }

  /** Mounts one over an empty directory; skips the test with the reason where it cannot. */
  public static PrivateBpffs over(Path directory) {
    int answer =
        function("mount")
            .invokeInt(new Object[] {"pf-test", directory.toString(), "bpf", 0L, null});
    Assumptions.assumeTrue(
        answer == 0, () -> "mount(2) of a bpffs: errno " + Native.getLastError());
    return new PrivateBpffs(directory);
  }

  /** Returns the path of a pin. */
  public Path pin(String name) {
    return directory.resolve(name);
  }

  /** Unmounts it; what was pinned is gone. */
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
