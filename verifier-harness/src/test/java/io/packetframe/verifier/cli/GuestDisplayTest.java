package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.run.GuestProgress;
import io.packetframe.verifier.run.Milestone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuestDisplayTest {
  private static final KernelId OLD = new KernelId("debian-5.10-amd64");
  private static final KernelId NEW = new KernelId("debian-7.3-amd64");

  private final StringWriter said = new StringWriter();

  private GuestDisplay display(boolean live) {
    return new GuestDisplay(new PrintWriter(said), live);
  }

  private static GuestProgress guest(KernelId kernel, Milestone milestone, int tests, int seconds) {
    return new GuestProgress(
        kernel, Optional.of(milestone), tests, 732, Duration.ofSeconds(seconds));
  }

  @Test
  void elsewhereThanOnATerminalEachStepIsALine() {
    GuestDisplay display = display(false);
    display.begins("fetching");
    display.moved(guest(OLD, Milestone.INIT, 0, 2));
    display.moved(guest(OLD, Milestone.INIT, 0, 3));
    display.moved(guest(OLD, Milestone.FIRST_TEST, 1, 9));
    display.moved(guest(OLD, Milestone.LAST_TEST, 2, 10));
    display.moved(guest(OLD, Milestone.LAST_TEST, 3, 11));
    display.ended(guest(OLD, Milestone.POWER_OFF, 3, 12));
    assertThat(said.toString().lines())
        .containsExactly(
            "verifier: fetching",
            "verifier: debian-5.10-amd64: init is up, 2.0 s",
            "verifier: debian-5.10-amd64: testing, 1 of 732 tests, 9.0 s",
            "verifier: debian-5.10-amd64: powered off, 3 of 732 tests, 12.0 s");
  }

  @Test
  void onATerminalEachGuestHasALineBelowWhatWasSaid() {
    GuestDisplay display = display(true);
    display.moved(guest(OLD, Milestone.INIT, 0, 2));
    display.moved(guest(NEW, Milestone.INIT, 0, 3));
    display.begins("fetching");
    display.ended(guest(OLD, Milestone.POWER_OFF, 3, 12));
    display.ended(guest(NEW, Milestone.POWER_OFF, 3, 13));
    assertThat(Screen.of(said.toString()))
        .containsExactly(
            "verifier: fetching",
            "verifier: debian-5.10-amd64: powered off, 3 of 732 tests, 12.0 s",
            "verifier: debian-7.3-amd64: powered off, 3 of 732 tests, 13.0 s");
  }

  @Test
  void whatRunsStaysBelow() {
    GuestDisplay display = display(true);
    display.moved(guest(OLD, Milestone.INIT, 0, 2));
    display.begins("one");
    display.moved(guest(NEW, Milestone.FIRST_TEST, 17, 9));
    display.begins("two");
    assertThat(Screen.of(said.toString()))
        .containsExactly(
            "verifier: one",
            "verifier: two",
            "  debian-5.10-amd64: init is up, 2.0 s",
            "  debian-7.3-amd64: testing, 17 of 732 tests, 9.0 s");
  }

  /** As much of a terminal as the display uses. */
  private static final class Screen {
    private Screen() {}

    static List<String> of(String said) {
      List<String> lines = new ArrayList<>();
      String rest = said;
      while (!rest.isEmpty()) {
        Matcher up = Pattern.compile("\r\u001b\\[(\\d+)A\u001b\\[J").matcher(rest);
        if (up.lookingAt()) {
          int count = Integer.parseInt(up.group(1));
          lines.subList(lines.size() - count, lines.size()).clear();
          rest = rest.substring(up.end());
        } else {
          int end = rest.indexOf('\n');
          lines.add(rest.substring(0, end));
          rest = rest.substring(end + 1);
        }
      }
      return lines;
    }
  }
}
