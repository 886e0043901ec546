package io.packetframe.host.linux;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A netlink that answers requests, by their type, with datagrams of the test's. */
final class ScriptedNetlink {
  static final int LINKS = 18;
  static final int ADDRESSES = 22;
  static final int ANYCAST = 62;
  static final int CONTROLLER = 16;
  static final int NETDEV = 31;

  private static final int NLM_F_MULTI = 2;
  private static final byte[] DONE = message(3, NLM_F_MULTI, body -> body.putInt(0));

  private final Map<Integer, Deque<List<byte[]>>> answers = new HashMap<>();
  private final Deque<byte[]> pending = new ArrayDeque<>();
  private final ScriptedSyscalls syscalls =
      new ScriptedSyscalls().onSend(this::send).onRecv(this::receive);

  /** Answers one request with these datagrams; the last answer to a type is given again. */
  ScriptedNetlink answer(int type, byte[]... datagrams) {
    answers.computeIfAbsent(type, _ -> new ArrayDeque<>()).add(List.of(datagrams));
    return this;
  }

  /** Answers with these messages, then the end. */
  ScriptedNetlink tell(int type, byte[]... messages) {
    List<byte[]> all = new ArrayList<>(List.of(messages));
    all.add(DONE);
    return answer(type, all.toArray(byte[][]::new));
  }

  ScriptedSyscalls syscalls() {
    return syscalls;
  }

  private long send(ByteBuffer message) {
    pending.clear();
    Deque<List<byte[]>> scripted = answers.get((int) message.getShort(4));
    if (scripted == null) {
      pending.add(error(Errno.EOPNOTSUPP));
    } else {
      pending.addAll(scripted.size() > 1 ? scripted.removeFirst() : scripted.getFirst());
    }
    return message.getInt(0);
  }

  private long receive(ByteBuffer memory) {
    byte[] datagram = pending.pollFirst();
    if (datagram == null) {
      return ScriptedSyscalls.refusal(Errno.EAGAIN);
    }
    memory.put(0, datagram, 0, Math.min(datagram.length, memory.capacity()));
    return datagram.length;
  }

  static byte[] error(Errno errno) {
    return message(2, 0, body -> body.putInt(-errno.number()).put(new byte[16]));
  }

  /** A part of an answer that has more. */
  static byte[] part(int type, Consumer<ByteBuffer> body) {
    return message(type, NLM_F_MULTI, body);
  }

  static byte[] message(int type, int flags, Consumer<ByteBuffer> body) {
    ByteBuffer memory = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
    memory.position(16);
    body.accept(memory);
    int length = memory.position();
    memory.putInt(0, length).putShort(4, (short) type).putShort(6, (short) flags);
    byte[] bytes = new byte[(length + 3) & ~3];
    memory.get(0, bytes);
    return bytes;
  }

  /** A device: {@code struct ifinfomsg}, its name, and what else the test adds. */
  static byte[] link(int index, String name, Consumer<ByteBuffer> attributes) {
    return part(
        16,
        body -> {
          body.putShort((short) 0).putShort((short) 1).putInt(index).putInt(1).putInt(0);
          text(body, 3, name);
          attributes.accept(body);
        });
  }

  static void attribute(ByteBuffer body, int type, Consumer<ByteBuffer> value) {
    int start = body.position();
    body.putShort(start + 2, (short) type).position(start + 4);
    value.accept(body);
    body.putShort(start, (short) (body.position() - start));
    body.position((body.position() + 3) & ~3);
  }

  static void text(ByteBuffer body, int type, String text) {
    attribute(body, type, it -> it.put((text + '\0').getBytes(StandardCharsets.UTF_8)));
  }

  static void u32(ByteBuffer body, int type, int value) {
    attribute(body, type, it -> it.putInt(value));
  }
}
