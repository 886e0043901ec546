package io.packetframe.host.nvidia;

import io.packetframe.PacketFrameException;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.PatientQuestion;
import io.packetframe.host.PciVendors;
import io.packetframe.sys.nvml.Nvml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Memory and use of NVIDIA's cards, from NVML, which is not touched where there is none. */
public final class NvidiaCards {
  /** NVIDIA's own, on Linux and on Windows: no other driver answers NVML. */
  private static final Set<String> DRIVERS = Set.of("nvidia", "nvlddmkm");

  private static final int PERCENT = 100;

  /** A driver that nobody else has open begins by waking the cards, which takes a second or two. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String library;
  private final PatientQuestion<List<Gpu>> question = new PatientQuestion<>("NVML", PATIENCE);

  /** Names the library, {@link Nvml#ON_LINUX} or {@link Nvml#ON_WINDOWS}. */
  public NvidiaCards(String library) {
    this.library = library;
  }

  /** Returns the devices, NVIDIA's with what NVML tells of them, or why it does not. */
  public List<Gpu> complete(List<Gpu> gpus) {
    return gpus.stream().noneMatch(NvidiaCards::isAnswered)
        ? gpus
        : question.ask(() -> ask(gpus), reason -> without(gpus, reason));
  }

  private List<Gpu> ask(List<Gpu> gpus) {
    try (Nvml nvml = Nvml.open(library)) {
      List<Gpu> complete = new ArrayList<>();
      for (Gpu gpu : gpus) {
        complete.add(isAnswered(gpu) ? ask(nvml, gpu) : gpu);
      }
      return complete;
    } catch (PacketFrameException e) {
      return without(gpus, e.getMessage());
    }
  }

  private static boolean isAnswered(Gpu gpu) {
    return gpu.ids().optional().orElse("").startsWith(PciVendors.NVIDIA + ":")
        && gpu.pciAddress().optional().isPresent()
        && DRIVERS.contains(gpu.driver().optional().orElse(""));
  }

  private static Gpu ask(Nvml nvml, Gpu gpu) {
    String address = gpu.pciAddress().optional().orElseThrow();
    Gpu complete;
    try {
      Nvml.Memory memory = nvml.memory(address);
      complete =
          memory.totalBytes() <= 0 || memory.usedBytes() < 0
              ? gpu
              : gpu.withMemory(Fact.known(memory.totalBytes()), Fact.known(memory.usedBytes()));
    } catch (PacketFrameException e) {
      complete = gpu.withMemory(gpu.memoryBytes().or(unknown(e)), unknown(e));
    }
    try {
      int percent = nvml.busyPercent(address);
      return complete.withBusyShare(
          percent < 0 || percent > PERCENT
              ? Fact.unknown("NVML says that it is busy to " + percent + " percent")
              : Fact.known((double) percent / PERCENT));
    } catch (PacketFrameException e) {
      return complete.withBusyShare(unknown(e));
    }
  }

  private static List<Gpu> without(List<Gpu> gpus, String reason) {
    return gpus.stream()
        .map(
            gpu ->
                isAnswered(gpu)
                    ? gpu.withMemory(
                            gpu.memoryBytes().or(Fact.unknown(reason)), Fact.unknown(reason))
                        .withBusyShare(Fact.unknown(reason))
                    : gpu)
        .toList();
  }

  private static <T> Fact<T> unknown(PacketFrameException reason) {
    return Fact.unknown(reason.getMessage());
  }
}
