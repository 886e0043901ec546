package io.packetframe.packet;

import io.packetframe.net.MacAddress;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * An Ethernet frame by its parts. Lengths and checksums are right unless a {@link Lies} says
 * otherwise.
 *
 * @param destination the MAC address that it goes to
 * @param source the MAC address that it comes from
 * @param tags VLAN tags, the outermost first
 * @param network what the frame carries
 * @param trailer what follows the end that the IP header tells, such as padding
 * @param cut how many bytes are left of it, where it was truncated
 */
public record Packet(
    MacAddress destination,
    MacAddress source,
    List<VlanTag> tags,
    Network network,
    Bytes trailer,
    OptionalInt cut)
    implements Frame {
  /** Copies the tags. */
  public Packet {
    tags = List.copyOf(tags);
  }

  @Override
  public byte[] bytes() {
    FrameWriter out = new FrameWriter();
    out.bytes(destination.bytes());
    out.bytes(source.bytes());
    for (VlanTag tag : tags) {
      out.u16(tag.tpid());
      out.u16(tag.controlInformation());
    }
    out.u16(network.etherType());
    network.write(out, this);
    out.bytes(trailer.array());
    byte[] all = out.array();
    return cut.isPresent() ? Arrays.copyOf(all, Math.min(cut.getAsInt(), all.length)) : all;
  }

  /** Returns the packet before it was truncated. */
  Packet withoutCut() {
    return new Packet(destination, source, tags, network, trailer, OptionalInt.empty());
  }
}
