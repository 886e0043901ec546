package io.packetframe.sys.windows;

import java.nio.ByteBuffer;

/**
 * The calls that ask for disks, devices and values of the registry.
 *
 * <p>Each returns what it says, at least 0, or the negated error code of Windows. Buffers are
 * direct; their position and limit are ignored, the whole capacity is the memory.
 */
public interface WindowsCalls {
  /** CreateFileW of a device, for questions alone: neither to read nor to write. */
  long open(String path);

  /** DeviceIoControl; returns how many bytes came back. */
  long control(long handle, int code, ByteBuffer question, ByteBuffer answer);

  /** CloseHandle. */
  long close(long handle);

  /** SetupDiGetClassDevsW: the devices of a class that are there now. */
  long presentDevices(ByteBuffer classGuid);

  /** SetupDiEnumDeviceInfo: fills the {@link DeviceInformation} of one of them in. */
  long device(long list, int index, ByteBuffer information);

  /** SetupDiGetDeviceRegistryPropertyW; returns how many bytes of the answer count. */
  long property(long list, ByteBuffer information, int property, ByteBuffer answer);

  /** SetupDiDestroyDeviceInfoList. */
  long closeDevices(long list);

  /** RegGetValueW below HKEY_LOCAL_MACHINE; returns how many bytes of the answer count. */
  long registryValue(String key, String name, ByteBuffer answer);
}
