package io.packetframe.wire;

import io.packetframe.net.IpAddress.Family;
import java.util.ArrayList;
import java.util.List;

/** A row and a column of the matrix. */
record Pair(IngressKind in, EgressKind out) {
  static Pair of(Cell cell) {
    return new Pair(cell.in(), cell.out());
  }

  static List<Pair> all() {
    List<Pair> all = new ArrayList<>();
    for (IngressKind in : IngressKind.values()) {
      for (EgressKind out : EgressKind.values()) {
        all.add(new Pair(in, out));
      }
    }
    return all;
  }

  /** Returns how many frames there are of it in a run: ways, families, listed or not. */
  int frames() {
    return Way.values().length * Family.values().length * 2;
  }

  boolean needsDevices() {
    return in.needsDevices() || out.needsDevices();
  }

  @Override
  public String toString() {
    return in + " to " + out;
  }
}
