package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.module.Pause;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import java.time.Duration;
import java.util.Optional;

/** Reads a monitor again and again, and writes what each interval brought. */
final class MonitorLoop {
  /** To the upper left corner, and all below it away (ECMA-48: CUP, ED). */
  private static final String CLEAR = "\u001b[H\u001b[J";

  private final String name;
  private final Monitor monitor;
  private final boolean json;
  private final Optional<MonitorFile> file;

  MonitorLoop(String name, Monitor monitor, boolean json, Optional<MonitorFile> file) {
    this.name = name;
    this.monitor = monitor;
    this.json = json;
    this.file = file;
  }

  /**
   * Goes on until the count is reached, the pause says to end, or nobody reads any more.
   *
   * @param count of intervals; 0 for all there are
   */
  int run(Duration interval, int count, Pause pause, Console console) throws PacketFrameException {
    Readout before = monitor.read();
    for (int shown = 0; count == 0 || shown < count; shown++) {
      if (!pause.sleep(interval)) {
        return ExitCode.OK;
      }
      Readout now = monitor.read();
      MonitorView view =
          new MonitorView(
              name,
              monitor.remarks(),
              Duration.ofNanos(Math.max(1, now.nanoTime() - before.nanoTime())),
              before.measurements(),
              now.measurements());
      console.out().print(json ? MonitorJson.line(view) + "\n" : CLEAR + MonitorTable.of(view));
      if (file.isPresent()) {
        file.get().write(name, now.measurements());
      }
      if (console.out().checkError()) {
        return ExitCode.OK;
      }
      before = now;
    }
    return ExitCode.OK;
  }
}
