package io.packetframe.bpf.ringbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ring buffers, filled by a program, on the kernel that runs the tests. */
@KernelTest
class RingBufferOnThisKernelTest {
  private static final int NO_ROOM = -Errno.EAGAIN.number();
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final List<byte[]> got = new ArrayList<>();

  @BeforeAll
  static void makeRoom() throws BpfException {
    LockedMemory.lift();
    try {
      new RingBufferOnThisKernelTest().create(MapType.RINGBUF, 0, 65536).close();
    } catch (BpfException e) {
      assumeTrue(!e.errno().equals(Errno.EINVAL), "no ring buffers before Linux 5.8: " + e);
      throw e;
    }
  }

  @Test
  void everyRecordArrivesInOrderByteByByteWhereverItWraps() throws Exception {
    Random random = new Random(7);
    List<byte[]> written = new ArrayList<>();
    int full = 0;
    try (RecordWriter writer = RecordWriter.open(syscalls, PageSize.ofThisHost().bytes());
        RingBuffer buffer = RingBuffer.open(writer.ring(), this::keep)) {
      for (int i = 0; i < 3000; i++) {
        byte[] bytes = new byte[random.nextInt(RecordWriter.LONGEST + 1)];
        random.nextBytes(bytes);
        if (writer.write(bytes, i % 3 == 0, 1) == NO_ROOM) {
          full++;
          assertThat(buffer.consume()).isPositive();
          assertThat(writer.write(bytes, false, 1)).isZero();
        }
        written.add(bytes);
      }
      assertThat(buffer.poll(Duration.ZERO)).isPositive();
      assertThat(buffer.consume()).isZero();
    }
    assertThat(full).as("times that the ring was full").isGreaterThan(10);
    assertThat(got).hasSameSizeAs(written);
    for (int i = 0; i < got.size(); i++) {
      assertThat(got.get(i)).as("record " + i).isEqualTo(written.get(i));
    }
  }

  @Test
  void aRecordIsReadOnlyInNativeOrderAndNothingAroundItIsInReach() throws Exception {
    List<RuntimeException> refusals = new ArrayList<>();
    try (RecordWriter writer = open();
        RingBuffer buffer =
            RingBuffer.open(
                writer.ring(),
                record -> {
                  assertThat(record.isReadOnly()).isTrue();
                  assertThat(record.order()).isEqualTo(ByteOrder.nativeOrder());
                  assertThat(record.remaining()).isEqualTo(4);
                  record.order(ByteOrder.BIG_ENDIAN);
                  try {
                    long _ = record.getLong();
                  } catch (RuntimeException e) {
                    refusals.add(e);
                  }
                })) {
      assertThat(writer.write(new byte[] {1, 2, 3, 4}, true, 2)).isZero();
      assertThat(buffer.consume()).isEqualTo(2);
    }
    assertThat(refusals).hasSize(2);
  }

  @Test
  void noMoreAreTakenThanWereAskedForAndTheRestStays() throws Exception {
    try (RecordWriter writer = open();
        RingBuffer buffer = RingBuffer.open(writer.ring(), this::keep)) {
      assertThat(writer.write(new byte[] {1}, true, 5)).isZero();
      assertThat(buffer.consume(2)).isEqualTo(2);
      assertThat(buffer.consume(0)).isZero();
      assertThat(buffer.consume(9)).isEqualTo(3);
      assertThat(got).hasSize(5);
    }
  }

  @Test
  void twoReadersOfOneMapTakeRecordsFromEachOther() throws Exception {
    try (RecordWriter writer = open();
        RingBuffer one = RingBuffer.open(writer.ring(), this::keep);
        RingBuffer other = RingBuffer.open(writer.ring(), this::keep)) {
      for (byte round = 0; round < 3; round++) {
        assertThat(writer.write(new byte[] {round, 0}, true, 1)).isZero();
        assertThat(one.consume()).isEqualTo(1);
        assertThat(writer.write(new byte[] {round, 1, 0, 0, 0, 0, 0, 0, 0}, true, 1)).isZero();
        assertThat(other.consume()).isEqualTo(1);
      }
    }
    assertThat(got)
        .extracting(bytes -> bytes[1])
        .containsExactly((byte) 0, (byte) 1, (byte) 0, (byte) 1, (byte) 0, (byte) 1);
  }

  @Test
  void severalRingsAreReadInOneWait() throws Exception {
    List<Integer> seen = new ArrayList<>();
    try (RecordWriter first = open();
        RecordWriter second = open();
        RingBuffer buffer = RingBuffer.open(first.ring(), _ -> seen.add(1))) {
      buffer.add(second.ring(), _ -> seen.add(2));
      assertThat(buffer.poll(Duration.ofMillis(1))).isZero();
      second.write(new byte[8], false, 2);
      assertThat(buffer.poll(LONG)).isEqualTo(2);
      first.write(new byte[8], false, 1);
      assertThat(buffer.poll(LONG)).isEqualTo(1);
    }
    assertThat(seen).containsExactly(2, 2, 1);
  }

