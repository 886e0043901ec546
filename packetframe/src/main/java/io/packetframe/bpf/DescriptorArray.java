package io.packetframe.bpf;

import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The BTF of the modules whose functions a program calls ({@code fd_array}, Linux 5.16, commit
 * 2357672c54c3). A call names its module by the place here; the kernel itself is place 0.
 */
final class DescriptorArray {
  private final List<Integer> descriptors = new ArrayList<>(List.of(0));

  short indexOf(int descriptor) {
    int index = descriptors.indexOf(descriptor);
    if (index < 0) {
      index = descriptors.size();
      descriptors.add(descriptor);
    }
    return (short) index;
  }

  boolean isEmpty() {
    return descriptors.size() == 1;
  }

  ByteBuffer encode() {
    ByteBuffer memory = NativeMemory.allocate(descriptors.size() * Integer.BYTES);
    descriptors.forEach(memory::putInt);
    return memory;
  }
}
