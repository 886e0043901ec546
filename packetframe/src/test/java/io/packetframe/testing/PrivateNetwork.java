package io.packetframe.testing;

import com.sun.jna.NativeLibrary;
import java.util.concurrent.Callable;

/**
 * A network namespace of the test's own: devices, addresses, routes and neighbours that nobody else
 * sees. It belongs to one thread, so what is to happen in it is handed over with {@link #call}; the
 * namespace is gone with the thread. {@code /proc/sys/net} is that of the thread, {@code
 * /sys/class/net} is not.
 */
public final class PrivateNetwork implements AutoCloseable {
  private static final int CLONE_NEWNET = 0x40000000;

  private final NamespaceThread namespace;

  private PrivateNetwork(NamespaceThread namespace) {
    this.namespace = namespace;
  }

  /** Makes one; skips the test with the reason where it cannot. */
  public static PrivateNetwork open() throws Exception {
    return new PrivateNetwork(
        NamespaceThread.start("private-network", "CLONE_NEWNET", CLONE_NEWNET));
  }

  /** Returns the kernel's number of the thread: it names the namespace to who moves a device. */
  public int thread() throws Exception {
    return call(() -> NativeLibrary.getProcess().getFunction("gettid").invokeInt(new Object[] {}));
  }

  /** Runs work in the namespace and waits for it. */
  public <T> T call(Callable<T> work) throws Exception {
    return namespace.call(work);
  }

  @Override
  public void close() {
    namespace.close();
  }
}
