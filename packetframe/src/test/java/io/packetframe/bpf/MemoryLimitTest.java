package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The memory limit of kernels before 5.11, which is lifted only where it is in the way. */
class MemoryLimitTest {
  private static final ObjectSpec OBJECT =
      new ObjectSpec(
          List.of(),
          List.of(new MapSpec("large", MapType.ARRAY, 4, 8, 1000, 0)),
          "",
          Optional.empty(),
          List.of());

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private boolean lifted;

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  private void refuseUntilLifted(boolean liftable, boolean old) {
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> lifted ? 0 : ScriptedSyscalls.refusal(Errno.EPERM));
    kernel.onBpf(BpfCommand.PROG_LOAD, attr -> old ? unknownHelper(attr) : 0);
    kernel.onPrlimit(
        _ -> {
          lifted = liftable;
          return liftable ? 0 : ScriptedSyscalls.refusal(Errno.EPERM);
        });
  }

  private static long unknownHelper(KernelStruct attr) {
    attr.target(32).put(0, "invalid func unknown#160\n".getBytes(StandardCharsets.UTF_8));
    return ScriptedSyscalls.refusal(Errno.EINVAL);
  }

  @Test
  void anOldKernelGetsItLifted() throws Exception {
    refuseUntilLifted(true, true);
    BpfObject.load(kernel, OBJECT, LoadOptions.defaults()).close();
    assertThat(lifted).isTrue();
    assertThat(Collections.frequency(kernel.calls(), BpfCommand.MAP_CREATE)).isEqualTo(2);
  }

  @Test
  void whereItCannotBeLiftedTheMessageSaysWhatToDo() {
    refuseUntilLifted(false, true);
    assertThatThrownBy(() -> BpfObject.load(kernel, OBJECT, LoadOptions.defaults()).close())
        .isInstanceOfSatisfying(
            BpfException.class,
            e -> {
              assertThat(e).hasMessage("create ARRAY map large: EPERM (operation not permitted)");
              assertThat(e.remedy())
                  .hasValueSatisfying(remedy -> assertThat(remedy).contains("RLIMIT_MEMLOCK"));
            });
  }

  @Test
  void whoMayNotAskIsNotSentToTheLimit() {
    refuseUntilLifted(false, true);
    kernel.onBpf(BpfCommand.PROG_LOAD, _ -> ScriptedSyscalls.refusal(Errno.EPERM));
    assertThatThrownBy(() -> BpfObject.load(kernel, OBJECT, LoadOptions.defaults()).close())
        .hasMessage("create ARRAY map large: EPERM (operation not permitted)")
        .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.remedy()).isEmpty());
  }

  @Test
  void aNewKernelsRefusalIsNotAboutIt() {
    refuseUntilLifted(true, false);
    assertThatThrownBy(() -> BpfObject.load(kernel, OBJECT, LoadOptions.defaults()).close())
        .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.remedy()).isEmpty());
    assertThat(lifted).isFalse();
    assertThatThrownBy(() -> BpfObject.load(kernel, OBJECT, LoadOptions.defaults()).close())
        .hasMessageContaining("EPERM");
    assertThat(Collections.frequency(kernel.calls(), BpfCommand.PROG_LOAD))
        .as("asked once for all loads")
        .isEqualTo(1);
  }
}
