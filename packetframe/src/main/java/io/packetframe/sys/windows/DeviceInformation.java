package io.packetframe.sys.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SP_DEVINFO_DATA, the properties of a device (SPDRP), and the classes of devices. */
public final class DeviceInformation {
  /** SPDRP_DEVICEDESC: its name. */
  public static final int DESCRIPTION = 0x00;

  /** SPDRP_HARDWAREID: {@code PCI\VEN_10DE&DEV_2204&...}, and shorter ones. */
  public static final int HARDWARE_IDS = 0x01;

  /** SPDRP_SERVICE: its driver. */
  public static final int SERVICE = 0x04;

  /** SPDRP_DRIVER: its place among the keys of its class. */
  public static final int DRIVER_KEY = 0x09;

  /** SPDRP_MFG: its maker. */
  public static final int MAKER = 0x0b;

  /** SPDRP_BUSNUMBER. */
  public static final int BUS_NUMBER = 0x15;

  /** SPDRP_ADDRESS: on PCI, the device above the function, 16 bits each. */
  public static final int ADDRESS = 0x1c;

  /** Where the registry has the drivers of each class. */
  public static final String DRIVER_KEYS = "SYSTEM\\CurrentControlSet\\Control\\Class\\";

  /** SP_DEVINFO_DATA, which begins with its own size. */
  static final int BYTES = 32;

  static final int OWN_SIZE = 0;

  /** Names and lists of names are shorter. */
  private static final int ANSWER_BYTES = 4096;

  /** Display adapters. */
  private static final Guid DISPLAY = Guid.parse("4d36e968-e325-11ce-bfc1-08002be10318");

  private DeviceInformation() {}

  /** Returns the class of display adapters. */
  public static ByteBuffer displayClass() {
    return memory(Guid.SIZE).put(0, DISPLAY.bytes());
  }

  /** Returns memory for a device. */
  public static ByteBuffer empty() {
    return memory(BYTES).putInt(OWN_SIZE, BYTES);
  }

  /** Returns memory for the answer about a property, or a value of the registry. */
  public static ByteBuffer answer() {
    return memory(ANSWER_BYTES);
  }

  /** Reads the first text of an answer. */
  public static Optional<String> text(ByteBuffer answer, long bytes) {
    byte[] characters = new byte[Math.clamp(bytes, 0, answer.capacity())];
    answer.get(0, characters);
    String text = new String(characters, StandardCharsets.UTF_16LE);
    int end = text.indexOf('\0');
    String first = (end < 0 ? text : text.substring(0, end)).strip();
    return first.isEmpty() ? Optional.empty() : Optional.of(first);
  }

  /** Reads a number of 4 or 8 bytes. */
  public static Optional<Long> number(ByteBuffer answer, long bytes) {
    if (bytes == Integer.BYTES) {
      return Optional.of(Integer.toUnsignedLong(answer.getInt(0)));
    }
    return bytes == Long.BYTES ? Optional.of(answer.getLong(0)) : Optional.empty();
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
