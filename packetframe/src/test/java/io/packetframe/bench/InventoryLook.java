package io.packetframe.bench;

import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
import io.packetframe.host.OperatingSystem;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.Arrays;

/**
 * Looks at this host once, and then often, and says how many nanoseconds each look took; what
 * {@link InventoryBenchmark} runs in JVMs of their own. Lines of name, first time, median of the
 * later ones.
 */
public final class InventoryLook {
  private static final int WARM_ROUNDS = 200;

  private InventoryLook() {}

  public static void main(String[] args) {
    long begin = System.nanoTime();
    HostPlatform host = HostPlatforms.of(OperatingSystem.LINUX, LinuxSystem::syscalls);
    long started = System.nanoTime() - begin;
    Runnable[] looks = {
      host::cpu, host::memory, host::storage, host::gpus, host::network, host::usage
    };
    String[] names = {"cpu", "memory", "storage", "gpus", "network", "usage"};
    long[] cold = new long[looks.length];
    for (int i = 0; i < looks.length; i++) {
      cold[i] = time(looks[i]);
    }
    System.out.println("start " + started + " 0");
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : WARM_ROUNDS;
    for (int i = 0; i < looks.length; i++) {
      long[] warm = new long[rounds];
      for (int round = 0; round < rounds; round++) {
        warm[round] = time(looks[i]);
      }
      Arrays.sort(warm);
      System.out.println(names[i] + " " + cold[i] + " " + warm[rounds / 2]);
    }
  }

  private static long time(Runnable look) {
    long start = System.nanoTime();
    look.run();
    return System.nanoTime() - start;
  }
}
