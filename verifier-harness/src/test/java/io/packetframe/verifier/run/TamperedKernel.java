package io.packetframe.verifier.run;

import io.packetframe.verifier.testing.KernelDebugger;
import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.vm.Device.GdbStub;
import io.packetframe.verifier.vm.VmEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A real kernel that a debugger breaks while it runs. */
final class TamperedKernel {
  private TamperedKernel() {}

  /** Something that a debugger does to a kernel whose symbols were told. */
  @FunctionalInterface
  interface Tampering {
    void with(KernelDebugger debugger, Map<String, Long> symbols) throws Exception;
  }

  static Verdict run(String name, Tampering tampering) throws Exception {
    String script =
        """
        mount -t proc proc /proc
        grep -E ' (__start___bug_table|_stext|_etext)$' /proc/kallsyms
        echo 1 > /proc/sys/kernel/watchdog_thresh
        echo busy
        while :; do cat /proc/version > copy; done
        """;
    FaultyGuest guest = new FaultyGuest(name, script).silenceOf(Duration.ofSeconds(30));
    // Paths of sockets are short: a folder of a checkout may lie too deep.
    Path folder = Files.createTempDirectory("packetframe");
    Path socket = folder.resolve("gdb");
    Map<String, Long> symbols = new TreeMap<>();
    try {
      return guest.run(
          TestKernel.obtain().image(),
          guest.initramfs(),
          event -> {
            if (event instanceof VmEvent.ConsoleLine it) {
              String[] words = it.line().split(" ", -1);
              if (words.length == 3 && words[0].length() == 16) {
                symbols.put(words[2], Long.parseUnsignedLong(words[0], 16));
              } else if (it.line().equals("busy")) {
                tamper(tampering, socket, symbols);
              }
            }
          },
          new GdbStub(socket));
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(folder);
    }
  }

  private static void tamper(Tampering tampering, Path socket, Map<String, Long> symbols) {
    try (KernelDebugger debugger = KernelDebugger.attachToKernel(socket)) {
      tampering.with(debugger, symbols);
    } catch (Exception e) {
      throw new IllegalStateException("the debugger", e);
    }
  }

  /**
   * Returns where the kernel has one that is no warning: {@code struct bug_entry} with relative
   * pointers (include/asm-generic/bug.h, since 2.6.20), 12 bytes each.
   */
  static long someBug(KernelDebugger debugger, Map<String, Long> symbols) throws IOException {
    long table = Objects.requireNonNull(symbols.get("__start___bug_table"));
    ByteBuffer entries = ByteBuffer.wrap(debugger.read(table, 1200)).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < entries.limit(); at += 12) {
      long bug = table + at + entries.getInt(at);
      boolean isWarning = (entries.getShort(at + 10) & 1) != 0;
      // What only runs at boot is gone by now.
      if (!isWarning
          && bug >= Objects.requireNonNull(symbols.get("_stext"))
          && bug < Objects.requireNonNull(symbols.get("_etext"))) {
        return bug;
      }
    }
    throw new AssertionError("no BUG among the first hundred");
  }
}
