package io.packetframe.fastpath;

import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codec;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapDefinition;
import io.packetframe.bpf.MapView;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;

/**
 * A map of the data path that userspace fills: its name, which is its pin's too, and its entries.
 *
 * @param name as in {@code bpf/src/include/maps.h}
 */
public record FastPathMap<K, V>(String name, Codec<K> keys, Codec<V> values) {
  public static final FastPathMap<Integer, FastPathConfig> CFG =
      new FastPathMap<>("CFG", Codecs.U32, FastPathConfig.CODEC);

  /** Presence is the answer in these: the value is 1. */
  public static final FastPathMap<IpPrefix, Integer> ALLOW_V4 = prefixes("ALLOW_V4", Family.V4);

  public static final FastPathMap<IpPrefix, Integer> ALLOW_V6 = prefixes("ALLOW_V6", Family.V6);
  public static final FastPathMap<IpPrefix, Integer> BLOCK_V4 = prefixes("BLOCK_V4", Family.V4);
  public static final FastPathMap<IpPrefix, Integer> BLOCK_V6 = prefixes("BLOCK_V6", Family.V6);
  public static final FastPathMap<IpAddress, Integer> LOCAL_V4 = addresses("LOCAL_V4", Family.V4);
  public static final FastPathMap<IpAddress, Integer> LOCAL_V6 = addresses("LOCAL_V6", Family.V6);

  /** By ifindex of a port; bit 0: the driver shows frames 128 bytes too early. */
  public static final FastPathMap<Integer, Integer> PORT_QUIRKS =
      new FastPathMap<>("PORT_QUIRKS", Codecs.U32, Codecs.U32);

  /** The value is the ifindex that the kernel would receive the frame on. */
  public static final FastPathMap<IngressKey, Integer> INGRESS =
      new FastPathMap<>("INGRESS", IngressKey.CODEC, Codecs.U32);

  public static final FastPathMap<Integer, VlanEgress> VLAN_RESOLVE =
      new FastPathMap<>("VLAN_RESOLVE", Codecs.U32, VlanEgress.CODEC);
  public static final FastPathMap<Integer, EgressPort> EGRESS_PORTS =
      new FastPathMap<>("EGRESS_PORTS", Codecs.U32, EgressPort.CODEC);

  /** Key and value are the ifindex of the target; the writer must be in the target's namespace. */
  public static final FastPathMap<Integer, Integer> REDIRECT_DEVMAP =
      new FastPathMap<>("REDIRECT_DEVMAP", Codecs.U32, Codecs.U32);

  public static final FastPathMap<IpPrefix, SegmentLimit> MSS_CLAMP_V4 =
      new FastPathMap<>("MSS_CLAMP_V4", Codecs.prefixes(Family.V4), SegmentLimit.CODEC);
  public static final FastPathMap<IpPrefix, SegmentLimit> MSS_CLAMP_V6 =
      new FastPathMap<>("MSS_CLAMP_V6", Codecs.prefixes(Family.V6), SegmentLimit.CODEC);
  public static final FastPathMap<Integer, Integer> MSS_CLAMP_BY_IFACE =
      new FastPathMap<>("MSS_CLAMP_BY_IFACE", Codecs.U32, SegmentLimit.BARE);

  private static FastPathMap<IpPrefix, Integer> prefixes(String name, Family family) {
    return new FastPathMap<>(name, Codecs.prefixes(family), Codecs.U8);
  }

  private static FastPathMap<IpAddress, Integer> addresses(String name, Family family) {
    return new FastPathMap<>(name, new AddressCodec(family), Codecs.U8);
  }

  /** Returns the entries of this map in a loaded object. */
  public MapView<K, V> in(BpfObject object) {
    return of(object.map(name));
  }

  /**
   * Returns the entries of a map that is pinned under this one's name.
   *
   * @throws FastPathException if it is another: of another version, or somebody else's
   */
  public MapView<K, V> ofPinned(BpfMap map) throws FastPathException {
    MapDefinition is = map.definition();
    if (!is.hasKnownLayout()
        || is.isPerCpu()
        || is.keySize() != keys.size()
        || is.valueSize() != values.size()) {
      throw new FastPathException(map + " is not the map " + name + " of this version");
    }
    return of(map);
  }

  /** Returns the entries of a map that is known to be this one. */
  public MapView<K, V> of(BpfMap map) {
    return map.view(keys, values);
  }
}
