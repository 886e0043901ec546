package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Counter;
import io.packetframe.packet.Fixture;
import io.packetframe.packet.Outcome;
import io.packetframe.packet.Topology;
import io.packetframe.packet.Verdict;
import io.packetframe.sys.linux.Errno;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.PacketFixtures;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of {@code fixtures/packets}, through both variants, by the kernel's own routes. */
@KernelTest
class FixturesOnThisKernelTest {
  /** A page less what XDP keeps free before and behind. */
  private static final int ONE_BUFFER = 3000;

  private static final Map<Variant, BpfObject> LOADED = new EnumMap<>(Variant.class);
  private static @Nullable FixtureNetwork router;
  private static @Nullable WantedEntries told;

  @BeforeAll
  static void load() throws Exception {
    for (Variant variant : Variant.PRODUCTION) {
      LOADED.put(variant, variant.load());
    }
  }

  @AfterAll
  static void close() {
    closeRouter();
    LOADED.values().forEach(BpfObject::close);
  }

  static Stream<Fixture> fixtures() throws Exception {
    return PacketFixtures.all().stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void becomesWhatItsCaseSays(Fixture fixture) throws Exception {
    FixtureHost host = new FixtureHost(router(fixture.topology()), fixture);
    tell(host);
    for (Map.Entry<Variant, BpfObject> each : LOADED.entrySet()) {
      FilledMaps maps = new FilledMaps(each.getValue());
      long[] before = maps.counters();
      TestRunResult result = runOrSkip(host, each.getValue(), fixture);
      assertThat(outcome(fixture, before, maps.counters(), result))
          .as("%s: %s", each.getKey(), fixture)
          .isEqualTo(fixture.expected());
    }
  }

  /** Fills the maps, unless the case before needed the same: a test run changes none of them. */
  private static void tell(FixtureHost host) throws Exception {
    WantedEntries now = host.wanted();
    if (now.equals(told)) {
      return;
    }
    told = null;
    for (BpfObject object : LOADED.values()) {
      FilledMaps maps = new FilledMaps(object);
      host.fill(maps, now);
      maps.shorten();
    }
    told = now;
  }

  /** Cases of one router stand together: a namespace for each case takes most of the time. */
  private static FixtureNetwork router(Topology topology) throws Exception {
    FixtureNetwork last = router;
    if (last != null && last.topology().equals(topology)) {
      return last;
    }
    closeRouter();
    FixtureNetwork next = FixtureNetwork.of(topology);
    router = next;
    return next;
  }

  private static void closeRouter() {
    FixtureNetwork last = router;
    router = null;
    // Another router has other ifindexes.
    told = null;
    if (last != null) {
      last.close();
    }
  }

  private static TestRunResult runOrSkip(FixtureHost host, BpfObject object, Fixture fixture)
      throws Exception {
    try {
      return host.run(object);
    } catch (BpfException e) {
      // bpf_test_init of 5.10; kernels with several buffers take the frame.
      if (e.errno().equals(Errno.EMSGSIZE) && fixture.in().bytes().length > ONE_BUFFER) {
        return abort("no test runs of frames in several buffers: " + e.getMessage());
      }
      throw e;
    }
  }

  private static Outcome outcome(
      Fixture fixture, long[] before, long[] after, TestRunResult result) {
    Map<Counter, Long> moved = FilledMaps.moved(before, after);
    assertThat(moved.values()).allMatch(by -> by == 1);
    return new Outcome(
        switch (result.verdict()) {
          case FastPathBed.PASS -> new Verdict.Pass();
          case FastPathBed.DROP -> new Verdict.Drop();
          // The expected port is the only target that the host left in the map.
          case FastPathBed.REDIRECT ->
              fixture.verdict() instanceof Verdict.Redirect redirect
                  ? redirect
                  : new Verdict.Redirect(fixture.port());
          default -> throw new AssertionError("verdict " + result.verdict());
        },
        moved.keySet(),
        Bytes.of(result.packet()));
  }
}