  @Test
  void aWaitEndsWithItsTimeOrWhenItIsWoken() throws Exception {
    try (RecordWriter writer = open();
        RingBuffer buffer = RingBuffer.open(writer.ring(), this::keep)) {
      long start = System.nanoTime();
      assertThat(buffer.poll(Duration.ofMillis(50))).isZero();
      assertThat(System.nanoTime() - start).isGreaterThan(49_000_000L);
      buffer.wakeUp();
      assertThat(buffer.poll(LONG)).isZero();
      CompletableFuture<Integer> waiting = pollElsewhere(buffer);
      buffer.wakeUp();
      assertThat(waiting.get(30, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void closingEndsTheWaitOfAnotherThreadAndEveryUseAfterIt() throws Exception {
    try (RecordWriter writer = open()) {
      RingBuffer buffer = RingBuffer.open(writer.ring(), this::keep);
      CompletableFuture<Integer> waiting = pollElsewhere(buffer);
      buffer.close();
      assertThat(waiting.get(30, TimeUnit.SECONDS)).isZero();
      for (Runnable use :
          List.<Runnable>of(buffer::consume, buffer::wakeUp, buffer::close, () -> poll(buffer))) {
        assertThatThrownBy(use::run)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the ring buffer is closed");
      }
    }
  }

  @Test
  void aHandlerMayCloseAndGetsNoFurtherRecord() throws Exception {
    try (RecordWriter writer = open()) {
      RingBuffer[] buffer = new RingBuffer[1];
      ByteBuffer[] last = new ByteBuffer[1];
      buffer[0] =
          RingBuffer.open(
              writer.ring(),
              record -> {
                last[0] = record;
                buffer[0].close();
                keep(record);
              });
      writer.write(new byte[] {5}, false, 3);
      assertThat(buffer[0].consume()).isEqualTo(1);
      assertThat(got).containsExactly(new byte[] {5});
      assertThatThrownBy(buffer[0]::consume).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> last[0].get(0))
          .as("memory that is gone")
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRecordWhoseHandlerFailedDoesNotComeAgain() throws Exception {
    try (RecordWriter writer = open();
        RingBuffer buffer =
            RingBuffer.open(
                writer.ring(),
                record -> {
                  keep(record);
                  if (got.size() == 1) {
                    throw new UnsupportedOperationException("first");
                  }
                })) {
      writer.write(new byte[] {1}, false, 1);
      writer.write(new byte[] {2}, false, 1);
      assertThatThrownBy(buffer::consume).hasMessage("first");
      assertThat(buffer.consume()).isEqualTo(1);
      assertThat(got).containsExactly(new byte[] {1}, new byte[] {2});
      assertThat(buffer.consume()).isZero();
    }
  }

  @Test
  void theMapMayBeClosedFirst() throws Exception {
    RecordWriter writer = open();
    writer.write(new byte[] {9}, false, 1);
    try (RingBuffer buffer = RingBuffer.open(writer.ring(), this::keep)) {
      writer.close();
      assertThat(buffer.poll(LONG)).isEqualTo(1);
    }
  }

  @Test
  void anotherTypeOfMapIsRefused() throws Exception {
    try (BpfMap array = create(MapType.ARRAY, 4, 1)) {
      assertThatThrownBy(() -> RingBuffer.open(array, this::keep).close())
          .hasMessage("ARRAY map pf_map is no ring buffer");
    }
  }

  @Test
  void nothingStaysBehind() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          List<String> before = OpenDescriptors.targets();
          try (RecordWriter first = open();
              RecordWriter second = open();
              RingBuffer buffer = RingBuffer.open(first.ring(), this::keep)) {
            buffer.add(second.ring(), this::keep);
            second.write(new byte[8], true, 2);
            assertThat(buffer.poll(LONG)).isEqualTo(2);
          }
          assertThat(OpenDescriptors.targets()).isEqualTo(before);
        });
  }

  private CompletableFuture<Integer> pollElsewhere(RingBuffer buffer) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              started.countDown();
              return poll(buffer);
            });
    started.await();
    // Nobody can be seen to be within epoll_wait; woken before, the test passes all the same.
    Thread.sleep(50);
    return answer;
  }

  private static int poll(RingBuffer buffer) {
    try {
      return buffer.poll(LONG);
    } catch (BpfException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(ByteBuffer record) {
    byte[] bytes = new byte[record.remaining()];
    record.get(bytes);
    got.add(bytes);
  }

  private RecordWriter open() throws BpfException, IOException {
    return RecordWriter.open(syscalls, 16 * PageSize.ofThisHost().bytes());
  }

  private BpfMap create(MapType type, int size, int entries) throws BpfException {
    return BpfMap.create(syscalls, new MapSpec("pf_map", type, size, size, entries, 0));
  }
}
