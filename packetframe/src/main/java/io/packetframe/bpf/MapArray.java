package io.packetframe.bpf;

import io.packetframe.spec.MapType;
import java.util.Optional;

/**
 * The slots of an array of maps: the kernel takes an inner map's descriptor and gives back its id.
 * A changed slot is seen by every program that runs when the call returns: the kernel waits for
 * those that ran before (Linux 4.19, commit 1ae80cf31938).
 */
public final class MapArray {
  private final MapView<Integer, Integer> slots;

  /**
   * Sees a map as what it is; does not own it.
   *
   * @throws IllegalArgumentException if it is no array of maps
   */
  public MapArray(BpfMap map) {
    if (!map.definition().is(MapType.ARRAY_OF_MAPS)) {
      throw new IllegalArgumentException(map + " is no array of maps");
    }
    this.slots = map.view(Codecs.U32, Codecs.U32);
  }

  /**
   * Puts a map into a slot, in place of what is there. The array keeps it alive.
   *
   * @throws BpfException if the kernel refuses: EINVAL for a map of another layout than the array
   *     was made for
   */
  public void set(int slot, BpfMap map) throws BpfException {
    slots.update(slot, map.fd().number(), UpdateMode.ANY);
  }

  /**
   * Returns the id of the map in a slot.
   *
   * @throws BpfException if the kernel refuses
   */
  public Optional<Integer> mapId(int slot) throws BpfException {
    return slots.lookup(slot);
  }

  /**
   * Empties a slot; answers whether there was a map.
   *
   * @throws BpfException if the kernel refuses
   */
  public boolean clear(int slot) throws BpfException {
    return slots.delete(slot);
  }
}
