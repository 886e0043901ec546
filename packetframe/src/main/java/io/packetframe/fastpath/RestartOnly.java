package io.packetframe.fastpath;

import io.packetframe.config.AttachMode;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.FastPathDirective.RvuNicpfHeadShift;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.Switch;
import io.packetframe.net.InterfaceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What another config changes that no reload can: which interfaces are attached, and how. */
final class RestartOnly {
  private RestartOnly() {}

  /** Returns the directives that differ; empty where a reload can do it all. */
  static List<String> differences(ModuleSection running, ModuleSection next) {
    List<String> differences = new ArrayList<>();
    if (!attachments(running).equals(attachments(next))) {
      differences.add("attach");
    }
    if (headShift(running) != headShift(next)) {
      differences.add("driver-workaround " + RvuNicpfHeadShift.NAME);
    }
    return differences;
  }

  private static Map<InterfaceName, AttachMode> attachments(ModuleSection section) {
    Map<InterfaceName, AttachMode> modes = new TreeMap<>();
    for (Attach attach : section.all(Attach.class)) {
      modes.put(attach.port().value(), attach.mode());
    }
    return modes;
  }

  /** Returns what the config says of the workaround. */
  static Switch headShift(ModuleSection section) {
    List<RvuNicpfHeadShift> said = section.all(RvuNicpfHeadShift.class);
    return said.isEmpty() ? Switch.AUTO : said.getFirst().value();
  }
}
