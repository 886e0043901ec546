package io.packetframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Descriptors;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watch over descriptors sees what is left open, and where that was opened. */
class DescriptorLeaksTest {
  private final Syscalls kernel = Descriptors.watched(new ScriptedSyscalls());
  private final List<Descriptors.Open> before = Descriptors.open();

  @Test
  void whatIsLeftOpenIsNamedWithItsPlace() {
    Fd map = new Fd(kernel, kernel.bpf(BpfCommand.MAP_CREATE, new KernelStruct(72)));
    Fd program = new Fd(kernel, kernel.bpf(BpfCommand.PROG_LOAD, new KernelStruct(144)));
    program.close();
    assertThat(Descriptors.openedSince(before))
        .singleElement()
        .satisfies(
            leaked -> {
              assertThat(leaked.number()).isEqualTo(map.number());
              assertThat(leaked.call()).isEqualTo("bpf MAP_CREATE");
              assertThat(leaked.trace().getStackTrace())
                  .anyMatch(
                      frame -> frame.getMethodName().equals("whatIsLeftOpenIsNamedWithItsPlace"));
            });
    map.close();
    assertThat(Descriptors.openedSince(before)).isEmpty();
  }

  @Test
  void whatOpensNothingIsNotWatched() {
    long lookup = kernel.bpf(BpfCommand.MAP_LOOKUP_ELEM, new KernelStruct(32));
    assertThat(lookup).isZero();
    assertThat(Descriptors.openedSince(before)).isEmpty();
  }
}
