package io.packetframe.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.btf.ObjectException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and forged objects: our exception or a spec, and soon. */
class HostileObjectTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 100_000);
  private static final long SEED = Long.getLong("mutations.seed", 20261121);

  /** Numbers at which sizes, counts and offsets turn. */
  private static final long[] EDGES = {
    0,
    1,
    7,
    8,
    0x7f,
    0xff,
    0xffff,
    0x10000,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    -1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0xfffffff8L,
    16 << 20
  };

  static List<String> names() {
    return Objects.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTruncationIsRefused(String name) {
    byte[] object = Objects.bytes(name);
    assertThat(object.length).isLessThanOrEqualTo(16 * 1024);
    for (int length = 0; length < object.length; length++) {
      byte[] cut = Arrays.copyOf(object, length);
      assertThatThrownBy(() -> ObjectFile.parse(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(ObjectException.class);
    }
  }

  @Test
  void mutationsAreAnswered() {
    List<byte[]> objects = Objects.names().stream().map(Objects::bytes).toList();
    Random random = new Random(SEED);
    int parsed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = objects.get(random.nextInt(objects.size())).clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutate(mutant, random);
      }
      parsed += answered(mutant, i) ? 1 : 0;
    }
    // Both kinds of answer, or the mutations are too coarse or too fine to find anything.
    assertThat(parsed).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  private static boolean answered(byte[] mutant, int number) {
    try {
      ObjectFile.parse(mutant);
      return true;
    } catch (ObjectException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "mutation " + number + " of seed " + SEED + ": " + HexFormat.of().formatHex(mutant), e);
    }
  }

  private static void mutate(byte[] bytes, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = random.nextInt(bytes.length - Long.BYTES);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      // Fields are aligned: edges hit them only there.
      case 2 -> buffer.putInt(at & ~3, (int) EDGES[random.nextInt(EDGES.length)]);
      case 3 -> buffer.putLong(at & ~7, EDGES[random.nextInt(EDGES.length)]);
      default -> buffer.putInt(at & ~3, buffer.getInt(at & ~3) + random.nextInt(17) - 8);
    }
  }
}
