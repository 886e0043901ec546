package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Names of PCI devices in the list that distributions install, if this one did. */
final class PciNames {
  private static final List<String> PLACES =
      List.of("/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids");

  private final HostFiles files;

  PciNames(HostFiles files) {
    this.files = files;
  }

  /** Returns the name of a device; both numbers are four lower-case hexadecimal digits. */
  Fact<String> device(String vendor, String device) {
    for (String place : PLACES) {
      Optional<byte[]> list = files.readLarge(place).optional();
      if (list.isPresent()) {
        String text = new String(list.get(), StandardCharsets.UTF_8);
        return find(text, vendor, device)
            .map(Fact::known)
            .orElseGet(() -> Fact.unknown(place + " has no " + vendor + ":" + device));
      }
    }
    return Fact.unknown("no pci.ids is installed that names " + vendor + ":" + device);
  }

  /** Vendors begin a line; their devices follow, each behind one tab. */
  static Optional<String> find(String list, String vendor, String device) {
    int at = list.startsWith(vendor + "  ") ? 0 : list.indexOf("\n" + vendor + "  ") + 1;
    if (at == 0 && !list.startsWith(vendor + "  ")) {
      return Optional.empty();
    }
    int line = list.indexOf('\n', at) + 1;
    while (line > 0
        && line < list.length()
        && (list.charAt(line) == '\t' || list.charAt(line) == '#')) {
      int end = list.indexOf('\n', line);
      String entry = list.substring(line, end < 0 ? list.length() : end);
      if (entry.startsWith("\t" + device + "  ")) {
        return Optional.of(entry.substring(device.length() + 3).strip());
      }
      line = end + 1;
    }
    return Optional.empty();
  }
}
