package io.packetframe.verifier.vm;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What happens to a machine, with the time since QEMU was started. */
public sealed interface VmEvent {
  /** Returns when, counted from the start of QEMU. */
  Duration at();

  /** QEMU runs. */
  record Started(Duration at, long pid) implements VmEvent {}

  /** A line on the console, cleaned of what only terminals want. */
  record ConsoleLine(Duration at, String line) implements VmEvent {}

  /** Bytes from the result port, in order and in any portions. */
  record ResultBytes(Duration at, ByteBuffer bytes) implements VmEvent {}

  /** The last event of every machine. */
  record Ended(Duration at, Ending ending) implements VmEvent {}
}
