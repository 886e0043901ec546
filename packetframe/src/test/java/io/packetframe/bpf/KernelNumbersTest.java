package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers of commands and types, against the enumerations of the running kernel. */
@KernelTest
class KernelNumbersTest {
  private static KernelLayout layout;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @Test
  void commands() {
    check("BPF_", BpfCommand.values(), BpfCommand::number, 25);
  }

  @Test
  void programTypes() {
    check("BPF_PROG_TYPE_", ProgramType.values(), ProgramType::number, 30);
  }

  @Test
  void mapTypes() {
    check("BPF_MAP_TYPE_", MapType.values(), MapType::number, 27);
  }

  @Test
  void attachTypes() {
    check("BPF_", AttachType.values(), AttachType::number, 36);
  }

  /** {@code oldest}: so many has the oldest kernel that we support, or the names are wrong. */
  private static <E extends Enum<E>> void check(
      String prefix, E[] all, ToIntFunction<E> number, int oldest) {
    int found = 0;
    for (E each : all) {
      Optional<Long> inKernel = layout.constant(prefix + each.name());
      if (inKernel.isPresent()) {
        assertThat(inKernel).as(prefix + each).hasValue((long) number.applyAsInt(each));
        found++;
      } else if (!each.name().equals(BpfCommand.NONSENSE.name())) {
        KernelLayout.skip(prefix + "*", each.name());
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(oldest);
  }
}
