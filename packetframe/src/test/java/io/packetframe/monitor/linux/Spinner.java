package io.packetframe.monitor.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** A thread that keeps one CPU busy. */
final class Spinner implements AutoCloseable {
  private static final int MASK_BYTES = 1024;

  private final Thread thread;
  private volatile boolean stop;

  private Spinner(int cpu, CountDownLatch running) {
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  moveTo(cpu);
                  running.countDown();
                  while (!stop) {
                    Thread.onSpinWait();
                  }
                });
  }

  /** Starts one; on return it runs, or waits for its CPU only. */
  static Spinner on(int cpu) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Spinner spinner = new Spinner(cpu, running);
    running.await();
    return spinner;
  }

  private static void moveTo(int cpu) {
    ByteBuffer mask = NativeMemory.allocate(MASK_BYTES);
    mask.put(cpu / Byte.SIZE, (byte) (1 << cpu % Byte.SIZE));
    int answer =
        NativeLibrary.getProcess()
            .getFunction("sched_setaffinity")
            .invokeInt(new Object[] {0, (long) MASK_BYTES, mask});
    if (answer != 0) {
      throw new IllegalStateException("sched_setaffinity: errno " + Native.getLastError());
    }
  }

  @Override
  public void close() {
    stop = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
