package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.NumaNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Memory nodes. */
final class NumaNodes {
  private static final String DIRECTORY = "/sys/devices/system/node";

  private final HostFiles files;
  private final Attributes attributes;

  NumaNodes(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  Fact<List<NumaNode>> read() {
    // The list has the format of CPUs, and so have those in each node.
    return attributes.cpus(DIRECTORY + "/online").flatMap(this::read);
  }

  private Fact<List<NumaNode>> read(List<Integer> numbers) {
    List<NumaNode> nodes = new ArrayList<>();
    for (int number : numbers) {
      String directory = DIRECTORY + "/node" + number;
      Fact<List<Integer>> cpus = attributes.cpus(directory + "/cpulist");
      if (cpus.optional().isEmpty()) {
        return Fact.unknown(cpus.reason().orElseThrow());
      }
      String memory = directory + "/meminfo";
      nodes.add(
          new NumaNode(
              number,
              cpus.optional().get(),
              files.read(memory).parse(memory, "total", NumaNodes::total).fact()));
    }
    return Fact.known(nodes);
  }

  /** Finds the total in a text whose lines begin {@code Node 0 MemTotal:}. */
  static Optional<Long> total(String text) {
    for (String line : text.split("\n", -1)) {
      int name = line.indexOf("MemTotal:");
      if (name >= 0) {
        return MemoryInfo.kibibytes(line.substring(name + "MemTotal:".length()));
      }
    }
    return Optional.empty();
  }
}
