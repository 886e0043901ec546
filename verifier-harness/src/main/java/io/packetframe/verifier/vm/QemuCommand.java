package io.packetframe.verifier.vm;

import java.util.ArrayList;
import java.util.List;

/** A machine as its parts, turned into the command that starts it. */
public record QemuCommand(String program, List<Device> devices) {
  public QemuCommand {
    devices = List.copyOf(devices);
    if (devices.stream().noneMatch(Device.DirectBoot.class::isInstance)) {
      throw new IllegalArgumentException("a machine without a kernel");
    }
  }

  /** Returns the program with all arguments. */
  public List<String> line() {
    List<String> line = new ArrayList<>(List.of(program));
    List<String> kernel = new ArrayList<>();
    for (Device device : devices) {
      line.addAll(device.qemuArguments());
      kernel.addAll(device.kernelArguments());
    }
    line.addAll(List.of("-append", String.join(" ", kernel)));
    return List.copyOf(line);
  }
}
