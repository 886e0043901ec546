package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.Traffic;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The interfaces of this network namespace, with their counters. */
final class NetworkAdapterReader {
  private static final long MEGABIT = 1_000_000;

  private final HostFiles files;
  private final Attributes attributes;

  NetworkAdapterReader(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  Fact<List<NetworkAdapter>> read() {
    Fact<Map<String, Traffic>> traffic = TrafficTable.read(files).fact();
    return new NetworkInterfaces(files)
        .names()
        .fact()
        .map(
            names -> {
              List<NetworkAdapter> adapters = new ArrayList<>();
              for (String name : names) {
                adapters.add(adapter(name, traffic));
              }
              return adapters;
            });
  }

  private NetworkAdapter adapter(String name, Fact<Map<String, Traffic>> traffic) {
    String directory = NetworkInterfaces.DIRECTORY + "/" + name;
    return new NetworkAdapter(
        name,
        attributes.small(directory + "/ifindex"),
        attributes.text(directory + "/address").flatMap(NetworkAdapterReader::address),
        attributes.text(directory + "/operstate"),
        attributes.small(directory + "/mtu"),
        // -1 and EINVAL are what drivers say while there is no link.
        attributes.natural(directory + "/speed").map(megabits -> megabits * MEGABIT),
        attributes.linkName(directory + "/device/driver"),
        files.readLink(directory).fact().map(target -> target.contains("/virtual/")),
        traffic.flatMap(
            table ->
                table.containsKey(name)
                    ? Fact.known(table.get(name))
                    : Fact.unknown("/proc/net/dev has no " + name)));
  }

  private static Fact<MacAddress> address(String text) {
    try {
      MacAddress address = MacAddress.parse(text);
      return address.bits() == 0
          ? Fact.unknown("it has none: all its bits are 0")
          : Fact.known(address);
    } catch (LiteralException e) {
      return Fact.unknown("no Ethernet address: " + text);
    }
  }
}
