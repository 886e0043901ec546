package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.PossibleCpus;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each type of map, its entries and batches, on the kernel that runs the tests. */
@KernelTest
class MapsOnThisKernelTest {
  private static final int MANY = 3000;
  private static final int LOOPBACK = 1;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void aHashTakesEachModeAtItsWord() throws BpfException {
    try (BpfMap map = create(MapType.HASH, 4, 8, 16, 0)) {
      MapView<Integer, Long> view = map.view(Codecs.U32, Codecs.U64);
      assertThat(view.lookup(1)).isEmpty();
      assertRefused(() -> view.update(1, 10L, UpdateMode.EXIST), Errno.ENOENT);
      view.update(1, 10L, UpdateMode.NOEXIST);
      assertRefused(() -> view.update(1, 11L, UpdateMode.NOEXIST), Errno.EEXIST);
      view.update(1, 12L, UpdateMode.EXIST);
      view.update(2, 20L, UpdateMode.ANY);
      assertThat(view.lookup(1)).contains(12L);
      assertThat(view.keys(16).items()).containsExactlyInAnyOrder(1, 2);
      assertThat(view.delete(1)).isTrue();
      assertThat(view.delete(1)).isFalse();
      assertThat(view.entries(16)).isEqualTo(new Snapshot<>(List.of(new MapEntry<>(2, 20L)), true));
    }
  }

  @Test
  void anArrayHasAllItsEntriesAlways() throws BpfException {
    try (BpfMap map = create(MapType.ARRAY, 4, 8, 3, 0)) {
      MapView<Integer, Long> view = map.view(Codecs.U32, Codecs.U64);
      view.update(2, 7L, UpdateMode.ANY);
      assertThat(view.keys(9)).isEqualTo(new Snapshot<>(List.of(0, 1, 2), true));
      assertThat(view.entries(9).items())
          .containsExactly(new MapEntry<>(0, 0L), new MapEntry<>(1, 0L), new MapEntry<>(2, 7L));
      assertThat(view.entries(2).complete()).isFalse();
      assertThat(view.lookup(3)).isEmpty();
      assertRefused(() -> view.update(3, 1L, UpdateMode.ANY), Errno.E2BIG);
      assertRefused(() -> view.delete(0), Errno.EINVAL);
    }
  }

  @Test
  void aTrieAnswersWithTheLongestPrefix() throws Exception {
    try (BpfMap four = create(MapType.LPM_TRIE, 8, 1, 64, MapSpec.NO_PREALLOC);
        BpfMap six = create(MapType.LPM_TRIE, 20, 1, 64, MapSpec.NO_PREALLOC)) {
      MapView<IpPrefix, Integer> v4 = four.view(Codecs.prefixes(Family.V4), Codecs.U8);
      v4.update(IpPrefix.parse("10.0.0.0/8"), 8, UpdateMode.ANY);
      v4.update(IpPrefix.parse("10.1.0.0/16"), 16, UpdateMode.ANY);
      assertThat(v4.lookup(IpPrefix.parse("10.1.2.3/32"))).contains(16);
      assertThat(v4.lookup(IpPrefix.parse("10.2.2.3/32"))).contains(8);
      assertThat(v4.lookup(IpPrefix.parse("11.0.0.1/32"))).isEmpty();
      MapView<IpPrefix, Integer> v6 = six.view(Codecs.prefixes(Family.V6), Codecs.U8);
      v6.update(IpPrefix.parse("2001:db8::/32"), 32, UpdateMode.ANY);
      assertThat(v6.lookup(IpPrefix.parse("2001:db8:1::1/128"))).contains(32);
      assertThat(v6.lookup(IpPrefix.parse("2001:db9::/128"))).isEmpty();
      assertThat(v6.keys(9).items()).containsExactly(IpPrefix.parse("2001:db8::/32"));
    }
  }

