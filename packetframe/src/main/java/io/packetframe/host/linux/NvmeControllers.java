package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The controllers that lead to NVMe disks. */
final class NvmeControllers {
  private static final String CONTROLLERS = "/sys/class/nvme/";
  private static final String SUBSYSTEMS = "/sys/class/nvme-subsystem/";
  private static final String CONTROLLER = "nvme";
  private static final String SUBSYSTEM = "nvme-subsys";

  private final HostFiles files;
  private final Attributes attributes;

  NvmeControllers(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  /**
   * Returns those of a block device; none for a partition, or where it is not on NVMe. The
   * directory that holds the disk's is its controller, or the subsystem of all that lead to it.
   */
  List<String> of(String blockDevice) {
    String[] place =
        files
            .readLink(BlockDevices.DIRECTORY + "/" + blockDevice)
            .optional()
            .map(target -> target.split("/", -1))
            .orElse(new String[0]);
    String above = place.length < 2 ? "" : place[place.length - 2];
    if (isNumbered(above, CONTROLLER)) {
      return List.of(above);
    }
    List<String> controllers = new ArrayList<>();
    if (isNumbered(above, SUBSYSTEM)) {
      for (String name : files.list(SUBSYSTEMS + above).optional().orElse(List.of())) {
        if (isNumbered(name, CONTROLLER)) {
          controllers.add(name);
        }
      }
    }
    return controllers;
  }

  private static boolean isNumbered(String name, String word) {
    return name.startsWith(word)
        && Attributes.parseNatural(name.substring(word.length())).isPresent();
  }

  /** Returns how it is reached: {@code pcie}, {@code tcp}, {@code rdma}, {@code fc}, ... */
  Optional<String> transport(String controller) {
    return attributes.text(CONTROLLERS + controller + "/transport").optional();
  }

  /** Returns what the kernel can do with it: {@code live}, {@code resetting}, {@code dead}, ... */
  Optional<String> state(String controller) {
    return attributes.text(CONTROLLERS + controller + "/state").optional();
  }
}
