package io.packetframe.bpf;

import io.packetframe.spec.MapType;
import java.util.Optional;

/**
 * The slots of a prog array, where tail calls lead: the kernel takes a program's descriptor and
 * gives back its id. It empties the slots when the last descriptor and pin of the map are gone.
 */
public final class ProgramArray {
  private final MapView<Integer, Integer> slots;

  /**
   * Sees a map as what it is; does not own it.
   *
   * @throws IllegalArgumentException if it is no prog array
   */
  public ProgramArray(BpfMap map) {
    if (!map.definition().is(MapType.PROG_ARRAY)) {
      throw new IllegalArgumentException(map + " is no prog array");
    }
    this.slots = map.view(Codecs.U32, Codecs.U32);
  }

  /**
   * Puts a program into a slot, in place of what is there.
   *
   * @throws BpfException if the kernel refuses: EINVAL for a program of another type than those
   *     that are in or use the array
   */
  public void set(int slot, Program program) throws BpfException {
    slots.update(slot, program.fd().number(), UpdateMode.ANY);
  }

  /**
   * Returns the id of the program in a slot.
   *
   * @throws BpfException if the kernel refuses
   */
  public Optional<Integer> programId(int slot) throws BpfException {
    return slots.lookup(slot);
  }

  /**
   * Empties a slot; answers whether there was a program.
   *
   * @throws BpfException if the kernel refuses
   */
  public boolean clear(int slot) throws BpfException {
    return slots.delete(slot);
  }
}
