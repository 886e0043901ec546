package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelFunctions;
import io.packetframe.host.linux.Reading;
import java.util.List;
import java.util.Set;

/**
 * The function with which each task begins that a CPU has switched to, as this kernel spells it.
 */
final class SwitchFunction {
  private static final String NAME = "finish_task_switch";

  /** Compilers name what they changed. */
  private static final List<String> SPELLINGS =
      List.of(NAME, NAME + ".isra.0", NAME + ".constprop.0", NAME + ".isra.0.constprop.0");

  private SwitchFunction() {}

  static String ofThisKernel(HostFiles files) throws PacketFrameException {
    Reading<Set<String>> present = KernelFunctions.present(files, Set.copyOf(SPELLINGS));
    if (present.optional().isEmpty()) {
      throw new PacketFrameException(
          "look for " + NAME + ": " + present.problem().orElse("not known"));
    }
    return SPELLINGS.stream()
        .filter(present.optional().get()::contains)
        .findFirst()
        .orElseThrow(
            () -> new PacketFrameException("this kernel has no function " + NAME + " of its own"));
  }
}
