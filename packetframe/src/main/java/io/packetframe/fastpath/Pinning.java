package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Pins;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.Map;

/** Gives maps and programs their names, under which they outlive this process. */
final class Pinning {
  private final Syscalls syscalls;
  private final PinLayout layout;
  private final Unwinding undo;

  /**
   * Makes one.
   *
   * @param undo learns how to take each name away
   */
  Pinning(Syscalls syscalls, PinLayout layout, Unwinding undo) {
    this.syscalls = syscalls;
    this.layout = layout;
    this.undo = undo;
  }

  /**
   * Pins all of an object.
   *
   * @throws PacketFrameException at the first that cannot be pinned
   */
  void pin(BpfObject object) throws PacketFrameException {
    PinFolders.make(layout, undo);
    for (Map.Entry<String, BpfMap> map : object.maps().entrySet()) {
      // Those of variables begin with a dot, which no pin may; the programs hold them.
      if (!map.getKey().startsWith(".")) {
        Path path = layout.map(map.getKey());
        map.getValue().pin(path);
        undo.push("unpin map " + map.getKey(), () -> Pins.remove(syscalls, path));
      }
    }
    for (Map.Entry<String, Program> program : object.programs().entrySet()) {
      Path path = layout.program(program.getKey());
      program.getValue().pin(path);
      undo.push("unpin program " + program.getKey(), () -> Pins.remove(syscalls, path));
    }
  }
}
