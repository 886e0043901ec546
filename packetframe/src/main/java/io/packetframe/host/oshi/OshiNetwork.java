package io.packetframe.host.oshi;

import io.packetframe.host.Fact;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Traffic;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;

/** Network interfaces, each once. */
final class OshiNetwork {
  /** A hundred times the fastest port: Windows says 2^64 - 1 of one without a cable. */
  private static final long FASTEST = 100_000_000_000_000L;

  private final OperatingSystem system;

  OshiNetwork(OperatingSystem system) {
    this.system = system;
  }

  Fact<List<NetworkAdapter>> of(List<NetworkIF> interfaces) {
    Map<String, NetworkAdapter> adapters = new TreeMap<>();
    for (NetworkIF each : interfaces) {
      adapters.putIfAbsent(each.getName(), adapter(each));
    }
    return adapters.isEmpty()
        ? Fact.unknown("OSHI tells of no interfaces, and there is one on every system")
        : Fact.known(List.copyOf(adapters.values()));
  }

  /** Returns the counters of those whose counters are known. */
  static Map<String, Traffic> traffic(List<NetworkIF> interfaces) {
    Map<String, Traffic> traffic = new HashMap<>();
    for (NetworkIF each : interfaces) {
      traffic(each).optional().ifPresent(it -> traffic.putIfAbsent(each.getName(), it));
    }
    return traffic;
  }

  private NetworkAdapter adapter(NetworkIF each) {
    String name = each.getName();
    return new NetworkAdapter(
        name,
        Told.small(each.getIndex(), "the number of " + name),
        address(each),
        state(each),
        Told.small(each.getMTU(), "the MTU of " + name),
        each.getSpeed() > FASTEST
            ? Fact.unknown("OSHI says " + each.getSpeed() + " bit/s of " + name)
            : Told.positive(each.getSpeed(), "the speed of " + name),
        Fact.unknown("OSHI does not tell the driver of " + name),
        system == OperatingSystem.WINDOWS
            ? Fact.known(!each.isConnectorPresent())
            : Fact.unknown("OSHI does not tell whether " + name + " is hardware"),
        traffic(each));
  }

  private static Fact<MacAddress> address(NetworkIF each) {
    try {
      MacAddress address = MacAddress.parse(each.getMacaddr());
      return address.equals(MacAddress.ZERO)
          ? Fact.unknown(each.getName() + " has no hardware address")
          : Fact.known(address);
    } catch (LiteralException e) {
      return Fact.unknown(
          "OSHI knows no hardware address of "
              + each.getName()
              + ": it says \""
              + each.getMacaddr()
              + "\"");
    }
  }

  private static Fact<String> state(NetworkIF each) {
    IfOperStatus status = each.getIfOperStatus();
    return status == IfOperStatus.UNKNOWN
        ? Fact.unknown("OSHI does not know the state of " + each.getName())
        : Fact.known(status.name().replace("_", "").toLowerCase(Locale.ROOT));
  }

  private static Fact<Traffic> traffic(NetworkIF each) {
    long[] counters = {
      each.getBytesRecv(),
      each.getPacketsRecv(),
      each.getInErrors(),
      each.getInDrops(),
      each.getBytesSent(),
      each.getPacketsSent(),
      each.getOutErrors()
    };
    for (long counter : counters) {
      if (counter < 0) {
        return Fact.unknown("OSHI says " + counter + " of a counter of " + each.getName());
      }
    }
    if (each.getTimeStamp() <= 0) {
      return Fact.unknown("OSHI has never read the counters of " + each.getName());
    }
    return Fact.known(
        new Traffic(
            counters[0],
            counters[1],
            counters[2],
            counters[3],
            counters[4],
            counters[5],
            counters[6],
            Fact.unknown("OSHI does not count what was not sent")));
  }
}
