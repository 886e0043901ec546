package io.packetframe.spec;

import java.util.List;

/** The types of an object, or others that are all at hand. */
public final class Btf implements BtfTypes {
  private final List<BtfType> types;

  /** Makes BTF of types in the order of their ids; the first is void. */
  public Btf(List<BtfType> types) {
    this.types = List.copyOf(types);
    if (this.types.isEmpty() || !(this.types.getFirst() instanceof BtfType.VoidType)) {
      throw new IllegalArgumentException("BTF does not start with void");
    }
  }

  /** Returns all types, void first. */
  public List<BtfType> types() {
    return types;
  }

  @Override
  public int count() {
    return types.size();
  }

  @Override
  public BtfType type(int id) {
    return types.get(id);
  }
}
