package io.packetframe.host.bsd;

import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code pciconf -lv} prints on FreeBSD and DragonFly (pciconf(8)).
 *
 * <pre>
 * vgapci0@pci0:0:2:0: class=0x030000 card=0x225d17aa chip=0x59178086 rev=0x07 hdr=0x00
 * vgapci0@pci0:0:2:0: class=0x030000 rev=0x07 hdr=0x00 vendor=0x8086 device=0x5917 ...
 *     vendor     = 'Intel Corporation'
 *     device     = 'UHD Graphics 620'
 * </pre>
 *
 * <p>The first form is that of systems before FreeBSD 13; {@code chip} has the device above the
 * vendor.
 */
final class PciconfText {
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_]\\w*)@pci(\\d{1,5}):(\\d{1,3}):(\\d{1,2}):(\\d):\\s+(.*)");

  private static final Pattern NUMBER = Pattern.compile("(\\w+)=0x([0-9a-f]{1,8})(?=\\s|$)");
  private static final Pattern NAME = Pattern.compile("\\s+(vendor|device)\\s*= '([^']*)'\\s*");

  private PciconfText() {}

  /** Returns the functions in their order; lines that are none of this are passed over. */
  static List<PciFunction> parse(String text) {
    List<PciFunction> functions = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = SELECTOR.matcher(lines.get(i));
      if (line.matches()) {
        Map<String, String> names = new HashMap<>();
        while (i + 1 < lines.size() && lines.get(i + 1).startsWith(" ")) {
          i++;
          Matcher name = NAME.matcher(lines.get(i));
          if (name.matches()) {
            names.put(name.group(1), name.group(2).strip());
          }
        }
        add(line, names, functions);
      }
    }
    return functions;
  }

  private static void add(Matcher line, Map<String, String> names, List<PciFunction> functions) {
    Map<String, Integer> numbers = new HashMap<>();
    Matcher number = NUMBER.matcher(line.group(6));
    while (number.find()) {
      numbers.put(number.group(1), Integer.parseUnsignedInt(number.group(2), 16));
    }
    int chip = numbers.getOrDefault("chip", 0);
    int vendor = numbers.getOrDefault("vendor", chip & 0xffff);
    int device = numbers.getOrDefault("device", chip >>> 16);
    Integer type = numbers.get("class");
    if (vendor == 0 || type == null) {
      return;
    }
    functions.add(
        new PciFunction(
            PciFunction.address(
                Integer.parseInt(line.group(2)),
                Integer.parseInt(line.group(3)),
                Integer.parseInt(line.group(4)),
                Integer.parseInt(line.group(5))),
            String.format(Locale.ROOT, "%04x", vendor),
            String.format(Locale.ROOT, "%04x", device),
            type >>> 16,
            name(names, "vendor"),
            name(names, "device"),
            driver(line.group(1))));
  }

  private static Fact<String> name(Map<String, String> names, String key) {
    String name = names.getOrDefault(key, "");
    return name.isEmpty() ? Fact.unknown("pciconf has no name of the " + key) : Fact.known(name);
  }

  /** Without a driver, {@code none} and a number stand in its place. */
  private static Fact<String> driver(String unit) {
    String name = unit.replaceFirst("\\d+$", "");
    return name.equals("none") ? Fact.unknown("no driver has it") : Fact.known(name);
  }
}
