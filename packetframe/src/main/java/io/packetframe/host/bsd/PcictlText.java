package io.packetframe.host.bsd;

import io.packetframe.host.Fact;
import io.packetframe.host.PciVendors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What NetBSD's {@code pcictl pci0 list} prints, with {@code -n} and without (pcictl(8)).
 *
 * <pre>
 * 000:02:0: 0x27a28086 (0x03000003)
 * 000:02:0: Intel 82945GM/PM/GMS GMCH Graphics (VGA display, revision 0x03)
 * </pre>
 *
 * <p>The numbers are the registers of the configuration space: device above vendor, and class,
 * subclass, interface, revision. All but the device's address is decimal.
 */
final class PcictlText {
  private static final Pattern LINE = Pattern.compile("(\\d{1,3}):(\\d{1,2}):(\\d): (.*)");

  private static final Pattern REGISTERS =
      Pattern.compile("0x([0-9a-f]{8}) \\(0x([0-9a-f]{8})\\).*");

  private static final String IN_PARENTHESES = " (";

  private PcictlText() {}

  /**
   * Returns the functions in their order; lines that are none of this are passed over.
   *
   * @param names the list with names; those that are not in it have none
   */
  static List<PciFunction> parse(String numbers, String names) {
    Map<String, String> named = new HashMap<>();
    names
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> named.put(address(line), line.group(4)));
    List<PciFunction> functions = new ArrayList<>();
    for (String text : numbers.lines().toList()) {
      Matcher line = LINE.matcher(text);
      if (line.matches()) {
        Matcher registers = REGISTERS.matcher(line.group(4));
        if (registers.matches()) {
          functions.add(function(address(line), registers, named));
        }
      }
    }
    return functions;
  }

  private static PciFunction function(
      String address, Matcher registers, Map<String, String> named) {
    int identity = Integer.parseUnsignedInt(registers.group(1), 16);
    String vendor = String.format(Locale.ROOT, "%04x", identity & 0xffff);
    return new PciFunction(
        address,
        vendor,
        String.format(Locale.ROOT, "%04x", identity >>> 16),
        Integer.parseUnsignedInt(registers.group(2), 16) >>> 24,
        Fact.unknown("pcictl does not tell where the maker's name ends"),
        model(named.getOrDefault(address, ""), vendor),
        Fact.unknown("pcictl is not asked for drivers"));
  }

  /** The maker's name, where we know it, is the first word; what the device does stands behind. */
  private static Fact<String> model(String name, String vendor) {
    int end = name.lastIndexOf(IN_PARENTHESES);
    String text = end < 0 ? name : name.substring(0, end);
    String maker = PciVendors.name(vendor).orElse("");
    if (!maker.isEmpty() && text.startsWith(maker + " ")) {
      text = text.substring(maker.length());
    }
    return text.isBlank() ? Fact.unknown("pcictl has no name of it") : Fact.known(text.strip());
  }

  private static String address(Matcher line) {
    return PciFunction.address(
        0,
        Integer.parseInt(line.group(1)),
        Integer.parseInt(line.group(2)),
        Integer.parseInt(line.group(3)));
  }
}
