package io.packetframe.bpf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.btf.BtfWriter;
import io.packetframe.btf.LazyBtf;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfType.Linkage;
import io.packetframe.spec.ProgramSection;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a program's target is found, and what happens where it is not. */
class KernelTypesTest {
  /** The ids of the kernel's types are 1 to 5; those of both modules go on with 6. */
  private static final List<BtfType> KERNEL =
      List.of(
          new BtfType.VoidType(),
          new BtfType.FunctionPrototype(0, List.of()),
          new BtfType.Function("vfs_read", 1, Linkage.STATIC),
          new BtfType.Typedef("btf_trace_sched_switch", 1),
          new BtfType.Function("bpf_lsm_file_open", 1, Linkage.STATIC),
          new BtfType.Function("bpf_iter_task", 1, Linkage.STATIC));

  private static final int OWN = KERNEL.size();

  @TempDir Path folder;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private KernelTypes types;

  @BeforeEach
  void makeKernel() throws Exception {
    Files.write(folder.resolve("vmlinux"), BtfWriter.write(new Btf(KERNEL)));
    Files.write(folder.resolve("alpha"), module("alpha_open"));
    Files.write(folder.resolve("beta"), module("beta_open"));
    types = new KernelTypes(kernel, new BtfFolder(folder));
    answerIds("", "alpha", "beta");
  }

  /** A module with one function; its types and texts count on from the kernel's. */
  private static byte[] module(String function) {
    byte[] alone =
        BtfWriter.write(
            new Btf(
                List.of(
                    new BtfType.VoidType(),
                    new BtfType.FunctionPrototype(0, List.of()),
                    new BtfType.Function(function, 1, Linkage.STATIC))));
    byte[] base = BtfWriter.write(new Btf(KERNEL));
    int texts = ByteBuffer.wrap(base).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
    ByteBuffer split = ByteBuffer.wrap(alone).order(ByteOrder.LITTLE_ENDIAN);
    split.putInt(36, split.getInt(36) + texts).putInt(44, OWN);
    return alone;
  }

  /** Scripts the kernel's list of types: the first id is 1, and an empty name is a program's. */
  private void answerIds(String... names) {
    kernel
        .onBpf(
            BpfCommand.BTF_GET_NEXT_ID,
            attr -> {
              attr.u32(4, attr.u32(0) + 1);
              return attr.u32(0) < names.length ? 0 : refusal(Errno.ENOENT);
            })
        .onBpf(BpfCommand.BTF_GET_FD_BY_ID, attr -> opened = attr.u32(0))
        .onBpf(BpfCommand.OBJ_GET_INFO_BY_FD, attr -> info(attr, names[opened - 1]));
  }

  private int opened;

  @SuppressWarnings("restricted") // the kernel writes where it is told, too
  private static long info(KernelStruct attr, String name) {
    ByteBuffer info = attr.target(8);
    info.putInt(28, name.isEmpty() ? 0 : 1);
    MemorySegment.ofAddress(info.getLong(16)).reinterpret(info.getInt(24)).setString(0, name);
    return 0;
  }

  private AttachTarget target(String section) throws Exception {
    return types.target(ProgramSection.of(section));
  }

