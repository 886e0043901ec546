package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.wire.Message.KernelLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLogGateTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final String SPLAT = "[    9.1] WARNING: CPU: 0 PID: 1 at kernel/bpf/core.c:7";

  @TempDir private Path folder;

  private static List<String> failures(LocalDate expires, String kernels, String... log) {
    AllowedMessage allowed =
        new AllowedMessage(
            Pattern.compile("bpf/core\\.c"), Pattern.compile(kernels), "known upstream", expires);
    return new KernelLogGate(List.of(allowed), TODAY)
        .failures(
            "debian-7.3-amd64", List.of(new KernelLog(String.join("\n", log), Optional.empty())));
  }

  @Test
  void whatIsAllowedPassesToItsLastDay() {
    assertThat(failures(TODAY, "debian-7\\..*", SPLAT)).isEmpty();
  }

  @Test
  void onOtherKernelsItIsNotAllowed() {
    assertThat(failures(TODAY, "debian-6\\..*", SPLAT))
        .containsExactly("kernel log: WARNING: CPU: 0 PID: 1 at kernel/bpf/core.c:7");
  }

  @Test
  void anExpiredEntryFailsWithAndWithoutItsMessage() {
    String expired = "kernel log: 'bpf/core\\.c' was allowed until 2026-11-21 only: known upstream";
    assertThat(failures(TODAY.minusDays(1), ".*")).containsExactly(expired);
    assertThat(failures(TODAY.minusDays(1), ".*", SPLAT)).hasSize(2).startsWith(expired);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BUG: KASAN: use-after-free in veth_poll+0x9b/0x1c0",
        "UBSAN: shift-out-of-bounds in net/core/filter.c:1:2",
        "refcount_t: underflow; use-after-free.",
        "WARNING: suspicious RCU usage",
        "INFO: possible recursive locking detected",
        "java: page allocation failure: order:4, mode:0x40cc0",
        "rcu: INFO: rcu_preempt self-detected stall on CPU",
        "INFO: task java:61 blocked for more than 30 seconds.",
        "watchdog: BUG: soft lockup - CPU#0 stuck for 11s! [java:61]",
        "Oops: 0000 [#1] PREEMPT SMP NOPTI"
      })
  void eachKindOfTroubleIsFound(String line) {
    assertThat(failures(TODAY, ".*", "[    0.0] Linux", "[    5.0][   T61] " + line, "[    6.0] x"))
        .containsExactly("kernel log: " + line);
  }

  @Test
  void theSameTroubleIsToldOnce() {
    assertThat(failures(TODAY, "none", SPLAT, SPLAT.replace("9.1", "9.2"))).hasSize(1);
  }

  @Test
  void theListThatWeShipIsValid() throws Exception {
    Path list = Repository.path("qemu-images/guest/dmesg-allowed.json");
    assertThat(AllowedMessage.read(list)).noneMatch(it -> it.reason().length() < 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"allowed\": [{\"pattern\": \"x\", \"kernels\": \".*\", \"expires\": \"2027-01-01\"}]}",
        "{\"allowed\": [{\"pattern\": \"(\", \"kernels\": \".*\", \"reason\": \"r\","
            + " \"expires\": \"2027-01-01\"}]}",
        "{\"allowed\": [{\"pattern\": \"x\", \"kernels\": \".*\", \"reason\": \" \","
            + " \"expires\": \"2027-01-01\"}]}",
        "{\"allowed\": [{\"pattern\": \"x\", \"kernels\": \".*\", \"reason\": \"r\","
            + " \"expires\": \"soon\"}]}"
      })
  void aListWithoutReasonOrDateIsRefused(String json) throws Exception {
    Path list = Files.writeString(folder.resolve("list.json"), json);
    assertThatThrownBy(() -> AllowedMessage.read(list))
        .isInstanceOf(PacketFrameException.class)
        .hasMessageContaining("allowed");
  }
}
