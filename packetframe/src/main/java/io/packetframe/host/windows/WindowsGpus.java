package io.packetframe.host.windows;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.sys.windows.DeviceInformation;
import io.packetframe.sys.windows.WindowsCalls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Display adapters that are there now, from the list of devices and the keys of their drivers. */
final class WindowsGpus {
  /** ERROR_NO_MORE_ITEMS: how the list ends. */
  private static final int NO_MORE = 259;

  /** Beyond what any machine has; a list that does not end is no list. */
  private static final int MOST = 256;

  private final WindowsCalls windows;

  WindowsGpus(WindowsCalls windows) {
    this.windows = windows;
  }

  Fact<List<Gpu>> read() {
    long list = windows.presentDevices(DeviceInformation.displayClass());
    if (list < 0) {
      return Fact.unknown("Windows does not list display adapters: error " + -list);
    }
    try {
      List<Gpu> gpus = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        ByteBuffer information = DeviceInformation.empty();
        long answer = windows.device(list, i, information);
        if (answer == -NO_MORE) {
          gpus.sort(Comparator.comparing(Gpu::name));
          return Fact.known(gpus);
        }
        if (answer < 0) {
          return Fact.unknown("display adapter " + i + " is not told of: error " + -answer);
        }
        gpus.add(new DisplayAdapter(windows, list, information).gpu(i));
      }
      return Fact.unknown("Windows lists more than " + MOST + " display adapters");
    } finally {
      windows.closeDevices(list);
    }
  }
}