  @ParameterizedTest
  @CsvSource({
    "fentry/vfs_read, 2",
    "fexit.s/vfs_read, 2",
    "fmod_ret/vfs_read, 2",
    "tp_btf/sched_switch, 3",
    "lsm/file_open, 4",
    "lsm_cgroup/file_open, 4",
    "?lsm.s/file_open, 4",
    "iter/task, 5",
    "xdp, 0",
    "kprobe/vfs_read, 0",
    "freplace/vfs_read, 0",
    "unheard, 0",
  })
  void theKernelHasIt(String section, int id) throws Exception {
    assertThat(target(section)).isEqualTo(AttachTarget.inKernel(id));
    assertThat(kernel.calls()).as("asked of the kernel").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fentry/beta_open", "fentry/beta:beta_open"})
  void aModuleHasIt(String section) throws Exception {
    AttachTarget target = target(section);
    assertThat(target.typeId()).isEqualTo(OWN + 1);
    assertThat(kernel.openDescriptors()).containsExactly((long) target.object());
    assertThat(target(section)).as("opened once").isEqualTo(target);
    types.close();
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aModuleIsNotAskedForWhatIsInAnother() {
    assertThatThrownBy(() -> target("fentry/alpha:beta_open"))
        .isInstanceOf(KernelTypesException.class)
        .hasMessage("this kernel and its modules have no function alpha:beta_open");
    assertThatThrownBy(() -> target("fentry/gamma:beta_open"))
        .hasMessage("this kernel and its modules have no function gamma:beta_open");
    assertThatThrownBy(() -> target("fentry/alpha:vfs_read"))
        .hasMessage("this kernel and its modules have no function alpha:vfs_read");
  }

  @Test
  void whatNobodyHasIsNamed() {
    assertThatThrownBy(() -> target("tp_btf/nothing"))
        .hasMessage("this kernel and its modules have no tracepoint nothing");
    assertThatThrownBy(() -> target("fentry/sched_switch"))
        .hasMessage("this kernel and its modules have no function sched_switch");
    assertThatThrownBy(() -> target("lsm")).hasMessage("section lsm names no LSM hook");
  }

  @Test
  void aBrokenModuleIsOnlyInTheWayOfWhoNeedsIt() throws Exception {
    Files.write(folder.resolve("alpha"), new byte[] {1, 2, 3});
    assertThat(target("fentry/vfs_read").typeId()).isEqualTo(2);
    assertThat(target("fentry/beta_open").typeId()).isEqualTo(OWN + 1);
    assertThat(types.modules()).hasSize(1);
    assertThatThrownBy(() -> target("fentry/alpha_open"))
        .hasMessageStartingWith(
            "this kernel and its modules have no function alpha_open; not read: {alpha=BTF:");
  }

  @Test
  void aBrokenTypeIsSaid() throws Exception {
    byte[] broken = BtfWriter.write(new Btf(KERNEL));
    ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putInt(24 + 12 + 8, 77);
    Files.write(folder.resolve("vmlinux"), broken);
    assertThat(target("tp_btf/sched_switch").typeId()).isEqualTo(3);
    assertThatThrownBy(() -> target("fentry/vfs_read"))
        .isInstanceOf(KernelTypesException.class)
        .hasMessageStartingWith("function vfs_read: BTF: ")
        .hasMessageEndingWith("type 2: expected ids below 6, found 77");
  }

  @Test
  void aKernelWithoutTypesIsSaid() throws Exception {
    Files.delete(folder.resolve("vmlinux"));
    assertThatThrownBy(() -> target("fentry/vfs_read"))
        .isInstanceOf(KernelTypesException.class)
        .hasMessage("no types: " + folder + "/vmlinux does not exist");
    assertThat(target("xdp")).isEqualTo(AttachTarget.none());
  }

  @Test
  void whoMayNotListTypesStillFindsThem() throws Exception {
    kernel.onBpf(BpfCommand.BTF_GET_NEXT_ID, _ -> refusal(Errno.EPERM));
    assertThat(types.modules()).extracting(LazyBtf::first).containsExactly(OWN, OWN);
    assertThatThrownBy(() -> target("fentry/beta_open"))
        .isInstanceOf(BpfException.class)
        .hasMessageStartingWith("open the types of module beta: EPERM");
  }

  @Test
  void refusalsLeaveNothingOpen() {
    kernel.onBpf(BpfCommand.OBJ_GET_INFO_BY_FD, _ -> refusal(Errno.EFAULT));
    assertThatThrownBy(() -> target("fentry/beta_open")).isInstanceOf(BpfException.class);
    assertThat(kernel.openDescriptors()).isEmpty();
    answerIds("", "alpha");
    assertThatThrownBy(() -> target("fentry/beta_open")).hasMessageContaining("beta: ENOENT");
    assertThat(kernel.openDescriptors()).isEmpty();
    kernel.onBpf(BpfCommand.BTF_GET_FD_BY_ID, _ -> refusal(Errno.EPERM));
    assertThatThrownBy(() -> target("fentry/beta_open")).hasMessageContaining("beta: EPERM");
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void typesThatAreFreedMeanwhileArePassed() throws Exception {
    kernel.onBpf(
        BpfCommand.BTF_GET_FD_BY_ID,
        attr -> (opened = attr.u32(0)) == 1 ? refusal(Errno.ENOENT) : 0);
    assertThat(target("fentry/beta_open").typeId()).isEqualTo(OWN + 1);
    types.close();
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aFileOfTypesIsRead() throws Exception {
    assertThat(KernelTypes.read(folder.resolve("vmlinux")).count()).isEqualTo(OWN);
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> KernelTypes.read(missing))
        .hasMessage("no types: " + missing + " does not exist");
    Files.writeString(missing, "text");
    assertThatThrownBy(() -> KernelTypes.read(missing))
        .isInstanceOf(KernelTypesException.class)
        .hasMessageStartingWith("read types from " + missing + ": BTF: ");
  }
}
