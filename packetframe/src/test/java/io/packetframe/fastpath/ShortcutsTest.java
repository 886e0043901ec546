package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shortcuts say what the maps say, or nothing. */
class ShortcutsTest {
  private static final int LISTS = 200;
  private static final int ADDRESSES = 400;

  @ParameterizedTest
  @EnumSource(Family.class)
  void whatIsKnownOfAnAddressIsTrue(Family family) {
    Random random = new Random(family.bits());
    int known = 0;
    for (int i = 0; i < LISTS; i++) {
      List<IpPrefix> prefixes = new ArrayList<>();
      for (int k = random.nextInt(1, 40); k > 0; k--) {
        prefixes.add(prefix(random, family));
      }
      ReadShortcuts shortcuts = new ReadShortcuts(listed(prefixes));
      for (int k = 0; k < ADDRESSES; k++) {
        IpAddress address = near(random, prefixes.get(random.nextInt(prefixes.size())));
        Optional<Boolean> said = shortcuts.isListed(address);
        if (said.isPresent()) {
          boolean listed = prefixes.stream().anyMatch(prefix -> prefix.contains(address));
          assertThat(said.get()).as("%s in %s", address, prefixes).isEqualTo(listed);
          known++;
        }
      }
    }
    assertThat(known).isGreaterThan(LISTS * ADDRESSES / 3);
  }

  /** Numbers close to zero, where an empty place could be taken for an entry. */
  private static IpPrefix prefix(Random random, Family family) {
    int length = random.nextInt(4) == 0 ? random.nextInt(1, 33) : random.nextInt(14, 33);
    if (family == Family.V4) {
      return masked(IpAddress.v4(few(random, 8) << 8 | random.nextInt(256)), length);
    }
    long high = (long) few(random, 32) << 32 | Integer.toUnsignedLong(few(random, 16) << 16);
    return masked(IpAddress.v6(high, 0), random.nextBoolean() ? length : length * 2);
  }

  /** Few enough values that prefixes meet. */
  private static int few(Random random, int shift) {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> random.nextInt(4);
      default -> random.nextInt(64) << random.nextInt(Math.min(shift, 18));
    };
  }

  private static IpPrefix masked(IpAddress address, int length) {
    if (address.family() == Family.V4) {
      return new IpPrefix(
          IpAddress.v4(length == 0 ? 0 : (int) address.low() & -1 << (32 - length)), length);
    }
    return new IpPrefix(
        IpAddress.v6(length == 0 ? 0 : address.high() & -1L << (64 - Math.min(64, length)), 0),
        length);
  }

  private static IpAddress near(Random random, IpPrefix prefix) {
    int bit = random.nextInt(prefix.family() == Family.V4 ? 32 : 64);
    IpAddress address = prefix.address();
    if (prefix.family() == Family.V4) {
      return IpAddress.v4((int) address.low() ^ (random.nextInt(4) == 0 ? 0 : 1 << bit));
    }
    return IpAddress.v6(
        address.high() ^ (random.nextInt(4) == 0 ? 0 : 1L << bit), random.nextInt());
  }

  private static MapContents listed(List<IpPrefix> prefixes) {
    Map<IpPrefix, Integer> entries = new LinkedHashMap<>();
    prefixes.forEach(prefix -> entries.put(prefix, 1));
    boolean isV4 = prefixes.getFirst().family() == Family.V4;
    return new MapContents().with(isV4 ? FastPathMap.ALLOW_V4 : FastPathMap.ALLOW_V6, entries);
  }

  @Test
  void whatListsUsuallyHoldIsKnown() throws LiteralException {
    assertKnown("198.51.100.0/24", "198.51.100.7", true);
    assertKnown("198.51.100.0/22", "198.51.103.7", true);
    assertKnown("10.0.0.0/8", "10.255.1.1", true);
    assertKnown("198.51.100.0/24", "203.0.113.1", false);
    assertKnown("2001:db8:7::/48", "2001:db8:7:8::1", true);
    assertKnown("2001:db8::/32", "2001:db8:7:8::1", true);
    assertKnown("2001:db8::/29", "2001:dbf:7:8::1", true);
    assertKnown("2001:db8:7::/48", "2a00:1450::1", false);
  }

  private static void assertKnown(String prefix, String address, boolean listed)
      throws LiteralException {
    ReadShortcuts shortcuts = new ReadShortcuts(listed(List.of(IpPrefix.parse(prefix))));
    assertThat(shortcuts.isListed(IpAddress.parse(address))).contains(listed);
  }

  @Test
  void aPrefixThatIsLongerThanItsPlaceIsLeftToTheMap() throws LiteralException {
    ReadShortcuts shortcuts = new ReadShortcuts(listed(List.of(IpPrefix.parse("192.0.2.1/32"))));
    assertThat(shortcuts.isListed(IpAddress.parse("192.0.2.1"))).isEmpty();
    assertThat(shortcuts.isListed(IpAddress.parse("192.0.2.2"))).isEmpty();
  }

  /** More of both than there are places. */
  @Test
  void whatIsKnownOfADeviceIsTrue() {
    Map<IngressKey, Integer> ingress = new LinkedHashMap<>();
    Map<Integer, VlanEgress> vlans = new LinkedHashMap<>();
    Random random = new Random(7);
    for (int i = 1; i <= 800; i++) {
      ingress.put(key(random), i);
      if (i % 2 == 0) {
        vlans.put(i, new VlanEgress(i, List.of(), 1500, 1518, false));
      }
    }
    ingress.put(new IngressKey(3, List.of(), Optional.empty()), 9);
    ReadShortcuts shortcuts =
        new ReadShortcuts(
            new MapContents()
                .with(FastPathMap.INGRESS, ingress)
                .with(FastPathMap.VLAN_RESOLVE, vlans));
    int known = 0;
    for (Map.Entry<IngressKey, Integer> entry : ingress.entrySet()) {
      int device = shortcuts.ingress(entry.getKey());
      assertThat(device).isIn(0, entry.getKey().mac().isPresent() ? entry.getValue() : 0);
      known += device == 0 ? 0 : 1;
    }
    assertThat(known).isGreaterThan(100);
    for (int i = 0; i < 2000; i++) {
      IngressKey key = key(random);
      assertThat(shortcuts.ingress(key)).isIn(0, ingress.getOrDefault(key, 0));
      Optional<VlanEgress> held = Optional.ofNullable(vlans.get(i + 1));
      shortcuts.vlan(i + 1).ifPresent(said -> assertThat(said).isEqualTo(held));
    }
    assertThat(shortcuts.vlan(1)).contains(Optional.empty());
    assertThat(shortcuts.vlan(2)).contains(Optional.ofNullable(vlans.get(2)));
    assertThat(shortcuts.vlan(258)).isEmpty();
  }

  private static IngressKey key(Random random) {
    List<VlanId> tags = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      tags.add(new VlanId(VlanId.CUSTOMER, random.nextInt(1, 40)));
    }
    return new IngressKey(
        random.nextInt(1, 9), tags, Optional.of(new MacAddress(random.nextInt(1, 5))));
  }
}
