package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codec;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.UpdateMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The map {@code TRACE_LOG}: the decisions since it was emptied. */
final class TraceLog {
  /** The name of the map. */
  static final String MAP = "TRACE_LOG";

  /** {@code struct decisions}, 520 bytes. */
  static final Codec<List<TracedDecision>> CODEC = new DecisionsCodec();

  private TraceLog() {}

  static void empty(BpfMap map) throws BpfException {
    int size = CODEC.size();
    map.view(Codecs.U32, Codecs.bytes(size)).update(0, new byte[size], UpdateMode.ANY);
  }

  static List<TracedDecision> read(BpfMap map) throws BpfException {
    return map.view(Codecs.U32, CODEC).lookup(0).orElse(List.of());
  }

  private record DecisionsCodec() implements Codec<List<TracedDecision>> {
    private static final int ROOM = 64;
    private static final int TAKEN = 8;
    private static final int ENTRY = 8;
    private static final int VALUE = 4;

    @Override
    public int size() {
      return TAKEN + ROOM * ENTRY;
    }

    @Override
    public void encode(List<TracedDecision> value, ByteBuffer memory, int offset) {
      throw new UnsupportedOperationException("only the data path writes its log");
    }

    @Override
    public List<TracedDecision> decode(ByteBuffer memory, int offset) {
      int count = Math.clamp(Integer.toUnsignedLong(memory.getInt(offset)), 0, ROOM);
      List<TracedDecision> taken = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int at = offset + TAKEN + i * ENTRY;
        int number = memory.getInt(at);
        Decision decision =
            Decision.of(number)
                .orElseThrow(() -> new IllegalStateException("no decision has number " + number));
        taken.add(new TracedDecision(decision, memory.getInt(at + VALUE)));
      }
      return List.copyOf(taken);
    }
  }
}
