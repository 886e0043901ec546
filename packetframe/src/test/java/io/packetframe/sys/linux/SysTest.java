package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SysTest {
  @Test
  void closingTwiceIsAnErrorAndNeverClosesAnothersFile() {
    ScriptedSyscalls kernel = new ScriptedSyscalls();
    Fd fd = new Fd(kernel, kernel.socket(1, 1, 0));
    fd.close();
    assertThat(kernel.openDescriptors()).isEmpty();
    assertThatThrownBy(fd::close).hasMessage("the file descriptor is closed");
    assertThatThrownBy(fd::number).hasMessage("the file descriptor is closed");
  }

  @Test
  void anAnswerBelowZeroIsNoDescriptor() {
    assertThatThrownBy(() -> new Fd(new ScriptedSyscalls(), -1))
        .hasMessage("not a file descriptor: -1");
  }

  @Test
  void errnoSpeaksTheKernelsName() {
    assertThat(Errno.of(-1)).isEqualTo(Errno.EPERM).hasToString("EPERM (operation not permitted)");
    assertThat(Errno.of(-4000)).hasToString("errno 4000");
    assertThat(Errno.of(-1)).hasSameHashCodeAs(Errno.EPERM);
    assertThatThrownBy(() -> Errno.of(-5000)).hasMessageContaining("not in 1..4095");
    for (int number = 1; number <= Errno.MAX; number++) {
      assertThat(new Errno(number).name()).isNotEmpty();
      assertThat(new Errno(number).toString()).startsWith(new Errno(number).name());
    }
  }

  @Test
  void aStructureKeepsWhatItPointsTo() {
    ByteBuffer target = NativeMemory.cString("GPL");
    KernelStruct struct = new KernelStruct(24).u32(0, 7).u64(8, -1).pointer(16, target);
    assertThat(struct.u32(0)).isEqualTo(7);
    assertThat(struct.target(16)).isSameAs(target);
    assertThatThrownBy(() -> struct.target(8)).hasMessage("no pointer at offset 8");
    ByteBuffer onHeap = ByteBuffer.allocate(4);
    assertThatThrownBy(() -> struct.pointer(0, onHeap))
        .hasMessage("only direct memory has an address");
  }

  @Test
  void aCStringEndsWithNulAndHoldsNone() {
    ByteBuffer text = NativeMemory.cString("wan0");
    assertThat(text.capacity()).isEqualTo(5);
    assertThat(NativeMemory.text(text, 0, 5)).isEqualTo("wan0");
    assertThatThrownBy(() -> NativeMemory.cString("a\0b")).hasMessageContaining("NUL");
  }

  @Test
  void theLimitIsReadAsItIsWritten() {
    Rlimit limit = new Rlimit(65536, Rlimit.INFINITY);
    assertThat(Rlimit.decode(limit.encode())).isEqualTo(limit);
  }

  @Test
  void numbersDifferByArchitecture() {
    assertThat(SyscallNumbers.of("amd64").bpf()).isEqualTo(321);
    assertThat(SyscallNumbers.of("aarch64").bpf()).isEqualTo(280);
    assertThat(SyscallNumbers.of("riscv64")).isEqualTo(SyscallNumbers.of("aarch64"));
    assertThatThrownBy(() -> SyscallNumbers.of("sparc")).hasMessageContaining("sparc");
  }

  @Test
  void aSystemWithoutLinuxHasNoSuchCall() {
    Syscalls none = new NoSyscalls();
    ByteBuffer memory = NativeMemory.allocate(8);
    long nothing = -Errno.ENOSYS.number();
    assertThat(none.bpf(BpfCommand.MAP_CREATE, new KernelStruct(72))).isEqualTo(nothing);
    assertThat(none.close(3)).isEqualTo(nothing);
    assertThat(none.socket(1, 1, 0)).isEqualTo(nothing);
    assertThat(none.ioctl(1, 2, new KernelStruct(8))).isEqualTo(nothing);
    assertThat(none.send(1, memory, 8)).isEqualTo(nothing);
    assertThat(none.recv(1, memory, 0)).isEqualTo(nothing);
    assertThat(none.prlimit(8, null, memory)).isEqualTo(nothing);
    assertThat(none.readlink(memory, memory)).isEqualTo(nothing);
    assertThat(none.unlink(memory)).isEqualTo(nothing);
    assertThat(none.statfs(memory, memory)).isEqualTo(nothing);
    assertThat(none.uname(memory)).isEqualTo(nothing);
  }

  @Test
  void featureBitsAreReadFromTheirBlock() {
    ByteBuffer features = Ethtool.getFeatures(40);
    // Bit 33 is bit 1 of the second block: available, active, changeable.
    features.putInt(8 + 16, 2);
    features.putInt(8 + 16 + 8, 2);
    assertThat(Ethtool.isActive(features, 33)).isTrue();
    assertThat(Ethtool.isFixed(features, 33)).isFalse();
    assertThat(Ethtool.isActive(features, 1)).isFalse();
    assertThat(Ethtool.isFixed(features, 1)).isTrue();
  }

  @Test
  void aCountOfFeaturesIsBelievedWithinBounds() {
    ByteBuffer set = Ethtool.getFeatureCount();
    set.putInt(16, -1);
    assertThat(Ethtool.featureCount(set)).isEqualTo(1024);
    set.putLong(8, 0);
    assertThat(Ethtool.featureCount(set)).isZero();
  }

  @Test
  void anInterfaceNameThatDoesNotFitIsRefused() {
    assertThatThrownBy(
            () -> Ethtool.call(new ScriptedSyscalls(), 3, "0123456789abcdef", Ethtool.getGro()))
        .hasMessageContaining("longer than 15 bytes");
  }
}
