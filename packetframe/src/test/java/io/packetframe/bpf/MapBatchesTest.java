package io.packetframe.bpf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches, on a kernel that has them, lacks them, or stops in the middle. */
class MapBatchesTest {
  private static final int MANY = 2500;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final TreeMap<Integer, Integer> content = new TreeMap<>();

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aBatchOfManyGoesInPartsOfOneThousandAndTwentyFour() throws BpfException {
    List<Integer> counts = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.MAP_UPDATE_BATCH,
        attr -> {
          assertThat(attr.memory().capacity()).isEqualTo(56);
          assertThat(attr.memory().getLong(40)).as("element flags").isZero();
          assertThat(attr.memory().getLong(48)).as("flags").isZero();
          counts.add(attr.u32(32));
          return updateBatch(attr, Integer.MAX_VALUE);
        });
    try (BpfMap map = open()) {
      assertThat(view(map).updateAll(entries(MANY), UpdateMode.ANY)).isEqualTo(BatchPath.BATCH);
    }
    assertThat(counts).containsExactly(1024, 1024, 452);
    assertThat(content).hasSize(MANY).containsEntry(2499, 4998);
  }

  @Test
  void aRefusalInTheMiddleTellsHowManyAreDone() throws BpfException {
    kernel.onBpf(BpfCommand.MAP_UPDATE_BATCH, attr -> updateBatch(attr, 1500));
    try (BpfMap map = open()) {
      assertThatThrownBy(() -> view(map).updateAll(entries(MANY), UpdateMode.ANY))
          .hasMessage(
              "update HASH map pf_map, after 1500 of 2500 entries: E2BIG (argument list too long)")
          .isInstanceOfSatisfying(BatchException.class, e -> assertThat(e.done()).isEqualTo(1500));
    }
    assertThat(content).hasSize(1500);
  }

  @Test
  void einvalOfAnEntryIsNoLackOfBatches() throws BpfException {
    kernel.onBpf(
        BpfCommand.MAP_UPDATE_BATCH,
        attr -> {
          attr.u32(32, 0);
          return refusal(Errno.EINVAL);
        });
    try (BpfMap map = open()) {
      assertThatThrownBy(() -> view(map).updateAll(entries(3), UpdateMode.ANY))
          .hasMessageContaining("after 0 of 3 entries: EINVAL");
    }
    assertThat(kernel.calls()).doesNotContain(BpfCommand.MAP_UPDATE_ELEM);
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 95, 524})
  void withoutBatchesEveryEntryIsACall(int errno) throws BpfException {
    refuseBatches(errno);
    singleCalls();
    try (BpfMap map = open()) {
      MapView<Integer, Integer> view = view(map);
      assertThat(view.updateAll(entries(5), UpdateMode.ANY)).isEqualTo(BatchPath.SINGLE);
      assertThat(view.entries(10)).isEqualTo(new Snapshot<>(entries(5), true));
      assertThat(view.deleteAll(List.of(0, 1))).isEqualTo(BatchPath.SINGLE);
      assertThat(view.entries(10).items()).hasSize(3);
      assertThat(content).containsOnlyKeys(2, 3, 4);
      assertThatThrownBy(() -> view.deleteAll(List.of(2, 0)))
          .hasMessage(
              "delete from HASH map pf_map, after 1 of 2 entries: ENOENT (no such file or object)");
    }
    long asked =
        kernel.calls().stream().filter(command -> command.name().endsWith("_BATCH")).count();
    assertThat(asked).as("each command is tried once").isEqualTo(3);
  }

  @Test
  void einvalForAModeIsNoLackOfBatches() throws BpfException {
    kernel.onBpf(
        BpfCommand.MAP_UPDATE_BATCH,
        attr -> attr.memory().getLong(40) == 0 ? updateBatch(attr, 100) : refusal(Errno.EINVAL));
    singleCalls();
    try (BpfMap map = open()) {
      MapView<Integer, Integer> view = view(map);
      assertThat(view.updateAll(entries(5), UpdateMode.NOEXIST)).isEqualTo(BatchPath.SINGLE);
      assertThat(view.updateAll(entries(5), UpdateMode.ANY)).isEqualTo(BatchPath.BATCH);
    }
  }

  @Test
  void aSingleCallThatIsRefusedTellsHowManyAreDone() throws BpfException {
    refuseBatches(524);
    singleCalls();
    kernel.onBpf(
        BpfCommand.MAP_UPDATE_ELEM,
        attr -> attr.target(8).getInt(0) < 3 ? 0 : refusal(Errno.ENOMEM));
    try (BpfMap map = open()) {
      assertThatThrownBy(() -> view(map).updateAll(entries(5), UpdateMode.ANY))
          .hasMessage("update HASH map pf_map, after 3 of 5 entries: ENOMEM (out of memory)");
    }
  }

  @Test
  void deletionsStopAtTheFirstThatIsMissing() throws BpfException {
    fill(10);
    kernel.onBpf(
        BpfCommand.MAP_DELETE_BATCH,
        attr -> {
          for (int i = 0; i < attr.u32(32); i++) {
            if (content.remove(attr.target(16).getInt(i * 4)) == null) {
              attr.u32(32, i);
              return refusal(Errno.ENOENT);
            }
          }
          return 0;
        });
    try (BpfMap map = open()) {
      assertThat(view(map).deleteAll(List.of(1, 2))).isEqualTo(BatchPath.BATCH);
      assertThatThrownBy(() -> view(map).deleteAll(List.of(3, 99, 4)))
          .isInstanceOfSatisfying(BatchException.class, e -> assertThat(e.done()).isEqualTo(1));
    }
    assertThat(content).containsOnlyKeys(0, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void aReadGoesOnWhereTheTokenSaysAndEndsWithEnoent() throws BpfException {
    fill(MANY);
    kernel.onBpf(BpfCommand.MAP_LOOKUP_BATCH, this::lookupBatch);
    try (BpfMap map = open()) {
      assertThat(view(map).entries(MANY)).isEqualTo(new Snapshot<>(entries(MANY), true));
      assertThat(view(map).entries(1030).items()).isEqualTo(entries(1030));
      assertThat(view(map).entries(1030).complete()).isFalse();
      content.clear();
      assertThat(view(map).entries(5)).isEqualTo(new Snapshot<>(List.of(), true));
    }
  }

  @Test
  void aReadTakesMoreRoomForACrowdedBucket() throws BpfException {
    fill(20);
    kernel.onBpf(
        BpfCommand.MAP_LOOKUP_BATCH,
        attr -> {
          if (attr.u32(32) < 20) {
            attr.u32(32, 0);
            return refusal(Errno.ENOSPC);
          }
          return lookupBatch(attr);
        });
    try (BpfMap map = BpfMap.create(kernel, new MapSpec("pf_map", MapType.HASH, 4, 4, 16, 0))) {
      assertThat(view(map).entries(100).items()).hasSize(20);
    }
  }

  @Test
  void aReadThatNeverEndsIsGivenUpAndARefusalIsNamed() throws BpfException {
    try (BpfMap map = BpfMap.create(kernel, new MapSpec("pf_map", MapType.HASH, 4, 4, 2, 0))) {
      for (Errno endless : List.of(Errno.EINTR, Errno.ENOSPC)) {
        kernel.onBpf(
            BpfCommand.MAP_LOOKUP_BATCH,
            attr -> {
              attr.u32(32, 0);
              return refusal(endless);
            });
        try {
          assertThat(view(map).entries(5).complete()).isFalse();
        } catch (BpfException e) {
          assertThat(e).hasMessageStartingWith("read HASH map pf_map: ENOSPC");
        }
      }
      kernel.onBpf(BpfCommand.MAP_LOOKUP_BATCH, _ -> refusal(Errno.EPERM));
      assertThatThrownBy(() -> view(map).entries(5)).hasMessageStartingWith("read HASH map pf_map");
    }
  }

  private static MapView<Integer, Integer> view(BpfMap map) {
    return map.view(Codecs.U32, Codecs.U32);
  }

  private BpfMap open() throws BpfException {
    return BpfMap.create(kernel, new MapSpec("pf_map", MapType.HASH, 4, 4, 10_000, 0));
  }

  private static List<MapEntry<Integer, Integer>> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> new MapEntry<>(i, 2 * i)).toList();
  }

  private void fill(int count) {
    entries(count).forEach(entry -> content.put(entry.key(), entry.value()));
  }

  private void refuseBatches(int errno) {
    kernel.onBpf(BpfCommand.MAP_UPDATE_BATCH, _ -> -errno);
    kernel.onBpf(BpfCommand.MAP_DELETE_BATCH, _ -> -errno);
    kernel.onBpf(BpfCommand.MAP_LOOKUP_BATCH, _ -> -errno);
  }

  private void singleCalls() {
    kernel.onBpf(
        BpfCommand.MAP_UPDATE_ELEM,
        attr -> {
          content.put(attr.target(8).getInt(0), attr.target(16).getInt(0));
          return 0;
        });
    kernel.onBpf(
        BpfCommand.MAP_DELETE_ELEM,
        attr -> content.remove(attr.target(8).getInt(0)) == null ? refusal(Errno.ENOENT) : 0);
    kernel.onBpf(
        BpfCommand.MAP_LOOKUP_ELEM,
        attr -> {
          Integer value = content.get(attr.target(8).getInt(0));
          attr.target(16).putInt(0, value == null ? 0 : value);
          return value == null ? refusal(Errno.ENOENT) : 0;
        });
    kernel.onBpf(
        BpfCommand.MAP_GET_NEXT_KEY,
        attr -> {
          int last = attr.pointers().size() == 1 ? -1 : attr.target(8).getInt(0);
          Integer next = content.higherKey(last);
          attr.target(16).putInt(0, next == null ? 0 : next);
          return next == null ? refusal(Errno.ENOENT) : 0;
        });
  }

  /** Takes entries until the map holds {@code room}. */
  private long updateBatch(KernelStruct attr, int room) {
    int count = attr.u32(32);
    for (int i = 0; i < count; i++) {
      if (content.size() == room) {
        attr.u32(32, i);
        return refusal(Errno.E2BIG);
      }
      content.put(attr.target(16).getInt(i * 4), attr.target(24).getInt(i * 4));
    }
    return 0;
  }

  /** The token is the last key. */
  private long lookupBatch(KernelStruct attr) {
    boolean first = attr.pointers().stream().noneMatch(pointer -> pointer.offset() == 0);
    Integer key = first ? content.ceilingKey(0) : content.higherKey(attr.target(0).getInt(0));
    int capacity = attr.u32(32);
    int count = 0;
    while (key != null && count < capacity) {
      attr.target(16).putInt(count * 4, key);
      attr.target(24).putInt(count * 4, content.getOrDefault(key, -1));
      attr.target(8).putInt(0, key);
      key = content.higherKey(key);
      count++;
    }
    attr.u32(32, count);
    return key == null ? refusal(Errno.ENOENT) : 0;
  }
}
