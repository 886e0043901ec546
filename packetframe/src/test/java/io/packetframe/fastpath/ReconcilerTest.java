package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.net.IpPrefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static final FastPathConfig LIVE = new FastPathConfig(false, Set.of(), 0);
  private static final FastPathConfig DRY = new FastPathConfig(true, Set.of(), 0);

  @Test
  void whatIsAsItShouldBeIsLeftAlone() throws Exception {
    MapContents both =
        new MapContents()
            .with(FastPathMap.ALLOW_V4, allowed("192.0.2.0/24", "198.51.100.0/24"))
            .with(FastPathMap.CFG, Map.of(0, LIVE));
    assertThat(Reconciler.plan(both, both)).isEmpty();
  }

  @Test
  void entriesComeBeforeOthersGo() throws Exception {
    List<Step> steps =
        Reconciler.plan(
            new MapContents().with(FastPathMap.ALLOW_V4, allowed("192.0.2.0/24", "10.0.0.0/8")),
            new MapContents().with(FastPathMap.ALLOW_V4, allowed("10.0.0.0/8", "172.16.0.0/12")));
    assertThat(texts(steps))
        .containsExactly("add 192.0.2.0/24 to ALLOW_V4", "remove 172.16.0.0/12 from ALLOW_V4");
  }

  @Test
  void anotherValueUnderAKeyIsAnUpdateAndNeverAbsent() {
    List<Step> steps =
        Reconciler.plan(
            new MapContents().with(FastPathMap.REDIRECT_DEVMAP, Map.of(7, 8)),
            new MapContents().with(FastPathMap.REDIRECT_DEVMAP, Map.of(7, 7)));
    assertThat(texts(steps)).containsExactly("update 7 in REDIRECT_DEVMAP");
  }

  /** A frame let in must find its way out, and one that is to be dropped must not slip through. */
  @Test
  void mapsAreFilledInTheOrderThatFramesNeedAndEmptiedInTheOther() throws Exception {
    MapContents full =
        new MapContents()
            .with(FastPathMap.CFG, Map.of(0, LIVE))
            .with(FastPathMap.ALLOW_V4, allowed("10.0.0.0/8"))
            .with(FastPathMap.REDIRECT_DEVMAP, Map.of(7, 7))
            .with(FastPathMap.EGRESS_PORTS, Map.of(7, new EgressPort(1518, false)))
            .with(FastPathMap.BLOCK_V4, allowed("10.9.0.0/16"));
    assertThat(maps(Reconciler.plan(full, new MapContents())))
        .containsExactly("BLOCK_V4", "EGRESS_PORTS", "REDIRECT_DEVMAP", "ALLOW_V4", "CFG");
    assertThat(maps(Reconciler.plan(new MapContents(), full)))
        .containsExactly("CFG", "ALLOW_V4", "REDIRECT_DEVMAP", "EGRESS_PORTS", "BLOCK_V4");
  }

  @Test
  void aDryRunBeginsBeforeAnythingNewIsForwardedAndEndsAfterAllIsThere() throws Exception {
    MapContents more = new MapContents().with(FastPathMap.ALLOW_V4, allowed("10.0.0.0/8"));
    assertThat(
            maps(
                Reconciler.plan(
                    more.with(FastPathMap.CFG, Map.of(0, DRY)),
                    new MapContents().with(FastPathMap.CFG, Map.of(0, LIVE)))))
        .containsExactly("CFG", "ALLOW_V4");
    assertThat(
            maps(
                Reconciler.plan(
                    more.with(FastPathMap.CFG, Map.of(0, LIVE)),
                    new MapContents().with(FastPathMap.CFG, Map.of(0, DRY)))))
        .containsExactly("ALLOW_V4", "CFG");
  }

  @Test
  void everyMapHasItsPlace() {
    assertThat(MapOrder.ALL).doesNotHaveDuplicates().hasSize(15);
  }

  private static Map<IpPrefix, Integer> allowed(String... prefixes) throws Exception {
    Map<IpPrefix, Integer> entries = new LinkedHashMap<>();
    for (String prefix : prefixes) {
      entries.put(IpPrefix.parse(prefix), 1);
    }
    return entries;
  }

  private static List<String> texts(List<Step> steps) {
    return steps.stream().map(Object::toString).toList();
  }

  private static List<String> maps(List<Step> steps) {
    return steps.stream().map(step -> step.map().name()).toList();
  }
}
