package io.packetframe.sys.nvml;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.packetframe.PacketFrameException;
import io.packetframe.sys.LinkFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The library, initialised; to be closed. Cards are named by their PCI address. */
public final class Nvml implements AutoCloseable {
  /** What the driver installs on Linux. */
  public static final String ON_LINUX = "libnvidia-ml.so.1";

  /** What the driver installs on Windows. */
  public static final String ON_WINDOWS = "nvml";

  private static final int SUCCESS = 0;

  /** {@code nvmlMemory_t}: total, free and used bytes, 64 bits each. */
  private static final int MEMORY_BYTES = 24;

  private static final int TOTAL = 0;
  private static final int USED = 16;

  /** {@code nvmlUtilization_t}: percent of the processor, and of memory, 32 bits each. */
  private static final int UTILISATION_BYTES = 8;

  private static final int PROCESSOR = 0;

  /** The functions as {@code nvml.h} declares them; those with a version are the current ones. */
  interface Functions extends Library {
    int nvmlInit_v2();

    int nvmlShutdown();

    int nvmlDeviceGetHandleByPciBusId_v2(String pciBusId, PointerByReference device);

    int nvmlDeviceGetMemoryInfo(Pointer device, ByteBuffer memory);

    int nvmlDeviceGetUtilizationRates(Pointer device, ByteBuffer utilisation);

    String nvmlErrorString(int result);
  }

  private final Functions functions;

  private Nvml(Functions functions) {
    this.functions = functions;
  }

  /**
   * Memory of a card.
   *
   * @param totalBytes all of it
   * @param usedBytes what of it is taken, by programs and the driver
   */
  public record Memory(long totalBytes, long usedBytes) {}

  /**
   * Loads the library and initialises it.
   *
   * @param library its name, or an absolute path
   * @throws PacketFrameException if there is none, or it refuses
   */
  public static Nvml open(String library) throws PacketFrameException {
    Functions functions;
    try {
      functions = Native.load(library, Functions.class);
    } catch (LinkageError e) {
      throw new PacketFrameException("NVML cannot be loaded: " + LinkFailure.sentence(e), null, e);
    }
    Nvml nvml = new Nvml(functions);
    nvml.check(functions.nvmlInit_v2(), "nvmlInit");
    return nvml;
  }

  /**
   * Asks for the memory of a card.
   *
   * @param address {@code 0000:01:00.0}
   * @throws PacketFrameException if NVML knows no such card, or does not tell
   */
  public Memory memory(String address) throws PacketFrameException {
    ByteBuffer memory = ByteBuffer.allocateDirect(MEMORY_BYTES).order(ByteOrder.nativeOrder());
    check(functions.nvmlDeviceGetMemoryInfo(device(address), memory), "memory of " + address);
    return new Memory(memory.getLong(TOTAL), memory.getLong(USED));
  }

  /**
   * Asks how busy a card was in its last sample, of a sixth of a second to a second.
   *
   * @param address {@code 0000:01:00.0}
   * @return percent of that time in which it had something to do
   * @throws PacketFrameException if NVML knows no such card, or does not tell
   */
  public int busyPercent(String address) throws PacketFrameException {
    ByteBuffer rates = ByteBuffer.allocateDirect(UTILISATION_BYTES).order(ByteOrder.nativeOrder());
    check(
        functions.nvmlDeviceGetUtilizationRates(device(address), rates),
        "utilisation of " + address);
    return rates.getInt(PROCESSOR);
  }

  private Pointer device(String address) throws PacketFrameException {
    PointerByReference device = new PointerByReference();
    check(functions.nvmlDeviceGetHandleByPciBusId_v2(address, device), "card " + address);
    return device.getValue();
  }

  private void check(int result, String what) throws PacketFrameException {
    if (result != SUCCESS) {
      throw new PacketFrameException(
          "NVML, " + what + ": " + functions.nvmlErrorString(result) + " (" + result + ")");
    }
  }

  /** Lets the library go; it counts who has it open. */
  @Override
  public void close() {
    // What it could answer would change nothing: there is nothing left to do with it.
    functions.nvmlShutdown();
  }
}