  @Test
  void aTrieIsFilledReadAndEmptiedInBatches() throws BpfException {
    try (BpfMap map = create(MapType.LPM_TRIE, 8, 1, MANY, MapSpec.NO_PREALLOC)) {
      MapView<IpPrefix, Integer> view = map.view(Codecs.prefixes(Family.V4), Codecs.U8);
      List<MapEntry<IpPrefix, Integer>> entries =
          IntStream.range(0, MANY).mapToObj(i -> new MapEntry<>(network(i), i & 0xff)).toList();
      view.updateAll(entries, UpdateMode.ANY);
      assertThat(view.entries(MANY).complete()).isTrue();
      assertSameEntries(view.entries(MANY).items(), entries);
      view.deleteAll(entries.stream().map(MapEntry::key).toList());
      assertThat(view.keys(1)).isEqualTo(new Snapshot<>(List.of(), true));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HASH", "PERCPU_HASH"})
  void batchesAndSingleCallsDoTheSame(MapType type) throws Exception {
    try (BpfMap map = create(type, 4, 8, MANY, 0)) {
      if (type == MapType.HASH) {
        fillReadEmpty(map.view(Codecs.U32, Codecs.U64), LongStream.range(0, MANY).boxed().toList());
      } else {
        PossibleCpus cpus = PossibleCpus.ofThisHost();
        fillReadEmpty(
            map.perCpuView(Codecs.U32, Codecs.U64, cpus),
            LongStream.range(0, MANY).mapToObj(i -> Collections.nCopies(cpus.count(), i)).toList());
      }
    }
  }

  /** As sets: comparing two lists in any order takes seconds for thousands under emulation. */
  private static <T> void assertSameEntries(List<T> actual, List<T> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(new HashSet<>(actual)).isEqualTo(new HashSet<>(expected));
  }

  private static <V> void fillReadEmpty(MapView<Integer, V> view, List<V> values)
      throws BpfException {
    List<MapEntry<Integer, V>> entries =
        IntStream.range(0, MANY).mapToObj(i -> new MapEntry<>(i, values.get(i))).toList();
    view.updateAll(entries, UpdateMode.ANY);
    Snapshot<MapEntry<Integer, V>> batched = view.entries(MANY);
    assertThat(batched.complete()).isTrue();
    assertSameEntries(batched.items(), entries);
    assertSameEntries(SingleCalls.entries(view, MANY).items(), entries);
    List<Integer> keys = new ArrayList<>(IntStream.range(0, 2000).boxed().toList());
    keys.add(1500, 77_777);
    assertThatThrownBy(() -> view.deleteAll(keys))
        .isInstanceOfSatisfying(
            BatchException.class,
            e -> {
              assertThat(e.done()).isEqualTo(1500);
              assertThat(e.errno()).isEqualTo(Errno.ENOENT);
            });
    assertThat(view.keys(MANY).items()).hasSize(MANY - 1500).doesNotContain(0, 1499);
  }

  @Test
  void aFullMapTellsHowManyEntriesItTook() throws BpfException {
    try (BpfMap map = create(MapType.HASH, 4, 4, 100, 0)) {
      MapView<Integer, Integer> view = map.view(Codecs.U32, Codecs.U32);
      List<MapEntry<Integer, Integer>> entries =
          IntStream.range(0, 101).mapToObj(i -> new MapEntry<>(i, i)).toList();
      assertThatThrownBy(() -> view.updateAll(entries, UpdateMode.ANY))
          .hasMessageContaining("after 100 of 101 entries: E2BIG");
      assertThat(view.keys(200).items()).hasSize(100);
      assertThatThrownBy(() -> view.updateAll(entries, UpdateMode.NOEXIST))
          .hasMessageContaining("after 0 of 101 entries: EEXIST");
    }
  }

  @Test
  void aPerCpuArrayHasAValueOfEachPossibleCpu() throws BpfException, IOException {
    PossibleCpus cpus = PossibleCpus.ofThisHost();
    try (BpfMap map = create(MapType.PERCPU_ARRAY, 4, 24, 1, 0);
        BpfMap odd = create(MapType.PERCPU_ARRAY, 4, 5, 2, 0)) {
      MapView<Integer, List<long[]>> view = map.perCpuView(Codecs.U32, Codecs.counters(3), cpus);
      List<long[]> blocks =
          IntStream.range(0, cpus.count()).mapToObj(i -> new long[] {i, 1, -i}).toList();
      view.update(0, blocks, UpdateMode.ANY);
      assertThat(view.lookup(0).orElseThrow())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactlyElementsOf(blocks);
      long ids = (long) cpus.count() * (cpus.count() - 1) / 2;
      assertThat(PerCpuSum.of(view.lookup(0).orElseThrow()))
          .containsExactly(ids, cpus.count(), -ids);

      MapView<Integer, List<byte[]>> bytes = odd.perCpuView(Codecs.U32, Codecs.bytes(5), cpus);
      bytes.update(
          1, Collections.nCopies(cpus.count(), new byte[] {1, 2, 3, 4, 5}), UpdateMode.ANY);
      assertThat(bytes.entries(2).items()).hasSize(2);
      assertThat(bytes.lookup(1).orElseThrow())
          .hasSize(cpus.count())
          .allSatisfy(value -> assertThat(value).containsExactly(1, 2, 3, 4, 5));
    }
  }

  @Test
  void aDeviceMapHoldsInterfaces() throws BpfException {
    try (BpfMap map = create(MapType.DEVMAP_HASH, 4, 4, 4, 0)) {
      MapView<Integer, Integer> ports = map.view(Codecs.U32, Codecs.U32);
      // Without batches up to 6.18 at least: entry by entry, which nobody needs to notice.
      ports.updateAll(List.of(new MapEntry<>(9, LOOPBACK)), UpdateMode.ANY);
      assertThat(ports.lookup(9)).contains(LOOPBACK);
      assertThat(ports.keys(4).items()).containsExactly(9);
      assertThat(ports.entries(4).items()).containsExactly(new MapEntry<>(9, LOOPBACK));
      assertRefused(() -> ports.update(1, Integer.MAX_VALUE, UpdateMode.ANY), Errno.EINVAL);
      assertThat(ports.delete(9)).isTrue();
    }
  }

  @Test
  void aProgramArrayTakesProgramsAndTellsTheirIds() throws BpfException {
    ProgramSpec pass =
        new ProgramSpec(
            "pf_pass", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");
    try (BpfMap map = create(MapType.PROG_ARRAY, 4, 4, 2, 0);
        Program program = Program.load(syscalls, pass)) {
      ProgramArray array = new ProgramArray(map);
      assertThat(array.programId(0)).isEmpty();
      array.set(0, program);
      assertThat(array.programId(0)).contains(program.info().id());
      assertThat(array.clear(0)).isTrue();
      assertThat(array.clear(0)).isFalse();
      assertRefused(() -> array.set(2, program), Errno.E2BIG);
    }
  }

  @Test
  void afterFreezingOnlyReadingIsLeft() throws BpfException {
    try (BpfMap map = create(MapType.ARRAY, 4, 4, 1, 0)) {
      MapView<Integer, Integer> view = map.view(Codecs.U32, Codecs.U32);
      view.update(0, 5, UpdateMode.ANY);
      map.freeze();
      assertRefused(() -> view.update(0, 6, UpdateMode.ANY), Errno.EPERM);
      assertThatThrownBy(() -> view.updateAll(List.of(new MapEntry<>(0, 6)), UpdateMode.ANY))
          .hasMessageContaining("after 0 of 1 entries: EPERM");
      assertThat(view.lookup(0)).contains(5);
      // Freezing is itself a write to kernels that ask for the right to write first.
      assertThatThrownBy(map::freeze)
          .isInstanceOfSatisfying(
              BpfException.class, e -> assertThat(e.errno()).isIn(Errno.EBUSY, Errno.EPERM));
    }
  }

  @Test
  void aWalkSurvivesThatItsKeysAreDeleted() throws Exception {
    try (BpfMap map = create(MapType.HASH, 4, 4, MANY, 0)) {
      List<MapEntry<Integer, Integer>> entries =
          IntStream.range(0, MANY).mapToObj(i -> new MapEntry<>(i, i)).toList();
      map.view(Codecs.U32, Codecs.U32).updateAll(entries, UpdateMode.ANY);
      MapView<Integer, Integer> others = map.view(Codecs.U32, Codecs.U32);
      Thread deleter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int key = 0; key < MANY; key += 2) {
                      deleteQuietly(others, key);
                    }
                  });
      MapView<Integer, Integer> view = map.view(Codecs.U32, Codecs.U32);
      do {
        assertThat(view.keys(MANY).items()).doesNotHaveDuplicates();
        assertThat(view.entries(MANY).items()).doesNotHaveDuplicates();
      } while (deleter.isAlive());
      deleter.join();
      assertThat(view.keys(MANY).items()).hasSize(MANY / 2).allMatch(key -> key % 2 == 1);
    }
  }

