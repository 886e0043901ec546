package io.packetframe.bpf.link;

import io.packetframe.bpf.Program;
import org.jspecify.annotations.Nullable;

/** Where a program stands among the TCX programs of an interface, which run from first to last. */
public final class TcxPlace {
  private static final int BPF_F_BEFORE = 1 << 3;
  private static final int BPF_F_AFTER = 1 << 4;
  private static final TcxPlace FIRST = new TcxPlace(BPF_F_BEFORE, null);
  private static final TcxPlace LAST = new TcxPlace(BPF_F_AFTER, null);

  private final int flags;
  private final @Nullable Program other;

  private TcxPlace(int flags, @Nullable Program other) {
    this.flags = flags;
    this.other = other;
  }

  /** Returns the place before all that are there. */
  public static TcxPlace first() {
    return FIRST;
  }

  /** Returns the place after all that are there. */
  public static TcxPlace last() {
    return LAST;
  }

  /** Returns the place right before a program, which stays open until ours is attached. */
  public static TcxPlace before(Program other) {
    return new TcxPlace(BPF_F_BEFORE, other);
  }

  /** Returns the place right after a program, which stays open until ours is attached. */
  public static TcxPlace after(Program other) {
    return new TcxPlace(BPF_F_AFTER, other);
  }

  int flags() {
    return flags;
  }

  /** Returns the other program's descriptor, 0 for none. */
  int relativeDescriptor() {
    return other == null ? 0 : other.fd().number();
  }
}
