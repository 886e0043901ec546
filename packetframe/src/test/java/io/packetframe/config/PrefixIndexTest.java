package io.packetframe.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixIndexTest {
  /** Against the plain definition, on networks dense enough to overlap often. */
  @Test
  void findsAnOverlapExactlyWhereThereIsOne() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      PrefixIndex index = new PrefixIndex();
      List<IpPrefix> all = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        IpPrefix prefix = prefix(random);
        index.putIfAbsent(prefix, new Position(1, 1, 1));
        all.add(prefix);
      }
      IpPrefix asked = prefix(random);
      assertThat(index.overlapping(asked) != null)
          .as("seed %s, %s in %s", seed, asked, all)
          .isEqualTo(all.stream().anyMatch(asked::overlaps));
    }
  }

  private static IpPrefix prefix(Random random) {
    int length = random.nextInt(33);
    return random.nextInt(4) == 0
        ? new IpPrefix(IpAddress.v6((long) random.nextInt(8) << 61, random.nextInt(4)), 4 * length)
        : new IpPrefix(IpAddress.v4((random.nextInt(8) << 29) | random.nextInt(4)), length);
  }
}
