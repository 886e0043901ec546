package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.vm.BootCanary;
import io.packetframe.verifier.vm.Ending;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.Nonce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several guests, one line on the terminal. */
class GroupProgressTest {
  private static final VmEvent END =
      new VmEvent.Ended(Duration.ofSeconds(9), new Ending.PoweredOff());

  private final List<String> seen = new ArrayList<>();
  private final GroupProgress progress =
      new GroupProgress(
          new KernelId("debian-6.1-amd64"),
          2,
          7,
          new RunWatcher() {
            @Override
            public void begins(String line) {
              seen.add(line);
            }

            @Override
            public void moved(GuestProgress it) {
              seen.add("moved " + it.milestone().orElseThrow() + " " + it.tests());
            }

            @Override
            public void ended(GuestProgress it) {
              seen.add("ended " + it.milestone().orElseThrow() + " " + it.tests());
            }
          });

  @Test
  void theEndIsTheLastGuests() throws Exception {
    Transcript one = GuestScript.thatIsFine().finishes().powersOff();
    Transcript other = new Transcript(Nonce.draw());
    line(other, 1, BootCanary.INIT_LINE);
    progress.moved(0, one, END);
    other.accept(END);
    progress.moved(1, other, END);
    assertThat(seen).containsExactly("moved INIT 0", "moved INIT 1", "ended POWER_OFF 1");
  }

  @Test
  void theFurthestIsShown() {
    Transcript one = new Transcript(Nonce.draw());
    Transcript other = new Transcript(Nonce.draw());
    line(one, 0, GuestScript.BOOTED);
    line(other, 1, BootCanary.INIT_LINE);
    line(one, 0, "[    1.000000] more");
    assertThat(seen).containsExactly("moved FIRST_KERNEL_LINE 0", "moved INIT 0", "moved INIT 0");
  }

  private void line(Transcript transcript, int guest, String line) {
    VmEvent event = new VmEvent.ConsoleLine(Duration.ofSeconds(1), line);
    transcript.accept(event);
    progress.moved(guest, transcript, event);
  }
}
