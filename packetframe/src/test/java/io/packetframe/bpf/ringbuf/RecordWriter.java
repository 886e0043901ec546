package io.packetframe.bpf.ringbuf;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codec;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A program that writes records into a ring buffer: each test run reserves 24 bytes and gives them
 * back where it was told to, then writes the bytes that it finds in a map.
 */
final class RecordWriter implements AutoCloseable {
  static final int LONGEST = 1023;

  private static final int MAP_LOOKUP_ELEM = 1;
  private static final int RINGBUF_OUTPUT = 130;
  private static final int RINGBUF_RESERVE = 131;
  private static final int RINGBUF_DISCARD = 133;

  private static final Codec<byte[]> ORDER = Codecs.bytes(8 + LONGEST + 1);

  private final BpfMap ring;
  private final BpfMap orders;
  private final Program program;
  private final MapView<Integer, byte[]> view;

  private RecordWriter(BpfMap ring, BpfMap orders, Program program) {
    this.ring = ring;
    this.orders = orders;
    this.program = program;
    this.view = orders.view(Codecs.U32, ORDER);
  }

  static RecordWriter open(Syscalls syscalls, int ringBytes) throws BpfException {
    BpfMap ring =
        BpfMap.create(syscalls, new MapSpec("pf_ring", MapType.RINGBUF, 0, 0, ringBytes, 0));
    BpfMap orders =
        BpfMap.create(syscalls, new MapSpec("pf_orders", MapType.ARRAY, 4, ORDER.size(), 1, 0));
    return new RecordWriter(ring, orders, Program.load(syscalls, program(ring, orders)));
  }

  BpfMap ring() {
    return ring;
  }

  /** Writes the bytes so many times; returns the helper's last answer: 0, or a negated errno. */
  int write(byte[] bytes, boolean withDiscard, int times) throws BpfException {
    ByteBuffer order = ByteBuffer.allocate(ORDER.size()).order(ByteOrder.nativeOrder());
    order.putInt(bytes.length).putInt(withDiscard ? 1 : 0).put(bytes);
    view.update(0, order.array(), UpdateMode.ANY);
    return program.testRun(TestRun.of(new byte[14]).repeated(times)).verdict();
  }

  private static ProgramSpec program(BpfMap ring, BpfMap orders) {
    int reg1 = 1;
    int reg2 = 2;
    int reg3 = 3;
    int reg4 = 4;
    int reg6 = 6;
    int reg10 = 10;
    List<Instruction> instructions =
        List.of(
            // r6 = &orders[0]
            new Instruction(0x62, reg10, 0, -4, 0),
            map(reg1, orders),
            new Instruction(0, 0, 0, 0, 0),
            new Instruction(0xbf, reg2, reg10, 0, 0),
            new Instruction(0x07, reg2, 0, 0, -4),
            Instruction.call(MAP_LOOKUP_ELEM),
            new Instruction(0x55, 0, 0, 1, 0),
            Instruction.exit(),
            new Instruction(0xbf, reg6, 0, 0, 0),
            // if (orders->discard) discard(reserve(ring, 24))
            new Instruction(0x61, reg1, reg6, 4, 0),
            new Instruction(0x15, reg1, 0, 9, 0),
            map(reg1, ring),
            new Instruction(0, 0, 0, 0, 0),
            Instruction.move(reg2, 24),
            Instruction.move(reg3, 0),
            Instruction.call(RINGBUF_RESERVE),
            new Instruction(0x15, 0, 0, 3, 0),
            new Instruction(0xbf, reg1, 0, 0, 0),
            Instruction.move(reg2, 0),
            Instruction.call(RINGBUF_DISCARD),
            // return output(ring, orders->bytes, orders->length, 0)
            new Instruction(0x61, reg3, reg6, 0, 0),
            new Instruction(0x57, reg3, 0, 0, LONGEST),
            map(reg1, ring),
            new Instruction(0, 0, 0, 0, 0),
            new Instruction(0xbf, reg2, reg6, 0, 0),
            new Instruction(0x07, reg2, 0, 0, 8),
            Instruction.move(reg4, 0),
            Instruction.call(RINGBUF_OUTPUT),
            Instruction.exit());
    return new ProgramSpec("pf_writer", ProgramType.XDP, instructions, "GPL");
  }

  private static Instruction map(int register, BpfMap map) {
    return new Instruction(0x18, register, 1, 0, map.fd().number());
  }

  @Override
  public void close() {
    program.close();
    orders.close();
    ring.close();
  }
}
