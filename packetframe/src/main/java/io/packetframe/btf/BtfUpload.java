package io.packetframe.btf;

import io.packetframe.spec.Btf;
import java.util.Set;

/** The types of an object as a kernel takes them. */
public final class BtfUpload {
  private BtfUpload() {}

  /**
   * Returns the types to upload with BPF_BTF_LOAD: externs are defined, for no kernel takes one,
   * and what the kernel lacks is written around. Ids stay as they are; what is added comes last.
   *
   * @param missing the features whose samples the kernel refused
   */
  public static Btf prepare(Btf btf, Set<BtfFeature> missing) {
    return BtfSanitiser.sanitise(BtfExterns.define(btf), missing);
  }
}
