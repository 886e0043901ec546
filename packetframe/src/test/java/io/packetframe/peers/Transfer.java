package io.packetframe.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Bytes over one TCP connection, no two blocks the same.
 *
 * @param sent SHA-256 of what went in at one end
 * @param received SHA-256 of what came out at the other
 */
record Transfer(long bytes, String sent, String received, double seconds) {
  private static final int BLOCK = 256 << 10;
  private static final int PORT = 5001;
  private static final int PATIENCE = 20_000;

  /**
   * Sends so many bytes.
   *
   * @param bytes rounded up to whole blocks
   */
  static Transfer over(EndHost from, EndHost to, InetAddress address, long bytes) throws Exception {
    long start = System.nanoTime();
    try (ServerSocket listening = to.call(() -> listen(address));
        Socket sender = from.call(() -> connect(address))) {
      CompletableFuture<String> received = new CompletableFuture<>();
      Thread reader = Thread.ofPlatform().start(() -> read(listening, received));
      String sent = write(sender, bytes);
      String came = received.get(PATIENCE, TimeUnit.MILLISECONDS);
      reader.join();
      return new Transfer(bytes, sent, came, (System.nanoTime() - start) / 1e9);
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

  private static String write(Socket socket, long bytes) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    OutputStream out = socket.getOutputStream();
    for (long at = 0; at < bytes; at += BLOCK) {
      ByteBuffer.wrap(block).putLong(at);
      digest.update(block);
      out.write(block);
    }
    socket.shutdownOutput();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void read(ServerSocket listening, CompletableFuture<String> received) {
    try (Socket socket = listening.accept()) {
      socket.setSoTimeout(PATIENCE);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[BLOCK];
      InputStream in = socket.getInputStream();
      for (int length = in.read(block); length > 0; length = in.read(block)) {
        digest.update(block, 0, length);
      }
      received.complete(HexFormat.of().formatHex(digest.digest()));
    } catch (Exception e) {
      received.completeExceptionally(e);
    }
  }

  @Override
  public String toString() {
    return "%,d MiB in %.2f s".formatted(bytes >> 20, seconds);
  }
}
