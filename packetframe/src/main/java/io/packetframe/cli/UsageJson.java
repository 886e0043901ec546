package io.packetframe.cli;

import io.packetframe.host.CpuLoad;
import io.packetframe.host.DiskRate;
import io.packetframe.host.LoadAverages;
import io.packetframe.host.NetworkRate;
import io.packetframe.host.Pressure;
import io.packetframe.host.Usage;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.ObjectBuilder;
import java.util.Map;
import java.util.TreeMap;

/** How loaded a host is, as JSON. */
final class UsageJson {
  private UsageJson() {}

  static JsonValue of(Usage usage) {
    return JsonValue.object()
        .put("cpu", FactJson.of(usage.cpu(), UsageJson::cpu))
        .put("load_averages", FactJson.of(usage.load(), UsageJson::load))
        .put("memory_share", FactJson.share(usage.memoryShare()))
        .put(
            "pressure",
            JsonValue.object()
                .put("cpu", FactJson.of(usage.cpuPressure(), UsageJson::pressure))
                .put("memory", FactJson.of(usage.memoryPressure(), UsageJson::pressure))
                .put("io", FactJson.of(usage.ioPressure(), UsageJson::pressure))
                .build())
        .put("network", FactJson.list(usage.network(), UsageJson::network))
        .put("disks", FactJson.list(usage.disks(), UsageJson::disk))
        .put("processes", FactJson.small(usage.processes()))
        .build();
  }

  private static JsonValue cpu(CpuLoad load) {
    ObjectBuilder each = JsonValue.object();
    for (Map.Entry<Integer, Double> cpu : new TreeMap<>(load.each()).entrySet()) {
      each.put(String.valueOf(cpu.getKey()), FactJson.decimal(cpu.getValue()));
    }
    return JsonValue.object()
        .put("busy_share", FactJson.decimal(load.all()))
        .put("busy_share_of_each", each.build())
        .build();
  }

  private static JsonValue load(LoadAverages load) {
    return JsonValue.object()
        .put("one_minute", FactJson.decimal(load.one()))
        .put("five_minutes", FactJson.decimal(load.five()))
        .put("fifteen_minutes", FactJson.decimal(load.fifteen()))
        .build();
  }

  private static JsonValue pressure(Pressure pressure) {
    ObjectBuilder object = JsonValue.object().put("some", averages(pressure.some()));
    pressure.full().ifPresent(full -> object.put("full", averages(full)));
    return object.build();
  }

  private static JsonValue averages(Pressure.Averages averages) {
    return JsonValue.object()
        .put("ten_seconds", FactJson.decimal(averages.ten()))
        .put("sixty_seconds", FactJson.decimal(averages.sixty()))
        .put("three_hundred_seconds", FactJson.decimal(averages.threeHundred()))
        .build();
  }

  private static JsonValue network(NetworkRate rate) {
    return JsonValue.object()
        .put("name", rate.name())
        .put("received_bytes_per_second", FactJson.decimal(rate.receivedBytes()))
        .put("received_packets_per_second", FactJson.decimal(rate.receivedPackets()))
        .put("sent_bytes_per_second", FactJson.decimal(rate.sentBytes()))
        .put("sent_packets_per_second", FactJson.decimal(rate.sentPackets()))
        .build();
  }

  private static JsonValue disk(DiskRate rate) {
    return JsonValue.object()
        .put("name", rate.name())
        .put("read_bytes_per_second", FactJson.decimal(rate.readBytes()))
        .put("written_bytes_per_second", FactJson.decimal(rate.writtenBytes()))
        .put("busy_share", FactJson.share(rate.busyShare()))
        .build();
  }
}
