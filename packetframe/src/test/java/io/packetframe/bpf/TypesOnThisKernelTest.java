package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.btf.BtfFeature;
import io.packetframe.btf.BtfUpload;
import io.packetframe.btf.BtfWriter;
import io.packetframe.btf.ObjectException;
import io.packetframe.elf.ObjectFile;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.linux.Utsname;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.TestObjects;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel that runs the tests takes the types that we write for it. */
@KernelTest
class TypesOnThisKernelTest {
  private static final int LOG_SIZE = 256 * 1024;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @ParameterizedTest
  @EnumSource
  void aSampleIsTakenFromItsKernelOn(BtfFeature feature) throws Exception {
    ByteBuffer names = Utsname.memory();
    assertThat(syscalls.uname(names)).isZero();
    String[] since = feature.since().split("\\.", 2);
    boolean expected =
        KernelRelease.parse(Utsname.release(names))
            .orElseThrow()
            .isAtLeast(Integer.parseInt(since[0]), Integer.parseInt(since[1]));
    assertThat(refusal(feature.sample()).isEmpty())
        .as("%s: %s", feature, refusal(feature.sample()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "functions", "globals", "maps", "nested", "sections", "types"})
  void theTypesOfAnObjectAreTaken(String object) throws ObjectException {
    assertTaken(ObjectFile.parse(TestObjects.bytes(object)).btf().orElseThrow(), missing());
  }

  /** What stands in for a feature is taken by kernels that have it, too. */
  @ParameterizedTest
  @EnumSource(value = BtfFeature.class, mode = EnumSource.Mode.EXCLUDE, names = "TYPES")
  void standInsAreTaken(BtfFeature feature) throws ObjectException {
    Btf types = ObjectFile.parse(TestObjects.bytes("types")).btf().orElseThrow();
    EnumSet<BtfFeature> missing = missing();
    missing.add(feature);
    assertTaken(types, missing);
    assertTaken(feature.sample(), missing);
    missing.addAll(EnumSet.range(feature, BtfFeature.ATTRIBUTE_TAGS));
    assertTaken(types, missing);
  }

  @Test
  void externsAreTaken() {
    List<BtfType> types =
        List.of(
            new BtfType.VoidType(),
            new BtfType.FunctionPrototype(0, List.of(new BtfType.Parameter("", 5))),
            new BtfType.Function("kfunc", 1, BtfType.Linkage.EXTERN),
            new BtfType.Variable("symbol", 0, BtfType.Linkage.EXTERN),
            new BtfType.DataSection(
                ".ksyms",
                0,
                List.of(new BtfType.Placement(2, 0, 0), new BtfType.Placement(3, 0, 0))),
            new BtfType.Int("long", 8, 1, 0, 64),
            new BtfType.Variable("CONFIG_HZ", 5, BtfType.Linkage.EXTERN),
            new BtfType.DataSection(".kconfig", 0, List.of(new BtfType.Placement(6, 0, 8))));
    assertThat(refusal(new Btf(types))).isNotEmpty();
    assertTaken(new Btf(types), missing());
  }

  private void assertTaken(Btf types, Set<BtfFeature> missing) {
    assertThat(refusal(BtfUpload.prepare(types, missing))).isEmpty();
  }

  private EnumSet<BtfFeature> missing() {
    EnumSet<BtfFeature> missing = EnumSet.noneOf(BtfFeature.class);
    for (BtfFeature feature : BtfFeature.values()) {
      if (!refusal(feature.sample()).isEmpty()) {
        missing.add(feature);
      }
    }
    return missing;
  }

  /** Returns why the kernel refuses the types; empty where it takes them. */
  private String refusal(Btf types) {
    ByteBuffer bytes = NativeMemory.copyOf(BtfWriter.write(types));
    ByteBuffer log = NativeMemory.allocate(LOG_SIZE);
    KernelStruct attr =
        new KernelStruct(28)
            .pointer(0, bytes)
            .pointer(8, log)
            .u32(16, bytes.capacity())
            .u32(20, LOG_SIZE)
            .u32(24, 1);
    long answer = syscalls.bpf(BpfCommand.BTF_LOAD, attr);
    if (Errno.isError(answer)) {
      return Errno.of(answer) + ": " + NativeMemory.text(log, 0, LOG_SIZE);
    }
    syscalls.close((int) answer);
    return "";
  }
}
