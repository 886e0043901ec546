package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.KernelPackage;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DownloadDisplayTest {
  private static final KernelPackage SMALL =
      new KernelPackage("linux-base", "1", "ab".repeat(32), 1 << 20);
  private static final KernelPackage LARGE =
      new KernelPackage("linux-modules", "1", "cd".repeat(32), 40 << 20);

  private final StringWriter said = new StringWriter();

  @Test
  void aTerminalHasOneLineForEachPackage() {
    DownloadDisplay display = new DownloadDisplay(new PrintWriter(said, true), true);
    display.begins("fetching linux-modules 1 (40 MiB)");
    display.fetched(LARGE, 4 << 20);
    display.fetched(LARGE, 40 << 20);
    assertThat(said)
        .hasToString(
            "verifier: fetching linux-modules 1 (40 MiB)\n"
                + "\r\u001b[K  linux-modules: 4.0 of 40.0 MiB, 10 %"
                + "\r\u001b[K  linux-modules: 40.0 of 40.0 MiB, 100 %\n");
  }

  @Test
  void elsewhereEachQuarterIsALine() {
    DownloadDisplay display = new DownloadDisplay(new PrintWriter(said, true), false);
    for (int mebibytes : new int[] {1, 9, 11, 12, 39, 40, 40}) {
      display.fetched(LARGE, (long) mebibytes << 20);
    }
    display.fetched(SMALL, 1 << 20);
    assertThat(said.toString().lines())
        .containsExactly(
            "  linux-modules: 11.0 of 40.0 MiB, 27 %",
            "  linux-modules: 39.0 of 40.0 MiB, 97 %",
            "  linux-modules: 40.0 of 40.0 MiB, 100 %",
            "  linux-base: 1.0 of 1.0 MiB, 100 %");
  }
}
