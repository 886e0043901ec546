package io.packetframe.bpf;

import io.packetframe.spec.MapSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.MappedMemory;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one section, in the map that holds them: mapped into our memory when first asked
 * for, where the map can be (Linux 5.5, commit fc9702273e2e); else looked up each time.
 */
final class DataSection {
  private final BpfMap map;
  private final boolean constant;
  private final LoadedObjects owner;
  private @Nullable MappedMemory mapping;

  DataSection(BpfMap map, boolean constant, LoadedObjects owner) {
    this.map = map;
    this.constant = constant;
    this.owner = owner;
  }

  boolean isWritable() {
    return isMappable() && !constant;
  }

  private boolean isMappable() {
    return (map.definition().flags() & MapSpec.MMAPABLE) != 0;
  }

  /** Returns the bytes; those of a mapping are the program's own. */
  ByteBuffer read() throws BpfException {
    if (!isMappable()) {
      return lookUp();
    }
    if (mapping == null) {
      mapping = map();
      owner.onClose(mapping::close);
    }
    return mapping.bytes();
  }

  private MappedMemory map() throws BpfException {
    int size = map.definition().valueSize();
    int protection = MappedMemory.PROT_READ | (constant ? 0 : MappedMemory.PROT_WRITE);
    long address =
        map.syscalls().mmap(size, protection, MappedMemory.MAP_SHARED, map.fd().number(), 0);
    if (Errno.isError(address)) {
      throw new BpfException("map the variables of " + map, Errno.of(address));
    }
    return new MappedMemory(map.syscalls(), address, size, protection);
  }

  private ByteBuffer lookUp() throws BpfException {
    ByteBuffer value = NativeMemory.allocate(map.definition().valueSize());
    KernelStruct element =
        new KernelStruct(32)
            .u32(0, map.fd().number())
            .pointer(8, NativeMemory.allocate(Integer.BYTES))
            .pointer(16, value);
    map.check("look up in", map.syscalls().bpf(BpfCommand.MAP_LOOKUP_ELEM, element));
    return value;
  }
}
