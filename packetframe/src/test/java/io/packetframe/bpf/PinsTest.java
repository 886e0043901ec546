package io.packetframe.bpf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pinned objects: what is sent, and what is refused because it is not what we want. */
class PinsTest {
  private static final Path PIN = Path.of("/sys/fs/bpf/test/CFG");
  private static final MapSpec CFG = new MapSpec("CFG", MapType.ARRAY, 4, 8, 1, 0);

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();

  @BeforeEach
  void aMapIsPinned() {
    information(2, 4, 8, 1, 0);
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aPinIsAPathAndADescriptor() throws BpfException {
    kernel.onBpf(
        BpfCommand.OBJ_PIN,
        attr -> {
          assertThat(attr.memory().capacity()).isEqualTo(16);
          assertThat(NativeMemory.text(attr.target(0), 0, 64)).isEqualTo(PIN.toString());
          assertThat(kernel.openDescriptors()).containsExactly((long) attr.u32(8));
          assertThat(attr.u32(12)).as("file flags").isZero();
          return 0;
        });
    try (BpfMap map = BpfMap.create(kernel, CFG)) {
      map.pin(PIN);
      kernel.onBpf(BpfCommand.OBJ_PIN, _ -> refusal(Errno.EEXIST));
      assertThatThrownBy(() -> map.pin(PIN))
          .hasMessage("pin ARRAY map CFG at /sys/fs/bpf/test/CFG: EEXIST (exists already)");
      assertThatThrownBy(() -> map.pin(Path.of("CFG"))).hasMessageContaining("absolute path");
    }
  }

  @Test
  void aPinnedMapIsKnownByWhatTheKernelTells() throws Exception {
    try (BpfMap map = BpfMap.openPinned(kernel, PIN, CFG)) {
      assertThat(map).hasToString("ARRAY map CFG");
      assertThat(map.info()).isEqualTo(new MapInfo(17, "CFG", new MapDefinition(2, 4, 8, 1, 0)));
    }
    try (BpfMap map = BpfMap.openById(kernel, 17)) {
      assertThat(map.definition()).isEqualTo(MapDefinition.of(CFG));
    }
  }

  @Test
  void everyDifferenceIsNamed() {
    information(11, 8, 1, 1024, 1);
    assertThatThrownBy(() -> BpfMap.openPinned(kernel, PIN, CFG).close())
        .hasMessage(
            "pinned object /sys/fs/bpf/test/CFG: type is LPM_TRIE, not ARRAY, key size is 8, not 4,"
                + " value size is 1, not 8, maximum of entries is 1024, not 1, flags is 0x1, not"
                + " 0x0")
        .isInstanceOfSatisfying(
            PinMismatchException.class,
            e -> {
              assertThat(e.path()).isEqualTo(PIN);
              assertThat(e.differences()).hasSize(5);
            });
    information(30, 4, 8, 1, 0);
    assertThatThrownBy(() -> BpfMap.openPinned(kernel, PIN, CFG).close())
        .hasMessageEndingWith("type is BLOOM_FILTER, not ARRAY");
  }

  @Test
  void whatTheKernelItselfSetsOnADeviceMapIsNoDifference() throws Exception {
    information(25, 4, 4, 64, 1 << 7);
    MapSpec ports = new MapSpec("PORTS", MapType.DEVMAP_HASH, 4, 4, 64, 0);
    BpfMap.openPinned(kernel, PIN, ports).close();
    information(2, 4, 8, 1, 1 << 7);
    assertThatThrownBy(() -> BpfMap.openPinned(kernel, PIN, CFG).close())
        .hasMessageContaining("flags is 0x80, not 0x0");
  }

  @Test
  void aMapOfOthersIsReadOnlyAsItsTypeIsLaidOut() throws Exception {
    // LRU_PERCPU_HASH, which we do not make: its value is longer than it says.
    information(10, 4, 8, 1, 0);
    try (BpfMap map = BpfMap.openById(kernel, 17)) {
      assertThatThrownBy(() -> map.view(Codecs.U32, Codecs.U64))
          .hasMessage("LRU_PERCPU_HASH map CFG has a value per CPU: use perCpuView");
    }
    information(99, 4, 8, 1, 0);
    try (BpfMap map = BpfMap.openById(kernel, 17)) {
      assertThatThrownBy(() -> map.view(Codecs.U32, Codecs.U64))
          .hasMessage("type 99 map CFG is of a type newer than this program");
    }
  }

  @Test
  void anObjectOfAnotherKindIsRefused() throws Exception {
    kernel.pinned("anon_inode:bpf-prog");
    assertThatThrownBy(() -> BpfMap.openPinned(kernel, PIN).close())
        .hasMessage("pinned object /sys/fs/bpf/test/CFG: kind is program, not map");
    Program.openPinned(kernel, PIN).close();
    kernel.pinned("anon_inode:bpf_link");
    assertThatThrownBy(() -> Program.openPinned(kernel, PIN).close())
        .hasMessageContaining("kind is link, not program");
    // Without /proc nothing tells, and nothing is refused for it.
    kernel.onReadlink(refusal(Errno.ENOENT));
    BpfMap.openPinned(kernel, PIN).close();
  }

  @Test
  void aRefusalNamesItsStepAndLeaksNothing() {
    kernel.onBpf(BpfCommand.OBJ_GET_INFO_BY_FD, _ -> refusal(Errno.EFAULT));
    assertThatThrownBy(() -> BpfMap.openPinned(kernel, PIN).close())
        .hasMessageContaining("read about pinned map /sys/fs/bpf/test/CFG: EFAULT");
    assertThatThrownBy(() -> BpfMap.openById(kernel, 17).close())
        .hasMessageContaining("read about map 17");
    assertThatThrownBy(() -> Program.openById(kernel, -1).close())
        .hasMessageContaining("read about program 4294967295");
    kernel.refusingBpf(Errno.ENOENT);
    assertThatThrownBy(() -> BpfMap.openPinned(kernel, PIN).close())
        .hasMessageContaining("open pinned map /sys/fs/bpf/test/CFG: ENOENT");
    assertThatThrownBy(() -> Program.openPinned(kernel, PIN).close())
        .hasMessageContaining("open pinned program /sys/fs/bpf/test/CFG: ENOENT");
    assertThatThrownBy(() -> BpfMap.openById(kernel, 17).close())
        .hasMessageContaining("open map 17: ENOENT");
  }

  @Test
  void onlyAPinIsUnpinned() throws BpfException {
    Pins.remove(kernel, PIN);
    kernel.onUnlink(refusal(Errno.EACCES));
    assertThatThrownBy(() -> Pins.remove(kernel, PIN))
        .hasMessage("unpin /sys/fs/bpf/test/CFG: EACCES (permission denied)");
    kernel.onUnlink(0).onBpf(BpfCommand.OBJ_GET, _ -> refusal(Errno.EINVAL));
    assertThatThrownBy(() -> Pins.remove(kernel, PIN)).hasMessageContaining("EINVAL");
  }

  private void information(int type, int keySize, int valueSize, int maxEntries, int flags) {
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          ByteBuffer info = attr.target(8);
          assertThat(attr.u32(4)).isEqualTo(info.capacity());
          info.putInt(0, type).putInt(4, 17).putInt(8, keySize).putInt(12, valueSize);
          info.putInt(16, maxEntries).putInt(20, flags);
          info.put(24, "CFG".getBytes(StandardCharsets.UTF_8));
          return 0;
        });
  }
}
