package io.packetframe.host;

import java.util.List;
import java.util.Locale;

/** Disks that a hypervisor makes, by the names that it gives them. */
public final class EmulatedDisks {
  private static final List<String> WORDS =
      List.of("qemu", "vbox", "vmware", "msft", "virtual", "virtio");

  private EmulatedDisks() {}

  /** Returns whether a disk of that maker and model is emulated. */
  public static boolean isNamed(String makerAndModel) {
    String name = makerAndModel.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (name.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
