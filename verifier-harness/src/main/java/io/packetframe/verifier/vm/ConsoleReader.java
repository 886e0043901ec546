package io.packetframe.verifier.vm;

import io.packetframe.verifier.vm.VmEvent.ConsoleLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** Cuts a console into lines; a line that never ends is cut at a length. */
final class ConsoleReader implements Runnable {
  /** Takes lines; may block, which slows the guest down instead of filling our memory. */
  interface Sink {
    void put(ConsoleLine line) throws InterruptedException;
  }

  private static final int LONGEST = 8_192;

  private final InputStream in;
  private final long limit;
  private final Supplier<Duration> clock;
  private final Sink sink;
  private final StringBuilder line = new StringBuilder();
  private volatile boolean tooMuch;

  ConsoleReader(InputStream in, long limit, Supplier<Duration> clock, Sink sink) {
    this.in = in;
    this.limit = limit;
    this.clock = clock;
    this.sink = sink;
  }

  boolean isTooMuch() {
    return tooMuch;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[8_192];
    long count = 0;
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        count += length;
        if (count > limit) {
          tooMuch = true;
          return;
        }
        // One character a byte: a console may hold anything, and no line end hides in UTF-8.
        take(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      }
      flush();
    } catch (IOException e) {
      // The stream was closed because QEMU is gone; its exit status tells the rest.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(String text) throws InterruptedException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        flush();
      } else {
        line.append(c);
        if (line.length() >= LONGEST) {
          flush();
        }
      }
    }
  }

  private void flush() throws InterruptedException {
    byte[] bytes = line.toString().getBytes(StandardCharsets.ISO_8859_1);
    line.setLength(0);
    String cleaned = ConsoleTriage.clean(new String(bytes, StandardCharsets.UTF_8));
    if (!cleaned.isBlank()) {
      sink.put(new ConsoleLine(clock.get(), cleaned));
    }
  }
}
