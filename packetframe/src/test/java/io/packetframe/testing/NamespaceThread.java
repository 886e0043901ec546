package io.packetframe.testing;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;

/** A thread that has left a namespace of this process for a new one, which is gone with it. */
final class NamespaceThread implements AutoCloseable {
  private final ExecutorService thread;

  private NamespaceThread(String name) {
    this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
  }

  /** Starts one; skips the test with the reason where it cannot. */
  static NamespaceThread start(String name, String flagName, int flag) throws Exception {
    NamespaceThread namespace = new NamespaceThread(name);
    int errno = namespace.call(() -> unshare(flag));
    if (errno != 0) {
      namespace.close();
    }
    Assumptions.assumeTrue(errno == 0, () -> "unshare(" + flagName + "): errno " + errno);
    return namespace;
  }

  private static int unshare(int flag) {
    int answer = NativeLibrary.getProcess().getFunction("unshare").invokeInt(new Object[] {flag});
    return answer == 0 ? 0 : Native.getLastError();
  }

  /** Runs work in the thread and waits for it. */
  <T> T call(Callable<T> work) throws Exception {
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
