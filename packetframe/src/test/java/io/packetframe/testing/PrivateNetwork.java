package io.packetframe.testing;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace of the test's own: devices, addresses, routes and neighbours that nobody else
 * sees. It belongs to one thread, so what is to happen in it is handed over with {@link #call}; the
 * namespace is gone with the thread. {@code /proc/sys/net} is that of the thread, {@code
 * /sys/class/net} is not.
 */
public final class PrivateNetwork implements AutoCloseable {
  private static final int CLONE_NEWNET = 0x40000000;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("private-network").factory());

  private PrivateNetwork() {}

  /** Makes one; skips the test with the reason where it cannot. */
  public static PrivateNetwork open() throws Exception {
    PrivateNetwork network = new PrivateNetwork();
    int errno = network.call(PrivateNetwork::unshare);
    if (errno != 0) {
      network.close();
    }
    Assumptions.assumeTrue(errno == 0, () -> "unshare(CLONE_NEWNET): errno " + errno);
    return network;
  }

  private static int unshare() {
    int answer =
        NativeLibrary.getProcess().getFunction("unshare").invokeInt(new Object[] {CLONE_NEWNET});
    return answer == 0 ? 0 : Native.getLastError();
  }

  /** Returns the kernel's number of the thread: it names the namespace to who moves a device. */
  public int thread() throws Exception {
    return call(() -> NativeLibrary.getProcess().getFunction("gettid").invokeInt(new Object[] {}));
  }

  /** Runs work in the namespace and waits for it. */
  public <T> T call(Callable<T> work) throws Exception {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
