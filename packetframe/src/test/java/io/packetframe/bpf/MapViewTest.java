package io.packetframe.bpf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.PossibleCpus;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single entries: what is sent, and what each answer means. */
class MapViewTest {
  private static final PossibleCpus TWO_CPUS = new PossibleCpus(2);

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final BpfMap map = open(MapType.HASH);
  private final MapView<Integer, Integer> view = map.view(Codecs.U32, Codecs.U32);

  @AfterEach
  void nothingStaysOpen() {
    map.close();
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aLookupHasKeyValueAndNoFlags() throws BpfException {
    kernel.onBpf(
        BpfCommand.MAP_LOOKUP_ELEM,
        attr -> {
          assertElement(attr, 7);
          assertThat(attr.memory().getLong(24)).as("flags").isZero();
          attr.target(16).putInt(0, 42);
          return 0;
        });
    assertThat(view.lookup(7)).contains(42);
    kernel.onBpf(BpfCommand.MAP_LOOKUP_ELEM, _ -> refusal(Errno.ENOENT));
    assertThat(view.lookup(7)).isEmpty();
    kernel.onBpf(BpfCommand.MAP_LOOKUP_ELEM, _ -> refusal(Errno.EPERM));
    assertThatThrownBy(() -> view.lookup(7))
        .hasMessage("look up in HASH map pf_map: EPERM (operation not permitted)");
  }

  @Test
  void anUpdateCarriesItsModeAndTheNextLookupDoesNot() throws BpfException {
    // BPF_ANY, BPF_NOEXIST and BPF_EXIST.
    Map<UpdateMode, Long> flags =
        Map.of(UpdateMode.ANY, 0L, UpdateMode.NOEXIST, 1L, UpdateMode.EXIST, 2L);
    for (UpdateMode mode : UpdateMode.values()) {
      kernel.onBpf(
          BpfCommand.MAP_UPDATE_ELEM,
          attr -> {
            assertElement(attr, 7);
            assertThat(attr.target(16).getInt(0)).isEqualTo(42);
            assertThat(attr.memory().getLong(24)).isEqualTo(flags.get(mode));
            return 0;
          });
      view.update(7, 42, mode);
    }
    kernel.onBpf(BpfCommand.MAP_LOOKUP_ELEM, attr -> -attr.memory().getLong(24));
    assertThat(view.lookup(7)).isPresent();
    kernel.onBpf(BpfCommand.MAP_UPDATE_ELEM, _ -> refusal(Errno.EEXIST));
    assertThatThrownBy(() -> view.update(7, 1, UpdateMode.NOEXIST))
        .hasMessage("update HASH map pf_map: EEXIST (exists already)");
  }

  @Test
  void aDeletionHasAKeyAndNothingElse() throws BpfException {
    kernel.onBpf(
        BpfCommand.MAP_DELETE_ELEM,
        attr -> {
          assertThat(attr.target(8).getInt(0)).isEqualTo(7);
          assertThat(attr.pointers()).hasSize(1);
          return 0;
        });
    assertThat(view.delete(7)).isTrue();
    kernel.onBpf(BpfCommand.MAP_DELETE_ELEM, _ -> refusal(Errno.ENOENT));
    assertThat(view.delete(7)).isFalse();
    kernel.onBpf(BpfCommand.MAP_DELETE_ELEM, _ -> refusal(Errno.EINVAL));
    assertThatThrownBy(() -> view.delete(7)).hasMessageStartingWith("delete from HASH map pf_map");
  }

  @Test
  void aWalkBeginsWithoutAKeyAndEndsWithEnoent() throws BpfException {
    answerKeys(1, 2, 3);
    assertThat(view.keys(10)).isEqualTo(new Snapshot<>(List.of(1, 2, 3), true));
  }

  @Test
  void aWalkThatIsSentBackToTheStartMeetsNoKeyTwice() throws BpfException {
    answerKeys(1, 2, 1, 2, 3);
    assertThat(view.keys(10)).isEqualTo(new Snapshot<>(List.of(1, 2, 3), true));
  }

  @Test
  void aWalkThatNeverEndsIsGivenUp() throws BpfException {
    kernel.onBpf(
        BpfCommand.MAP_GET_NEXT_KEY,
        attr -> {
          attr.target(16).putInt(0, 1);
          return 0;
        });
    assertThat(view.keys(10)).isEqualTo(new Snapshot<>(List.of(1), false));
    assertThat(kernel.calls()).hasSizeLessThan(1000);
  }

  @Test
  void aWalkStopsAtTheLimit() throws BpfException {
    answerKeys(1, 2, 3);
    assertThat(view.keys(2)).isEqualTo(new Snapshot<>(List.of(1, 2), false));
    answerKeys(1, 2);
    assertThat(view.keys(2)).isEqualTo(new Snapshot<>(List.of(1, 2), true));
    kernel.onBpf(BpfCommand.MAP_GET_NEXT_KEY, _ -> refusal(Errno.EPERM));
    assertThatThrownBy(() -> view.keys(2)).hasMessageStartingWith("walk the keys of HASH map");
  }

  @Test
  void codecsOfOtherSizesAreRefused() {
    assertThatThrownBy(() -> map.view(Codecs.U64, Codecs.U32))
        .hasMessage("HASH map pf_map has keys of 4 bytes, the codec makes 8");
    assertThatThrownBy(() -> map.view(Codecs.U32, Codecs.U8))
        .hasMessage("HASH map pf_map has values of 4 bytes, the codec makes 1");
    assertThatThrownBy(() -> map.perCpuView(Codecs.U32, Codecs.U32, TWO_CPUS))
        .hasMessage("HASH map pf_map has no value per CPU: use view");
    try (BpfMap perCpu = open(MapType.PERCPU_ARRAY)) {
      assertThatThrownBy(() -> perCpu.view(Codecs.U32, Codecs.U32))
          .hasMessage("PERCPU_ARRAY map pf_map has a value per CPU: use perCpuView");
    }
  }

  @Test
  void aPerCpuValueHasRoomForEveryPossibleCpu() throws BpfException {
    try (BpfMap perCpu = open(MapType.PERCPU_ARRAY)) {
      kernel.onBpf(
          BpfCommand.MAP_LOOKUP_ELEM,
          attr -> {
            assertThat(attr.target(16).capacity()).isEqualTo(16);
            attr.target(16).putInt(0, 3).putInt(8, 4);
            return 0;
          });
      assertThat(perCpu.perCpuView(Codecs.U32, Codecs.U32, TWO_CPUS).lookup(0))
          .contains(List.of(3, 4));
    }
  }

  @Test
  void afterCloseEveryUseIsAnError() {
    BpfMap closed = open(MapType.HASH);
    MapView<Integer, Integer> left = closed.view(Codecs.U32, Codecs.U32);
    closed.close();
    List<BpfCommand> before = kernel.calls();
    assertThatThrownBy(() -> left.lookup(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> left.keys(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> left.entries(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> left.deleteAll(List.of(1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(closed::info).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(closed::freeze).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(closed::close).isInstanceOf(IllegalStateException.class);
    assertThat(kernel.calls()).isEqualTo(before);
  }

  private BpfMap open(MapType type) {
    try {
      return BpfMap.create(kernel, new MapSpec("pf_map", type, 4, 4, 16, 0));
    } catch (BpfException e) {
      throw new AssertionError(e);
    }
  }

  private void assertElement(KernelStruct attr, int key) {
    assertThat(attr.memory().capacity()).isEqualTo(32);
    assertThat(kernel.openDescriptors()).contains((long) attr.u32(0));
    assertThat(attr.target(8).getInt(0)).isEqualTo(key);
  }

  private void answerKeys(Integer... keys) {
    Deque<Integer> next = new ArrayDeque<>(List.of(keys));
    int[] last = {-1};
    kernel.onBpf(
        BpfCommand.MAP_GET_NEXT_KEY,
        attr -> {
          if (last[0] < 0) {
            assertThat(attr.pointers()).as("no key at the start").hasSize(1);
          } else {
            assertThat(attr.target(8).getInt(0)).isEqualTo(last[0]);
          }
          Integer key = next.poll();
          if (key == null) {
            return refusal(Errno.ENOENT);
          }
          last[0] = key;
          attr.target(16).putInt(0, key);
          return 0;
        });
  }
}
