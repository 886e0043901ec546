package io.packetframe.bpf;

import io.packetframe.spec.MapContent;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;

/** Puts into a new map what its object says that it holds. */
final class MapFiller {
  private final BpfMap map;
  private final KernelStruct element;
  private final ByteBuffer key;

  MapFiller(BpfMap map) {
    this.map = map;
    this.key = NativeMemory.allocate(Math.max(Integer.BYTES, map.definition().keySize()));
    this.element = new KernelStruct(32).u32(0, map.fd().number()).pointer(8, key);
  }

  /** Writes the variables; constants nobody changes from then on. */
  void variables(MapContent.Variables variables) throws BpfException {
    set(0, NativeMemory.copyOf(variables.bytes().toArray()));
    if (variables.constant()) {
      map.freeze();
    }
  }

  /** Fills slots with the descriptors of what they name. */
  void slots(List<MapContent.Slot> slots, ToIntFunction<String> descriptors) throws BpfException {
    ByteBuffer value = NativeMemory.allocate(Integer.BYTES);
    for (MapContent.Slot slot : slots) {
      value.putInt(0, descriptors.applyAsInt(slot.name()));
      set(slot.index(), value);
    }
  }

  private void set(int index, ByteBuffer value) throws BpfException {
    key.putInt(0, index);
    map.check(
        "fill slot " + index + " of",
        map.syscalls().bpf(BpfCommand.MAP_UPDATE_ELEM, element.pointer(16, value)));
  }
}
