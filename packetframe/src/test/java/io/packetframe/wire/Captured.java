package io.packetframe.wire;

import io.packetframe.packet.Frame;
import io.packetframe.packet.FrameReader;
import io.packetframe.packet.Ipv4;
import io.packetframe.packet.Ipv6;
import io.packetframe.packet.Packet;
import io.packetframe.packet.Transport;
import io.packetframe.packet.Udp;
import io.packetframe.testing.FrameCapture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frames of the matrix that came by one interface, by the number of their cell. */
final class Captured implements AutoCloseable {
  private final FrameCapture capture;
  private final Map<Integer, List<byte[]>> byNumber = new HashMap<>();
  private int count;

  Captured(int interfaceIndex) {
    this.capture = FrameCapture.on(interfaceIndex);
  }

  /** Takes what has come; returns how many frames there are by now. */
  int look() {
    for (byte[] bytes : capture.take()) {
      int number = number(FrameReader.read(bytes));
      if (number != 0) {
        byNumber.computeIfAbsent(number, _ -> new ArrayList<>()).add(bytes);
        count++;
      }
    }
    return count;
  }

  List<byte[]> of(Cell cell) {
    return byNumber.getOrDefault(cell.number(), List.of());
  }

  /** Returns 0 for what is no frame of ours. */
  private static int number(Frame frame) {
    if (!(frame instanceof Packet packet)) {
      return 0;
    }
    Transport transport =
        switch (packet.network()) {
          case Ipv4 ip -> ip.transport();
          case Ipv6 ip -> ip.transport();
          default -> null;
        };
    return transport instanceof Udp udp ? udp.sourcePort() : 0;
  }

  @Override
  public void close() {
    capture.close();
  }
}
