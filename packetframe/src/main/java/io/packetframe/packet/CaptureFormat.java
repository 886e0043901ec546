package io.packetframe.packet;

import io.packetframe.packet.CaptureReader.Captured;
import java.io.IOException;
import java.util.Optional;

/** A format of captures, behind its first bytes. */
sealed interface CaptureFormat permits Pcap, Pcapng {
  /** Reads the next frame; empty at the end. */
  Optional<Captured> next() throws IOException, CaptureException;
}
