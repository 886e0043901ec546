package io.packetframe.host.windows;

import io.packetframe.sys.windows.StorageQuery;
import io.packetframe.sys.windows.WindowsCalls;
import java.nio.ByteBuffer;

/** Windows with one disk, on a bus and with a name of a test's choice. */
final class ScriptedWindows implements WindowsCalls {
  private static final int NOT_SUPPORTED = 50;

  private final int busType;
  private final String product;
  private final long penalty;

  /**
   * Makes a disk.
   *
   * @param penalty 0 or 1, whether seeking takes time; a negated error
   */
  ScriptedWindows(int busType, String product, long penalty) {
    this.busType = busType;
    this.product = product;
    this.penalty = penalty;
  }

  @Override
  public long open(String path) {
    return 4;
  }

  @Override
  public long control(long handle, int code, ByteBuffer question, ByteBuffer answer) {
    if (question.getInt(0) == StorageQuery.DEVICE_PROPERTY) {
      answer.putInt(12, 0).putInt(16, product.isEmpty() ? 0 : 40).putInt(28, busType);
      for (int i = 0; i < product.length(); i++) {
        answer.put(40 + i, (byte) product.charAt(i));
      }
      return busType < 0 ? 8 : 40 + product.length();
    }
    if (penalty < 0) {
      return penalty;
    }
    answer.put(8, (byte) penalty);
    return 12;
  }

  @Override
  public long close(long handle) {
    return 0;
  }

  @Override
  public long presentDevices(ByteBuffer classGuid) {
    return -NOT_SUPPORTED;
  }

  @Override
  public long device(long list, int index, ByteBuffer information) {
    return -NOT_SUPPORTED;
  }

  @Override
  public long property(long list, ByteBuffer information, int property, ByteBuffer answer) {
    return -NOT_SUPPORTED;
  }

  @Override
  public long closeDevices(long list) {
    return 0;
  }

  @Override
  public long registryValue(String key, String name, ByteBuffer answer) {
    return -NOT_SUPPORTED;
  }
}
