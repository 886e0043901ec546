package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.elf.ObjectFile;
import io.packetframe.monitor.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The objects of {@code bpf/src/monitor_*.bpf.c}, as they lie in the jar of BPF objects. */
enum ShippedMonitor {
  CPU("monitor_cpu"),
  CPU_BY_KPROBE("monitor_cpu_kprobe"),
  NETWORK("monitor_net"),
  MEMORY("monitor_memory"),
  SECURITY("monitor_lsm");

  private final String file;

  ShippedMonitor(String file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @param variables what to set its constants to
   * @throws PacketFrameException if this installation has none or it is damaged
   */
  Source.Programs source(Map<String, Long> variables) throws PacketFrameException {
    String path = "/io/packetframe/bpf/objects/" + file + ".bpf.o";
    try (InputStream content = ShippedMonitor.class.getResourceAsStream(path)) {
      if (content == null) {
        throw new PacketFrameException("this installation has no " + file + ".bpf.o");
      }
      return new Source.Programs(file, ObjectFile.parse(content.readAllBytes()), variables);
    } catch (IOException e) {
      throw new PacketFrameException(file + ".bpf.o cannot be read: " + e, null, e);
    }
  }
}
