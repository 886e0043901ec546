package io.packetframe.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * Bytes over one TCP connection, no two blocks the same.
 *
 * @param sent what went in at one end
 * @param received what came out at the other
 */
record Transfer(Sum sent, Sum received, double seconds) {
  private static final int BLOCK = 256 << 10;
  private static final int PORT = 5001;
  private static final int PATIENCE = 20_000;

  /**
   * Says of bytes whether they are the same. TCP's own sum would miss one changed segment of
   * 65,536, this misses one of four thousand million; a digest takes most of a guest's time.
   *
   * @param crc32 of all of them, in their order
   */
  record Sum(long bytes, long crc32) {
    @Override
    public String toString() {
      return "%,d bytes, CRC %08x".formatted(bytes, crc32);
    }
  }

  /**
   * Sends so many bytes.
   *
   * @param bytes rounded up to whole blocks
   */
  static Transfer over(EndHost from, EndHost to, InetAddress address, long bytes) throws Exception {
    long start = System.nanoTime();
    try (ServerSocket listening = to.call(() -> listen(address));
        Socket sender = from.call(() -> connect(address))) {
      CompletableFuture<Sum> received = new CompletableFuture<>();
      Thread reader = Thread.ofPlatform().start(() -> read(listening, received));
      Sum sent = write(sender, bytes);
      Sum came = received.get(PATIENCE, TimeUnit.MILLISECONDS);
      reader.join();
      return new Transfer(sent, came, (System.nanoTime() - start) / 1e9);
    }
  }

  boolean isWhole() {
    return sent.equals(received);
  }

  private static ServerSocket listen(InetAddress address) throws IOException {
    ServerSocket listening = new ServerSocket(PORT, 1, address);
    listening.setSoTimeout(PATIENCE);
    return listening;
  }

  private static Socket connect(InetAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(address, PORT), PATIENCE);
    return socket;
  }

  private static Sum write(Socket socket, long bytes) throws IOException {
    CRC32 sum = new CRC32();
    long written = 0;
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    OutputStream out = socket.getOutputStream();
    for (long at = 0; at < bytes; at += BLOCK) {
      ByteBuffer.wrap(block).putLong(at);
      sum.update(block);
      out.write(block);
      written += BLOCK;
    }
    socket.shutdownOutput();
    return new Sum(written, sum.getValue());
  }

  private static void read(ServerSocket listening, CompletableFuture<Sum> received) {
    try (Socket socket = listening.accept()) {
      socket.setSoTimeout(PATIENCE);
      CRC32 sum = new CRC32();
      long bytes = 0;
      byte[] block = new byte[BLOCK];
      InputStream in = socket.getInputStream();
      for (int length = in.read(block); length > 0; length = in.read(block)) {
        sum.update(block, 0, length);
        bytes += length;
      }
      received.complete(new Sum(bytes, sum.getValue()));
    } catch (Exception e) {
      received.completeExceptionally(e);
    }
  }

  @Override
  public String toString() {
    return "%,d MiB in %.2f s".formatted(sent.bytes() >> 20, seconds);
  }
}
