package io.packetframe.host.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code /proc/net/vlan/config}: what there is to know of VLAN devices where netlink does not tell.
 * It knows no TPID, and no qos map.
 *
 * @param devices by name
 */
public record VlanConfiguration(Map<String, Device> devices) {
  /** A kernel without VLAN devices has no such file. */
  public static final VlanConfiguration NONE = new VlanConfiguration(Map.of());

  static final String PATH = "/proc/net/vlan/config";

  private static final int HEADER_LINES = 2;

  /** A VLAN device: its VID and the name of the device below. */
  public record Device(int vid, String parent) {}

  /** Copies the map. */
  public VlanConfiguration {
    devices = Map.copyOf(devices);
  }

  /** Reads the file. */
  public static Reading<VlanConfiguration> read(HostFiles files) {
    Reading<String> text = files.read(PATH);
    return text instanceof Reading.Absent
        ? new Reading.Present<>(NONE)
        : text.parse(PATH, "VLAN configuration", VlanConfiguration::parse);
  }

  /** Reads two lines of headings, then {@code name | VID | parent} each. */
  static Optional<VlanConfiguration> parse(String text) {
    Map<String, Device> devices = new HashMap<>();
    for (String line : text.lines().skip(HEADER_LINES).toList()) {
      String[] fields = line.split("\\|", -1);
      if (fields.length != 3) {
        return Optional.empty();
      }
      int vid;
      try {
        vid = Integer.parseInt(fields[1].strip());
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
      if (vid < 0 || vid > 4095) {
        return Optional.empty();
      }
      devices.put(fields[0].strip(), new Device(vid, fields[2].strip()));
    }
    return Optional.of(new VlanConfiguration(devices));
  }

  OptionalInt vid(String name) {
    Device device = devices.get(name);
    return device == null ? OptionalInt.empty() : OptionalInt.of(device.vid);
  }
}
