package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.MapEntry;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.packet.Frame;
import io.packetframe.packet.FrameReader;
import io.packetframe.packet.Ipv4;
import io.packetframe.packet.Ipv6;
import io.packetframe.packet.Packet;
import java.util.Comparator;
import java.util.Optional;

/**
 * The longest prefixes of the lists that the two ends of a packet are in. The data path is told
 * only that there is one.
 *
 * @param source of the allowlist
 * @param destination of the allowlist
 * @param blocked of the block list, around the destination
 */
public record ListedPrefixes(
    Optional<IpPrefix> source, Optional<IpPrefix> destination, Optional<IpPrefix> blocked) {
  private static final ListedPrefixes NONE =
      new ListedPrefixes(Optional.empty(), Optional.empty(), Optional.empty());

  /** Looks for the ends of a frame in the maps that a program uses; none where it is not IP. */
  static ListedPrefixes of(byte[] frame, BpfObject object) throws PacketFrameException {
    Frame read = FrameReader.read(frame);
    if (!(read instanceof Packet packet)) {
      return NONE;
    }
    return switch (packet.network()) {
      case Ipv4 ip -> of(ip.source(), ip.destination(), object);
      case Ipv6 ip -> of(ip.source(), ip.destination(), object);
      default -> NONE;
    };
  }

  private static ListedPrefixes of(IpAddress source, IpAddress destination, BpfObject object)
      throws PacketFrameException {
    boolean v4 = source.family() == Family.V4;
    FastPathMap<IpPrefix, Integer> allowed = v4 ? FastPathMap.ALLOW_V4 : FastPathMap.ALLOW_V6;
    FastPathMap<IpPrefix, Integer> blocked = v4 ? FastPathMap.BLOCK_V4 : FastPathMap.BLOCK_V6;
    return new ListedPrefixes(
        longest(allowed, object, source),
        longest(allowed, object, destination),
        longest(blocked, object, destination));
  }

  private static Optional<IpPrefix> longest(
      FastPathMap<IpPrefix, Integer> list, BpfObject object, IpAddress address)
      throws PacketFrameException {
    BpfMap map = object.map(list.name());
    return list.of(map).entries(map.definition().maxEntries()).items().stream()
        .map(MapEntry::key)
        .filter(prefix -> prefix.contains(address))
        .max(Comparator.comparingInt(IpPrefix::length));
  }
}
