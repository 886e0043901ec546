package io.packetframe.sys.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** IOCTL_STORAGE_QUERY_PROPERTY: its questions, and the layouts of its answers. */
public final class StorageQuery {
  /** The control code. */
  public static final int CODE = 0x002d1400;

  /** StorageDeviceProperty: answered by a {@link Device}. */
  public static final int DEVICE_PROPERTY = 0;

  /** StorageDeviceSeekPenaltyProperty. */
  public static final int SEEK_PENALTY_PROPERTY = 7;

  /** STORAGE_PROPERTY_QUERY. */
  static final int QUERY_BYTES = 12;

  static final int QUERY_PROPERTY_ID = 0;

  /** STORAGE_DEVICE_DESCRIPTOR, up to the properties that follow. */
  static final int DEVICE_BYTES = 40;

  static final int DEVICE_VENDOR_OFFSET = 12;
  static final int DEVICE_PRODUCT_OFFSET = 16;
  static final int DEVICE_BUS_TYPE = 28;

  /** DEVICE_SEEK_PENALTY_DESCRIPTOR. */
  static final int PENALTY_BYTES = 12;

  static final int PENALTY_INCURS = 8;

  /** Room for the descriptor and its texts; those of no device are longer. */
  private static final int ANSWER_BYTES = 1024;

  private StorageQuery() {}

  /**
   * A disk.
   *
   * @param busType a STORAGE_BUS_TYPE
   * @param name maker and product, as far as they are told
   */
  public record Device(int busType, String name) {}

  /** Returns the question for a property: PropertyStandardQuery, without parameters. */
  public static ByteBuffer question(int property) {
    return memory(QUERY_BYTES).putInt(QUERY_PROPERTY_ID, property);
  }

  /** Returns memory for any answer. */
  public static ByteBuffer answer() {
    return memory(ANSWER_BYTES);
  }

  /** Reads the answer about a device, of which so many bytes came back. */
  public static Optional<Device> device(ByteBuffer answer, long bytes) {
    // The texts follow the descriptor, whose last member is the first of theirs.
    if (bytes < DEVICE_BUS_TYPE + Integer.BYTES) {
      return Optional.empty();
    }
    String vendor = text(answer, answer.getInt(DEVICE_VENDOR_OFFSET), bytes);
    String product = text(answer, answer.getInt(DEVICE_PRODUCT_OFFSET), bytes);
    return Optional.of(
        new Device(answer.getInt(DEVICE_BUS_TYPE), (vendor + " " + product).strip()));
  }

  /** Reads whether it costs time to move to another place, as on disks that turn. */
  public static Optional<Boolean> seekPenalty(ByteBuffer answer, long bytes) {
    return bytes <= PENALTY_INCURS
        ? Optional.empty()
        : Optional.of(answer.get(PENALTY_INCURS) != 0);
  }

  /** A text that ends with 0; an offset of 0 says that there is none. */
  private static String text(ByteBuffer answer, int offset, long bytes) {
    if (offset <= 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = offset; i < bytes && answer.get(i) != 0; i++) {
      text.append((char) Byte.toUnsignedInt(answer.get(i)));
    }
    return text.toString().strip();
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
