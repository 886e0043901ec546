package io.packetframe.bpf;

import java.util.Objects;

/**
 * A global variable of a loaded object, as the running programs see it. Not safe for use by several
 * threads: a value of more than 8 bytes may be read while a program writes it. Ends with its
 * object.
 */
public final class Variable {
  private final GlobalVariable place;
  private final DataSection section;

  Variable(GlobalVariable place, DataSection section) {
    this.place = place;
    this.section = section;
  }

  /** Returns the name in C. */
  public String name() {
    return place.name();
  }

  /** Returns the bytes that it takes. */
  public int size() {
    return place.size();
  }

  /**
   * Tells whether it can be set now: no constant can, and no variable of a section that the kernel
   * does not share with us. Before the load all can ({@link LoadOptions#set}).
   */
  public boolean isWritable() {
    return section.isWritable();
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if the codec makes values of another size
   * @throws BpfException if the kernel refuses
   */
  public <T> T get(Codec<T> codec) throws BpfException {
    require(codec);
    return codec.decode(section.read(), place.offset());
  }

  /**
   * Writes it.
   *
   * @throws IllegalArgumentException if the codec makes values of another size
   * @throws IllegalStateException if it is not writable
   * @throws BpfException if the kernel refuses
   */
  public <T> void set(Codec<T> codec, T value) throws BpfException {
    require(codec);
    if (!isWritable()) {
      throw new IllegalStateException(this + " cannot be set now");
    }
    codec.encode(Objects.requireNonNull(value), section.read(), place.offset());
  }

  private void require(Codec<?> codec) {
    if (codec.size() != place.size()) {
      throw new IllegalArgumentException(
          this + " has " + place.size() + " bytes, the codec makes " + codec.size());
    }
  }

  /** Returns name and section, e.g. {@code variable total in .bss}. */
  @Override
  public String toString() {
    return place.toString();
  }
}
