package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.TestRun;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Counter;
import io.packetframe.packet.Device;
import io.packetframe.packet.Fixture;
import io.packetframe.sys.linux.Errno;
import io.packetframe.testing.KernelTest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random frames under random rules on random routers: both forms of the program come to the end
 * that the model of the specification says, count what it says, and leave the bytes that it says.
 * What differs is made small and said as a case for {@code fixtures/packets}.
 *
 * <p>{@code -Dproperty.seed} gives other frames, {@code -Dproperty.frames} so many, however long
 * that takes. Else there are 100,000, and 10,000 in a guest, or as many as fit into the time.
 */
@KernelTest
class DataPathPropertyTest {
  private static final long SEED = Long.getLong("property.seed", 20261122L);

  /** Guests have no sources. */
  private static final boolean IN_GUEST = System.getProperty("root.directory") == null;

  private static final int FRAMES =
      Integer.getInteger("property.frames", IN_GUEST ? 10_000 : 100_000);
  private static final long NANOS = (IN_GUEST ? 20 : 40) * 1_000_000_000L;

  /** So many come to each end that the model knows. */
  private static final int ENOUGH_FOR_EVERY_END = 50_000;

  private static final int FRAMES_PER_CONFIG = 500;
  private static final int CONFIGS_PER_ROUTER = 12;
  private static final int ONE_BUFFER = 3000;
  private static final int LONGEST = 4800;

  private static final Map<Variant, BpfObject> PROGRAMS = new EnumMap<>(Variant.class);

  private final Map<Counter, Long> met = new EnumMap<>(Counter.class);
  private final long started = System.nanoTime();
  private int done;

  @BeforeAll
  static void load() throws Exception {
    for (Variant variant : Variant.PRODUCTION) {
      PROGRAMS.put(variant, variant.load());
    }
  }

  @AfterAll
  static void close() {
    PROGRAMS.values().forEach(BpfObject::close);
  }

  @Test
  void theProgramDoesWhatTheSpecificationSays(TestReporter reporter) throws Exception {
    int longest = longestFrame();
    for (int router = 0; goesOn(); router++) {
      tryRouter(new Random(SEED * 1_000_003 + router), longest);
    }
    String ran =
        "property.seed %d: %d frames in %.1f s, %s"
            .formatted(SEED, done, (System.nanoTime() - started) / 1e9, met);
    reporter.publishEntry("property.txt", ran);
    System.out.println(ran);

    assertThat(done).isGreaterThanOrEqualTo(FRAMES_PER_CONFIG);
    if (done >= ENOUGH_FOR_EVERY_END) {
      assertThat(met.keySet()).isEqualTo(everyEnd());
    }
  }

  private boolean goesOn() {
    boolean asked = System.getProperty("property.frames") != null;
    return done < FRAMES && (asked || System.nanoTime() - started < NANOS);
  }

  private void tryRouter(Random random, int longest) throws Exception {
    DrawnRouter drawn = new DrawnRouter(random);
    Trial trial = new Trial(drawn.lines(), drawn.config(), "wan0", Bytes.NONE);
    Fixture first = trial.withFrame(new byte[14]).fixture();
    try (ComparedRouter router = ComparedRouter.of(first, PROGRAMS)) {
      for (int i = 0; i < CONFIGS_PER_ROUTER && goesOn(); i++) {
        Device.Port port = first.topology().ports().get(random.nextInt(3));
        Trial next =
            new Trial(drawn.lines(), drawn.config(), port.name().text(), Bytes.of(new byte[14]));
        router.configure(next.fixture());
        DrawnFrames frames = new DrawnFrames(random, first.topology(), port, longest);
        List<Bytes> batch =
            Stream.generate(() -> Bytes.of(frames.next())).limit(FRAMES_PER_CONFIG).toList();
        Optional<ComparedRouter.Difference> difference = router.firstDifference(batch);
        if (difference.isPresent()) {
          explain(next.withFrame(batch.get(difference.get().at()).array()), difference.get());
        }
        done += batch.size();
      }
      router.met().forEach((counter, many) -> met.merge(counter, many, Long::sum));
    }
  }

  private static void explain(Trial failing, ComparedRouter.Difference first) throws Exception {
    try (Shrinker shrinker = new Shrinker(PROGRAMS, failing)) {
      Trial smallest = shrinker.shrink();
      ComparedRouter.Difference last = shrinker.difference(smallest).orElse(first);
      fail(
          "property.seed %d: %s%nAs a case, with what the model expects:%n%n%s",
          SEED, last.what(), smallest.fixtureText(last.expected()));
    }
  }

  /** Of test runs: kernels before 5.18 take one buffer. */
  private static int longestFrame() throws BpfException {
    List<BpfObject> objects = new ArrayList<>(PROGRAMS.values());
    try {
      objects.getFirst().program("fast_path").testRun(TestRun.of(new byte[LONGEST]));
      return LONGEST;
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.EMSGSIZE)) {
        throw e;
      }
      return ONE_BUFFER;
    }
  }

  /** What a test run can come to: no more than one device to come from, and all stages there. */
  private static Set<Counter> everyEnd() {
    return EnumSet.of(
        Counter.RX_TOTAL,
        Counter.MATCHED_V4,
        Counter.MATCHED_V6,
        Counter.MATCHED_SRC_ONLY,
        Counter.MATCHED_DST_ONLY,
        Counter.MATCHED_BOTH,
        Counter.FWD_OK,
        Counter.FWD_DRY_RUN,
        Counter.PASS_FRAGMENT,
        Counter.PASS_LOW_TTL,
        Counter.PASS_NO_NEIGH,
        Counter.PASS_NOT_IP,
        Counter.PASS_FRAG_NEEDED,
        Counter.DROP_UNREACHABLE,
        Counter.ERR_PARSE,
        Counter.ERR_FIB_OTHER,
        Counter.PASS_NOT_IN_DEVMAP,
        Counter.PASS_COMPLEX_HEADER,
        Counter.BOGON_DROPPED,
        Counter.MSS_CLAMP_APPLIED,
        Counter.MSS_CLAMP_SKIPPED,
        Counter.PASS_NDP,
        Counter.PASS_LOCAL,
        Counter.PASS_NO_ROUTE,
        Counter.PASS_UNREACHABLE,
        Counter.PASS_UNKNOWN_VLAN,
        Counter.PASS_NOT_OURS,
        Counter.PASS_BAD_HEADER,
        Counter.PASS_MARTIAN,
        Counter.PASS_TOO_LONG);
  }
}
