package io.packetframe.bench;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/** The same looks through OSHI, for {@link InventoryBenchmark}; cold times alone. */
public final class OshiLook {
  private OshiLook() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    SystemInfo system = new SystemInfo();
    HardwareAbstractionLayer hardware = system.getHardware();
    System.out.println("start " + (System.nanoTime() - begin));
    Runnable[] looks = {
      () -> {
        CentralProcessor cpu = hardware.getProcessor();
        cpu.getLogicalProcessors();
        cpu.getPhysicalProcessors();
        cpu.getProcessorCaches();
        cpu.getCurrentFreq();
        cpu.getMaxFreq();
        cpu.getProcessorIdentifier().getName();
      },
      () -> {
        hardware.getMemory().getAvailable();
        hardware.getMemory().getVirtualMemory().getSwapUsed();
      },
      () -> {
        hardware.getDiskStores();
        system.getOperatingSystem().getFileSystem().getFileStores();
      },
      hardware::getGraphicsCards,
      () -> hardware.getNetworkIFs(true).forEach(NetworkIF::getBytesRecv),
      () -> {
        hardware.getProcessor().getProcessorCpuLoadTicks();
        hardware.getProcessor().getSystemLoadAverage(3);
        system.getOperatingSystem().getProcessCount();
      }
    };
    String[] names = {"cpu", "memory", "storage", "gpus", "network", "usage"};
    for (int i = 0; i < looks.length; i++) {
      long start = System.nanoTime();
      looks[i].run();
      System.out.println(names[i] + " " + (System.nanoTime() - start));
    }
  }
}
