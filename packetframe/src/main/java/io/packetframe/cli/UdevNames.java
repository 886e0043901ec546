package io.packetframe.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that udev has for an interface beside the one it goes by, such as {@code enp3s0} for
 * its place in the machine. They are what systemd gives out as alternative names, which sysfs does
 * not show.
 */
final class UdevNames {
  private static final String PREFIX = "E:ID_NET_NAME";

  private final Path classNet;
  private final Path udevData;

  UdevNames(Path classNet, Path udevData) {
    this.classNet = classNet;
    this.udevData = udevData;
  }

  /** Returns the names, or none where udev does not run or does not know the interface. */
  List<String> of(String name) {
    try {
      String index = read(classNet.resolve(name).resolve("ifindex")).strip();
      return parse(read(udevData.resolve("n" + index)));
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Reads the database record of a device: {@code E:ID_NET_NAME_PATH=enp3s0} and the like. */
  static List<String> parse(String record) {
    List<String> names = new ArrayList<>();
    for (String line : record.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (line.startsWith(PREFIX) && equals > 0) {
        names.add(line.substring(equals + 1));
      }
    }
    return names;
  }

  private static String read(Path file) throws IOException {
    // Bytes as they are: a record that is not UTF-8 is still a record.
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
