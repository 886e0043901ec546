package io.packetframe.fastpath;

import io.packetframe.fastpath.Ledger.Place;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.testing.FrameCapture;
import io.packetframe.testing.FrameSender;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Sends numbered frames into the router, and looks at all that comes. Never more are under way than
 * fit into any queue on it (256 frames of a veth, 1000 of a processor): what is lost is not lost
 * for want of room.
 */
final class Flood implements AutoCloseable {
  private static final int UNDER_WAY = 128;
  private static final int BURST = 32;
  private static final int LONGEST = 256;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

  private final Ledger ledger;
  private final FrameSender sender;
  private final Map<Place, FrameCapture> captures = new EnumMap<>(Place.class);
  private final ByteBuffer memory = NativeMemory.allocate(LONGEST);

  Flood(PrivateNetwork network, Ledger ledger) throws Exception {
    this.ledger = ledger;
    this.sender = network.call(() -> FrameSender.on(Links.index("in-peer")));
    for (Map.Entry<Place, String> place :
        Map.of(Place.PASSED, "in", Place.OUT, "out-peer", Place.ABOVE, "above-peer").entrySet()) {
      captures.put(
          place.getKey(), network.call(() -> FrameCapture.on(Links.index(place.getValue()))));
    }
  }

  /** Returns how many were sent: fewer where some never came to an end. */
  int send(int frames) {
    int sent = 0;
    long last = System.nanoTime();
    while (ledger.settled() < frames && System.nanoTime() - last < PATIENCE) {
      for (int i = 0; i < BURST && sent < frames && sent - ledger.settled() < UNDER_WAY; i++) {
        byte[] frame = ledger.sent(sent++);
        memory.put(0, frame);
        sender.send(memory, frame.length);
      }
      int before = ledger.settled();
      look();
      if (ledger.settled() > before) {
        last = System.nanoTime();
      }
    }
    look();
    return sent;
  }

  /** What left passed before: taken last and told first, the port knows of all that came out. */
  private void look() {
    List<byte[]> out = capture(Place.OUT).take();
    List<byte[]> above = capture(Place.ABOVE).take();
    capture(Place.PASSED).take().forEach(frame -> ledger.saw(Place.PASSED, frame));
    out.forEach(frame -> ledger.saw(Place.OUT, frame));
    above.forEach(frame -> ledger.saw(Place.ABOVE, frame));
  }

  private FrameCapture capture(Place place) {
    return Objects.requireNonNull(captures.get(place));
  }

  /** Returns how many frames came that found no room where they are looked at. */
  int missed() {
    return captures.values().stream().mapToInt(FrameCapture::missed).sum();
  }

  @Override
  public void close() {
    sender.close();
    captures.values().forEach(FrameCapture::close);
  }
}
