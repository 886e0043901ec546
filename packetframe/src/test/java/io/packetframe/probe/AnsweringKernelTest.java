package io.packetframe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Probes that ask a kernel whose answers a test chooses, on a host tree of its own. */
abstract class AnsweringKernelTest {
  final ScriptedSyscalls kernel = new ScriptedSyscalls();
  final HostTree tree;

  AnsweringKernelTest(@TempDir Path directory) {
    this.tree = new HostTree(directory);
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  /** The answer's kind and a part of what it says. */
  void expect(Probe probe, String answer, String detail) {
    Verdict verdict = probe.ask(tree.with(kernel));
    assertThat(verdict.getClass().getSimpleName()).as(verdict.toString()).isEqualTo(answer);
    assertThat(verdict.detail()).contains(detail);
  }
}
