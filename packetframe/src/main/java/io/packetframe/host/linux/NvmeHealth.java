package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.HostPlatform;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The health of NVMe disks: that of their controllers, which are asked only where the kernel says
 * that they work and no network is between.
 */
final class NvmeHealth {
  private static final String CONTROLLERS = "/sys/class/nvme/";
  private static final String SUBSYSTEMS = "/sys/class/nvme-subsystem/";
  private static final String CONTROLLER = "nvme";
  private static final String SUBSYSTEM = "nvme-subsys";

  private final HostFiles files;
  private final Attributes attributes;
  private final Patience<ByteBuffer> logs;

  NvmeHealth(HostFiles files, SmartLogSource logs) {
    this.files = files;
    this.attributes = new Attributes(files);
    this.logs = new Patience<>("SMART log of", logs::of, HostPlatform.PATIENCE_MILLIS);
  }

  /** Returns the health of those block devices that are on NVMe. */
  Map<String, Fact<String>> of(List<String> blockDevices) {
    Map<String, String> controllers = new HashMap<>();
    for (String name : blockDevices) {
      controller(name).ifPresent(controller -> controllers.put(name, controller));
    }
    Map<String, Fact<String>> health = new HashMap<>();
    List<String> asked = new ArrayList<>();
    for (String controller : controllers.values().stream().distinct().sorted().toList()) {
      Optional<String> silent = whyNotAsked(controller);
      if (silent.isPresent()) {
        health.put(controller, Fact.unknown(silent.get()));
      } else {
        asked.add(controller);
      }
    }
    List<Fact<ByteBuffer>> answers = logs.of(asked);
    for (int i = 0; i < asked.size(); i++) {
      health.put(asked.get(i), answers.get(i).flatMap(SmartLog::health));
    }
    Map<String, Fact<String>> ofDevices = new HashMap<>();
    controllers.forEach(
        (name, controller) ->
            ofDevices.put(name, health.getOrDefault(controller, Fact.unknown("not asked"))));
    return ofDevices;
  }

  /**
   * The directory that holds a disk's is its controller, or the subsystem of all that lead to it.
   */
  private Optional<String> controller(String blockDevice) {
    String[] place =
        files
            .readLink(BlockDevices.DIRECTORY + "/" + blockDevice)
            .optional()
            .map(target -> target.split("/", -1))
            .orElse(new String[0]);
    String above = place.length < 2 ? "" : place[place.length - 2];
    if (isNumbered(above, CONTROLLER)) {
      return Optional.of(above);
    }
    if (!isNumbered(above, SUBSYSTEM)) {
      return Optional.empty();
    }
    return files.list(SUBSYSTEMS + above).optional().orElse(List.of()).stream()
        .filter(name -> isNumbered(name, CONTROLLER))
        .findFirst();
  }

  private static boolean isNumbered(String name, String word) {
    return name.startsWith(word)
        && Attributes.parseNatural(name.substring(word.length())).isPresent();
  }

  /** A controller that is being reset would answer when that is over, or never. */
  private Optional<String> whyNotAsked(String controller) {
    String state = attributes.text(CONTROLLERS + controller + "/state").optional().orElse("live");
    if (!state.equals("live")) {
      return Optional.of(controller + " is " + state);
    }
    String transport =
        attributes.text(CONTROLLERS + controller + "/transport").optional().orElse("pcie");
    return transport.equals("pcie")
        ? Optional.empty()
        : Optional.of(controller + " is reached by " + transport + " and was not asked");
  }
}
