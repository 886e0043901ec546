package io.packetframe.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A debugger of a guest on x86-64, by GDB's remote protocol and QEMU's stub for it. The guest
 * stands still while this is open.
 */
public final class KernelDebugger implements AutoCloseable {
  /** In hexadecimal digits, behind 16 registers of 8 bytes. */
  private static final int INSTRUCTION_POINTER = 256;

  private static final int POINTER = 16;
  private static final int INTERRUPTS_ON = 1 << 9;
  private static final int MOST_TRIES = 600;

  private final SocketChannel stub;
  private final StringBuilder received = new StringBuilder();

  private KernelDebugger(SocketChannel stub) {
    this.stub = stub;
  }

  /** Stops a guest, as soon as QEMU listens. */
  public static KernelDebugger attach(Path socket) throws IOException, InterruptedException {
    for (int tries = 0; !Files.exists(socket); tries++) {
      assertThat(tries).as("QEMU opens %s", socket).isLessThan(MOST_TRIES);
      Thread.sleep(100);
    }
    KernelDebugger debugger =
        new KernelDebugger(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    assertThat(debugger.answer("?")).startsWith("T");
    return debugger;
  }

  /** Stops a guest where its kernel runs and lets itself be interrupted. */
  public static KernelDebugger attachToKernel(Path socket)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      KernelDebugger debugger = attach(socket);
      if (debugger.at() < 0 && (debugger.flags() & INTERRUPTS_ON) != 0) {
        return debugger;
      }
      debugger.close();
      Thread.sleep(20);
    }
    throw new IOException("the guest's kernel is never seen to run");
  }

  /** Returns the address of the next instruction. */
  public long at() throws IOException {
    String registers = answer("g");
    return ByteBuffer.wrap(
            HexFormat.of().parseHex(registers, INSTRUCTION_POINTER, INSTRUCTION_POINTER + POINTER))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getLong();
  }

  private int flags() throws IOException {
    int at = INSTRUCTION_POINTER + POINTER;
    return ByteBuffer.wrap(HexFormat.of().parseHex(answer("g"), at, at + 8))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }

  /** Lets the guest go on elsewhere. */
  public void jump(long address) throws IOException {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(address).array();
    String registers =
        new StringBuilder(answer("g"))
            .replace(
                INSTRUCTION_POINTER, INSTRUCTION_POINTER + POINTER, HexFormat.of().formatHex(bytes))
            .toString();
    assertThat(answer("G" + registers)).isEqualTo("OK");
  }

  /** Returns memory as the guest sees it. */
  public byte[] read(long address, int length) throws IOException {
    return HexFormat.of()
        .parseHex(answer("m" + Long.toHexString(address) + "," + Integer.toHexString(length)));
  }

  /** Writes memory, whether the guest could or not. */
  public void write(long address, byte... bytes) throws IOException {
    String where = Long.toHexString(address) + "," + Integer.toHexString(bytes.length);
    assertThat(answer("M" + where + ":" + HexFormat.of().formatHex(bytes))).isEqualTo("OK");
  }

  private String answer(String request) throws IOException {
    int sum = request.chars().sum() & 0xff;
    stub.write(
        ByteBuffer.wrap(
            String.format("+$%s#%02x", request, sum).getBytes(StandardCharsets.US_ASCII)));
    String answer = packet();
    // That the guest has stopped is told by itself too, whenever QEMU comes to it.
    while (answer.startsWith("T") && !request.equals("?")) {
      answer = packet();
    }
    return answer;
  }

  /** Returns what stands between $ and # of the next one; two digits follow. */
  private String packet() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4096);
    while (received.indexOf("#") < 0 || received.length() < received.indexOf("#") + 3) {
      if (stub.read(bytes) < 0) {
        throw new IOException("QEMU is gone");
      }
      received.append(StandardCharsets.US_ASCII.decode(bytes.flip()));
      bytes.clear();
    }
    int end = received.indexOf("#");
    String packet = received.substring(received.indexOf("$") + 1, end);
    received.delete(0, end + 3);
    return packet;
  }

  @Override
  public void close() throws IOException {
    try (stub) {
      assertThat(answer("D")).isEqualTo("OK");
    }
  }
}
