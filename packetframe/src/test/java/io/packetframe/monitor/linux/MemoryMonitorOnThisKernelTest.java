package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Value;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.MappedMemory;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.FrameSender;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.TestLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages and bytes of known allocators, on the kernel that runs the tests. */
@KernelTest
class MemoryMonitorOnThisKernelTest {
  private static final int BYTES = 32 << 20;
  private static final int SMALLEST_PAGE = 4096;
  private static final int PRIVATE_ANONYMOUS = 2 | 0x20;
  private static final int FRAMES = 300;
  private static final int MTU = 3000;

  /** The buffer of a frame of 3000 bytes comes from the cache of 4 KiB. */
  private static final int BUCKET = 12;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final LinuxMonitors platform = LinuxMonitors.ofThisHost(syscalls);

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  /** The kernel's own counters, taken on both sides of ours: what others allocate is in all. */
  @Test
  void pagesAreThoseThatTheKernelCountsItself() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (Monitor monitor = platform.memory()) {
            VmStat outerStart = VmStat.now();
            Reading before = Reading.of(monitor);
            VmStat innerStart = VmStat.now();
            touch();
            VmStat innerEnd = VmStat.now();
            Reading after = Reading.of(monitor);
            VmStat outerEnd = VmStat.now();
            long touched = BYTES / PageSize.ofThisHost().bytes();
            assertThat(sum(before, after, "pages_allocated"))
                .as("pages allocated")
                .isGreaterThanOrEqualTo(touched)
                .isBetween(
                    mostOf(innerEnd.allocated() - innerStart.allocated()),
                    littleMoreThan(outerEnd.allocated() - outerStart.allocated()));
            assertThat(sum(before, after, "pages_freed"))
                .as("pages freed")
                .isGreaterThanOrEqualTo(nearlyAllOf(touched))
                .isBetween(
                    mostOf(innerEnd.freed() - innerStart.freed()),
                    littleMoreThan(outerEnd.freed() - outerStart.freed()));
          }
        });
  }

  /** A batch of some pages (struct folio_batch) waits on each CPU for more to come. */
  private static long nearlyAllOf(long pages) {
    return pages * 98 / 100;
  }

  /** Pages that are taken in bulk have no tracepoint. */
  private static long mostOf(long pages) {
    return pages * 9 / 10;
  }

  /** Pages that compaction hands on directly are not counted by the kernel. */
  private static long littleMoreThan(long pages) {
    return pages * 102 / 100;
  }

  /** What /proc/vmstat says, in pages. */
  private record VmStat(long allocated, long freed) {
    static VmStat now() throws IOException {
      long allocated = 0;
      long freed = 0;
      for (String line : Files.readAllLines(Path.of("/proc/vmstat"))) {
        String[] words = line.split(" ", -1);
        if (words[0].startsWith("pgalloc_")) {
          allocated += Long.parseLong(words[1]);
        } else if (words[0].equals("pgfree")) {
          freed = Long.parseLong(words[1]);
        }
      }
      return new VmStat(allocated, freed);
    }
  }

  /** Takes pages and gives them back. */
  private void touch() {
    int protection = MappedMemory.PROT_READ | MappedMemory.PROT_WRITE;
    long address = syscalls.mmap(BYTES, protection, PRIVATE_ANONYMOUS, -1, 0);
    assertThat(Errno.isError(address)).isFalse();
    try (MappedMemory memory = new MappedMemory(syscalls, address, BYTES, protection)) {
      for (int at = 0; at < BYTES; at += SMALLEST_PAGE) {
        memory.bytes().put(at, (byte) 1);
      }
    }
  }

  @Test
  void buffersOfKnownSizeAreInTheirBucket() throws Exception {
    try (TestLink veth = TestLink.veth().up();
        Monitor monitor = platform.memory()) {
      Links.mtu(veth.name(), MTU);
      Links.mtu(veth.peer(), MTU);
      try (FrameSender sender = FrameSender.on(veth.index())) {
        byte[] frame = new byte[MTU];
        frame[12] = (byte) 0x88;
        frame[13] = (byte) 0xb5;
        Value.Histogram before = Reading.of(monitor).histogram("kmalloc_bytes");
        for (int i = 0; i < FRAMES; i++) {
          sender.send(frame);
        }
        Value.Histogram after = Reading.of(monitor).histogram("kmalloc_bytes");
        assertThat(after.buckets().get(BUCKET) - before.buckets().get(BUCKET))
            .isGreaterThanOrEqualTo(FRAMES);
        assertThat(after.sum() - before.sum()).isGreaterThanOrEqualTo(FRAMES * (1L << BUCKET));
      }
    }
  }

  private static long sum(Reading before, Reading after, String name) {
    return after.histogram(name).sum() - before.histogram(name).sum();
  }
}
