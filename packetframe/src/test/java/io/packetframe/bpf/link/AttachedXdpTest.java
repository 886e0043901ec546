package io.packetframe.bpf.link;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import org.junit.jupiter.api.Test;

class AttachedXdpTest {
  private final ScriptedSyscalls kernel = new ScriptedSyscalls();

  @Test
  void whatIsAttachedIsNotKnownWhereNetlinkFails() {
    kernel.onSocket(refusal(Errno.EMFILE));
    assertThat(AttachedXdp.on(kernel, 1))
        .isEqualTo(new AttachedXdp.NotKnown("netlink socket: EMFILE (too many open files)"));
    kernel.onSocket(0).onRecv(_ -> refusal(Errno.EAGAIN));
    assertThat(AttachedXdp.on(kernel, 1)).isInstanceOf(AttachedXdp.NotKnown.class);
    kernel.onRecv(_ -> 3);
    assertThat(AttachedXdp.on(kernel, 1))
        .isEqualTo(
            new AttachedXdp.NotKnown(
                "RTM_GETLINK: malformed answer: offset 0 should hold a netlink header of 16"
                    + " bytes"));
  }
}
