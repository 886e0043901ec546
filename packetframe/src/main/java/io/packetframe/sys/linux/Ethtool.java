package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The ethtool ioctl: {@code struct ifreq} (include/uapi/linux/if.h, 40 bytes: name 16, pointer at
 * 16) around a command structure (include/uapi/linux/ethtool.h).
 */
public final class Ethtool {
  /** The ioctl request (include/uapi/linux/sockios.h). */
  public static final int SIOCETHTOOL = 0x8946;

  private static final int GCOALESCE = 0x0e;
  private static final int GSTRINGS = 0x1b;
  private static final int GGRO = 0x2b;
  private static final int GSSET_INFO = 0x37;
  private static final int GFEATURES = 0x3a;
  private static final int SFEATURES = 0x3b;
  private static final int SS_FEATURES = 4;

  private static final int NAME = 16;
  private static final int IFREQ = 40;

  /** The length of one name in a string set (ETH_GSTRING_LEN). */
  private static final int STRING = 32;

  /** More feature bits than any kernel has (64 in 6.18): a bound for what the kernel says. */
  private static final int MAX_FEATURES = 1024;

  private Ethtool() {}

  /** Returns {@code struct ethtool_value} asking for generic receive offload. */
  public static ByteBuffer getGro() {
    return command(GGRO, 8);
  }

  /** Returns {@code struct ethtool_coalesce}: 23 u32 values. */
  public static ByteBuffer getCoalesce() {
    return command(GCOALESCE, 92);
  }

  /** Returns rx_coalesce_usecs of an answered {@link #getCoalesce}, microseconds. */
  public static long rxMicroseconds(ByteBuffer memory) {
    return Integer.toUnsignedLong(memory.getInt(4));
  }

  /** Returns rx_max_coalesced_frames of an answered {@link #getCoalesce}. */
  public static long rxFrames(ByteBuffer memory) {
    return Integer.toUnsignedLong(memory.getInt(8));
  }

  /** Tells whether an answered {@link #getCoalesce} has use_adaptive_rx_coalesce set. */
  public static boolean isRxAdaptive(ByteBuffer memory) {
    return memory.getInt(40) != 0;
  }

  /** Returns {@code struct ethtool_sset_info} asking for the number of feature names. */
  public static ByteBuffer getFeatureCount() {
    ByteBuffer memory = command(GSSET_INFO, 20);
    memory.putLong(8, 1L << SS_FEATURES);
    return memory;
  }

  /** Returns the count in an answered {@link #getFeatureCount}; 0 if the kernel has no such set. */
  public static int featureCount(ByteBuffer memory) {
    boolean answered = (memory.getLong(8) & 1L << SS_FEATURES) != 0;
    return answered ? Math.clamp(Integer.toUnsignedLong(memory.getInt(16)), 0, MAX_FEATURES) : 0;
  }

  /** Returns {@code struct ethtool_gstrings} with room for that many feature names. */
  public static ByteBuffer getFeatureNames(int count) {
    ByteBuffer memory = command(GSTRINGS, 12 + count * STRING);
    memory.putInt(4, SS_FEATURES);
    memory.putInt(8, count);
    return memory;
  }

  /** Returns a name of an answered {@link #getFeatureNames}. */
  public static String featureName(ByteBuffer memory, int index) {
    return NativeMemory.text(memory, 12 + index * STRING, STRING);
  }

  /**
   * Returns {@code struct ethtool_gfeatures}: per 32 features a block of four u32: available,
   * requested, active, never_changed.
   */
  public static ByteBuffer getFeatures(int count) {
    int blocks = (count + 31) / 32;
    ByteBuffer memory = command(GFEATURES, 8 + blocks * 16);
    memory.putInt(4, blocks);
    return memory;
  }

  /**
   * Returns {@code struct ethtool_sfeatures} that changes nothing yet: per 32 features a block of
   * two u32: valid, requested. The kernel answers 0, or bits for what it did not do as asked.
   */
  public static ByteBuffer setFeatures(int count) {
    int blocks = (count + 31) / 32;
    ByteBuffer memory = command(SFEATURES, 8 + blocks * 8);
    memory.putInt(4, blocks);
    return memory;
  }

  /** Asks for a feature in a {@link #setFeatures}. */
  public static void request(ByteBuffer memory, int index, boolean on) {
    int block = 8 + index / 32 * 8;
    int bit = 1 << index % 32;
    memory.putInt(block, memory.getInt(block) | bit);
    int requested = memory.getInt(block + 4);
    memory.putInt(block + 4, on ? requested | bit : requested & ~bit);
  }

  /** Tells whether a feature of an answered {@link #getFeatures} is on. */
  public static boolean isActive(ByteBuffer memory, int index) {
    return bit(memory, index, 8);
  }

  /** Tells whether a feature of an answered {@link #getFeatures} cannot be changed. */
  public static boolean isFixed(ByteBuffer memory, int index) {
    return !bit(memory, index, 0) || bit(memory, index, 12);
  }

  private static boolean bit(ByteBuffer memory, int index, int field) {
    int block = memory.getInt(8 + index / 32 * 16 + field);
    return (block >>> index % 32 & 1) == 1;
  }

  private static ByteBuffer command(int number, int size) {
    ByteBuffer memory = NativeMemory.allocate(size);
    memory.putInt(0, number);
    return memory;
  }

  /**
   * Runs a command on an interface.
   *
   * @param socket any socket
   * @return the kernel's answer to the ioctl
   */
  public static long call(Syscalls syscalls, int socket, String interfaceName, ByteBuffer command) {
    byte[] name = interfaceName.getBytes(StandardCharsets.UTF_8);
    if (name.length >= NAME) {
      throw new IllegalArgumentException("interface name longer than 15 bytes: " + interfaceName);
    }
    KernelStruct request = new KernelStruct(IFREQ).bytes(0, name).pointer(NAME, command);
    return syscalls.ioctl(socket, SIOCETHTOOL, request);
  }
}