  @Test
  void informationIsWhatWasAskedForAndAClosedMapIsGone() throws BpfException {
    int id;
    try (BpfMap map = create(MapType.LPM_TRIE, 8, 1, 64, MapSpec.NO_PREALLOC)) {
      MapInfo info = map.info();
      id = info.id();
      assertThat(info.name()).isEqualTo("pf_map");
      assertThat(info.definition()).isEqualTo(map.definition());
      assertThat(KernelIds.read(syscalls).maps()).contains(id);
      try (BpfMap same = BpfMap.openById(syscalls, id)) {
        assertThat(same.info()).isEqualTo(info);
        assertThat(same).hasToString("LPM_TRIE map pf_map");
      }
    }
    KernelIds.awaitEnd(syscalls, KernelIds::maps, id);
    assertRefused(() -> BpfMap.openById(syscalls, id).close(), Errno.ENOENT);
  }

  private BpfMap create(MapType type, int keySize, int valueSize, int entries, int flags)
      throws BpfException {
    return BpfMap.create(syscalls, new MapSpec("pf_map", type, keySize, valueSize, entries, flags));
  }

  private static IpPrefix network(int i) {
    try {
      return IpPrefix.parse("10." + (i >> 8) + "." + (i & 0xff) + ".0/24");
    } catch (LiteralException e) {
      throw new AssertionError(e);
    }
  }

  private static void deleteQuietly(MapView<Integer, Integer> view, int key) {
    try {
      boolean _ = view.delete(key);
    } catch (BpfException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(ThrowingCallable call, Errno errno) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
