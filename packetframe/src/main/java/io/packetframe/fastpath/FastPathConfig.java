package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one value of {@code CFG}. The data path passes every frame where the version is not its own.
 *
 * @param dryRun whether frames are only counted
 * @param flags which features are looked at; a set one costs a map lookup
 * @param mssClamp the segment size of last resort, bytes; 0: none
 * @param version {@link #VERSION}, or what another build left
 */
public record FastPathConfig(boolean dryRun, Set<Flag> flags, int mssClamp, int version) {
  /** The layout that this build writes and reads. */
  public static final int VERSION = 1;

  /** {@code struct config}, 8 bytes. */
  public static final Codec<FastPathConfig> CODEC = new ValueCodec();

  /** {@code enum config_flag}; each must be set whenever its maps could hit. */
  public enum Flag {
    IPV4(0),
    IPV6(1),
    PORT_QUIRKS(2),
    VLAN_LOOKUP(3),
    BLOCK(5),
    VLAN(6),
    MSS_CLAMP(7);

    private final int bit;

    Flag(int bit) {
      this.bit = 1 << bit;
    }

    /** Returns its bit in the byte of flags. */
    public int bit() {
      return bit;
    }
  }

  /** Checks the range and copies the flags. */
  public FastPathConfig {
    EnumSet<Flag> ordered = EnumSet.noneOf(Flag.class);
    ordered.addAll(flags);
    flags = Collections.unmodifiableSet(ordered);
    if (mssClamp < 0 || mssClamp > 0xffff) {
      throw new IllegalArgumentException("mssClamp: 0 to 65535, not " + mssClamp);
    }
  }

  /** Makes one of our version. */
  public FastPathConfig(boolean dryRun, Set<Flag> flags, int mssClamp) {
    this(dryRun, flags, mssClamp, VERSION);
  }

  private record ValueCodec() implements Codec<FastPathConfig> {
    private static final int FLAGS = 1;
    private static final int MSS_CLAMP = 2;
    private static final int VERSION = 4;

    @Override
    public int size() {
      return 8;
    }

    @Override
    public void encode(FastPathConfig value, ByteBuffer memory, int offset) {
      int bits = 0;
      for (Flag flag : value.flags) {
        bits |= flag.bit;
      }
      memory.put(offset, (byte) (value.dryRun ? 1 : 0));
      memory.put(offset + FLAGS, (byte) bits);
      memory.putShort(offset + MSS_CLAMP, (short) value.mssClamp);
      memory.putInt(offset + VERSION, value.version);
    }

    @Override
    public FastPathConfig decode(ByteBuffer memory, int offset) {
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      for (Flag flag : Flag.values()) {
        if ((memory.get(offset + FLAGS) & flag.bit) != 0) {
          flags.add(flag);
        }
      }
      return new FastPathConfig(
          memory.get(offset) != 0,
          flags,
          Short.toUnsignedInt(memory.getShort(offset + MSS_CLAMP)),
          memory.getInt(offset + VERSION));
    }
  }
}
