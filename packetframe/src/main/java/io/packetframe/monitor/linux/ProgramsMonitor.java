package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Target;
import java.util.List;

/** A monitor whose programs are loaded, and that knows how to read what they count. */
abstract class ProgramsMonitor implements Monitor {
  private final LoadedPrograms programs;

  ProgramsMonitor(LoadedPrograms programs) {
    this.programs = programs;
  }

  final LoadedPrograms programs() {
    return programs;
  }

  @Override
  public final void attach(Target target) throws PacketFrameException {
    programs.attach(target);
  }

  @Override
  public final List<String> remarks() {
    return programs.remarks();
  }

  @Override
  public final void close() {
    programs.close();
  }
}
