package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.FailingSyscalls;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkWatchTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private final ScriptedSyscalls syscalls = new ScriptedSyscalls();

  private NetworkWatch open() {
    return NetworkWatch.open(syscalls).optional().orElseThrow();
  }

  /** Every call that can be refused, in order: what was opened before is closed. */
  @ParameterizedTest
  @CsvSource({
    "1, socket",
    "2, bind",
    "3, eventfd",
    "4, epoll_create",
    "5, epoll_ctl",
    "6, epoll_ctl"
  })
  void whatCannotBeOpenedLeavesNothing(int place, String call) {
    Reading<NetworkWatch> reading =
        NetworkWatch.open(FailingSyscalls.at(place, Errno.EMFILE, syscalls));
    assertThat(reading.problem())
        .contains("rtnetlink notices: " + call + ": EMFILE (too many open files)");
    assertThat(syscalls.openDescriptors()).isEmpty();
  }

  @Test
  void closesAll() {
    NetworkWatch watch = open();
    assertThat(syscalls.openDescriptors()).hasSize(3);
    watch.close();
    assertThat(syscalls.openDescriptors()).isEmpty();
  }

  @Test
  void aWaitThatASignalEndsIsNoChange() {
    try (NetworkWatch watch = open()) {
      syscalls.onEpollWait(ScriptedSyscalls.refusal(Errno.EINTR));
      assertThat(watch.await(NO_TIME).optional()).contains(false);
      syscalls.onEpollWait(0);
      assertThat(watch.await(NO_TIME).optional()).contains(false);
      syscalls.onEpollWait(ScriptedSyscalls.refusal(Errno.EBADF));
      assertThat(watch.await(NO_TIME).problem()).get().asString().contains("epoll_wait: EBADF");
    }
  }

  /** What is dropped was a change, and the socket is emptied behind it. */
  @Test
  void noticesThatWereDroppedAreAChange() {
    AtomicInteger calls = new AtomicInteger();
    syscalls
        .epollTells(3)
        .onRecv(
            _ ->
                switch (calls.incrementAndGet()) {
                  case 1 -> ScriptedSyscalls.refusal(Errno.ENOBUFS);
                  case 2, 3 -> 40;
                  default -> ScriptedSyscalls.refusal(Errno.EAGAIN);
                });
    try (NetworkWatch watch = open()) {
      assertThat(watch.await(NO_TIME).optional()).contains(true);
      assertThat(calls).hasValue(4);
      syscalls.onRecv(_ -> ScriptedSyscalls.refusal(Errno.EBADF));
      assertThat(watch.await(NO_TIME).problem()).get().asString().contains("recv: EBADF");
    }
  }

  @Test
  void aFloodWithoutEndIsLeftForTheNextWait() {
    syscalls.epollTells(3).onRecv(_ -> 40);
    try (NetworkWatch watch = open()) {
      assertThat(watch.await(NO_TIME).optional()).contains(true);
    }
  }
}
