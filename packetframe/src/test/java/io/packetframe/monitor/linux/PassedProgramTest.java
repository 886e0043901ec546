package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.ScriptedSyscalls;
import org.junit.jupiter.api.Test;

/** When a program in front of which frames are counted is gone, and when that is not known. */
class PassedProgramTest {
  private final PassedProgram passed =
      new PassedProgram(
          new ScriptedSyscalls(),
          new InterfaceName("wan0"),
          3,
          new AttachedXdp.Occupied(7, "native"));

  @Test
  void itIsThere() {
    assertThatCode(() -> passed.requireInPlace(new AttachedXdp.Occupied(7, "native")))
        .doesNotThrowAnyException();
  }

  @Test
  void noneOrAnotherIsSaid() {
    for (AttachedXdp now :
        new AttachedXdp[] {new AttachedXdp.Free(), new AttachedXdp.Occupied(8, "native")}) {
      assertThatThrownBy(() -> passed.requireInPlace(now))
          .hasMessage(
              "interface wan0 no longer runs program 7, in front of which its frames were counted:"
                  + " start the monitor again");
    }
  }

  @Test
  void whatTheKernelDoesNotSayIsNotClaimed() {
    assertThatCode(() -> passed.requireInPlace(new AttachedXdp.NotKnown("ENOBUFS")))
        .doesNotThrowAnyException();
  }
}
