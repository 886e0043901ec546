package io.packetframe.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.btf.BtfWriter;
import io.packetframe.btf.CoreException;
import io.packetframe.btf.CoreRelocator;
import io.packetframe.btf.CoreTargets;
import io.packetframe.btf.LazyBtf;
import io.packetframe.btf.ObjectException;
import io.packetframe.oracle.Corpus;
import io.packetframe.oracle.CorpusObject;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and forged objects: our exception or a spec, and soon. */
class HostileObjectTest {
  private static final int USUAL_MUTATIONS = 100_000;
  private static final int MUTATIONS = Integer.getInteger("mutations", USUAL_MUTATIONS);
  private static final int LARGEST_SEED = 64 * 1024;
  private static final int PARSED = 1;
  private static final int RELOCATED = 2;
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
  // Long enough for the long tier on a slow machine: a loop without end is what it ends.
  @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void mutationsAreAnswered() throws Exception {
    List<byte[]> seeds = seeds();
    CoreTargets targets = CoreTargets.only(LazyBtf.open("target", target()));
    Random random = new Random(SEED);
    int parsed = 0;
    int relocated = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = seeds.get(random.nextInt(seeds.size())).clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutate(mutant, random);
      }
      int answer = answered(mutant, targets, i);
      parsed += answer >= PARSED ? 1 : 0;
      relocated += answer == RELOCATED ? 1 : 0;
    }
    // Both kinds of answer, or the mutations are too coarse or too fine to find anything.
    assertThat(parsed).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
    assertThat(relocated).isBetween(MUTATIONS / 200, parsed);
  }

  /** The committed objects; in the long tier those of packages too, where set-up fetched them. */
  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>(Objects.names().stream().map(Objects::bytes).toList());
    if (MUTATIONS > USUAL_MUTATIONS) {
      for (CorpusObject object : Corpus.packages()) {
        if (object.bytes().length <= LARGEST_SEED) {
          seeds.add(object.bytes());
        }
      }
    }
    return seeds;
  }

  private static byte[] target() throws ObjectException {
    return BtfWriter.write(ObjectFile.parse(Objects.bytes("core_target")).btf().orElseThrow());
  }

  /** Returns how far it came: refused, parsed, or with a program whose relocations were made. */
  private static int answered(byte[] mutant, CoreTargets targets, int number) {
    int answer = 0;
    try {
      ObjectSpec object = ObjectFile.parse(mutant);
      answer = PARSED;
      if (object.btf().isPresent()) {
        CoreRelocator relocator = new CoreRelocator(object.btf().get(), targets);
        for (ProgramSpec program : object.programs()) {
          boolean isRelocated = !program.coreRelocations().isEmpty();
          assertThat(relocator.relocate(program).coreRelocations()).isEmpty();
          answer = isRelocated ? RELOCATED : answer;
        }
      }
      return answer;
    } catch (ObjectException | CoreException e) {
      assertThat(e.getMessage()).isNotBlank();
      return answer;
    } catch (PacketFrameException | RuntimeException | Error e) {
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
