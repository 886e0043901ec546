package io.packetframe.testing;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.OpenFlags;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A FUSE file system whose daemon never answers, in a mount namespace of its own: whoever asks it
 * hangs until this is closed. Programs that {@link #call} starts see it, nobody else does.
 */
public final class DeadMount implements AutoCloseable {
  private static final int CLONE_NEWNS = 0x20000;
  private static final long MS_REC = 0x4000;
  private static final long MS_PRIVATE = 0x40000;

  private final NamespaceThread namespace;
  private final Fd daemon;

  private DeadMount(NamespaceThread namespace, Fd daemon) {
    this.namespace = namespace;
    this.daemon = daemon;
  }

  /** Mounts one over an empty directory; skips the test with the reason where it cannot. */
  public static DeadMount over(Path directory, Syscalls syscalls) throws Exception {
    long fuse =
        syscalls.open(
            NativeMemory.cString("/dev/fuse"), OpenFlags.READ_WRITE | OpenFlags.CLOSE_ON_EXEC);
    Assumptions.assumeFalse(Errno.isError(fuse), () -> "/dev/fuse: " + Errno.of(fuse));
    Fd daemon = new Fd(syscalls, fuse);
    try {
      NamespaceThread namespace = NamespaceThread.start("dead-mount", "CLONE_NEWNS", CLONE_NEWNS);
      DeadMount mount = new DeadMount(namespace, daemon);
      int errno = namespace.call(() -> mount.mountOver(directory));
      if (errno != 0) {
        namespace.close();
      }
      Assumptions.assumeTrue(errno == 0, () -> "mount(2) of fuse: errno " + errno);
      return mount;
    } catch (Throwable e) {
      daemon.close();
      throw e;
    }
  }

  private int mountOver(Path directory) {
    int errno = mount("none", "/", null, MS_REC | MS_PRIVATE, null);
    String options = "fd=" + daemon.number() + ",rootmode=40000,user_id=0,group_id=0";
    return errno == 0 ? mount("pf-dead", directory.toString(), "fuse", 0, options) : errno;
  }

  private static int mount(
      String source, String target, @Nullable String type, long flags, @Nullable String options) {
    int answer =
        NativeLibrary.getProcess()
            .getFunction("mount")
            .invokeInt(new @Nullable Object[] {source, target, type, flags, options});
    return answer == 0 ? 0 : Native.getLastError();
  }

  /** Runs work whose programs see the mount, and waits for it. */
  public <T> T call(Callable<T> work) throws Exception {
    return namespace.call(work);
  }

  @Override
  public void close() {
    // Whoever still waits is told that nobody is there.
    daemon.close();
    namespace.close();
  }
}
