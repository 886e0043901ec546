package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
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
    assertThat(none.duplicate(3)).isEqualTo(nothing);
    assertThat(none.socket(1, 1, 0)).isEqualTo(nothing);
    assertThat(none.ioctl(1, 2, new KernelStruct(8))).isEqualTo(nothing);
    assertThat(none.send(1, memory, 8)).isEqualTo(nothing);
    assertThat(none.recv(1, memory, 0)).isEqualTo(nothing);
    assertThat(none.prlimit(8, null, memory)).isEqualTo(nothing);
    assertThat(none.readlink(memory, memory)).isEqualTo(nothing);
    assertThat(none.unlink(memory)).isEqualTo(nothing);
    assertThat(none.statfs(memory, memory)).isEqualTo(nothing);
    assertThat(none.uname(memory)).isEqualTo(nothing);
    assertThat(none.ioctl(1, 2, 3L)).isEqualTo(nothing);
    assertThat(none.open(memory, 0)).isEqualTo(nothing);
    assertThat(none.read(1, memory)).isEqualTo(nothing);
    assertThat(none.write(1, memory, 8)).isEqualTo(nothing);
    assertThat(none.mmap(4096, 1, 1, 3, 0)).isEqualTo(nothing);
    assertThat(none.munmap(4096, 4096)).isEqualTo(nothing);
    assertThat(none.epollCreate(0)).isEqualTo(nothing);
    assertThat(none.epollControl(1, 1, 1, new KernelStruct(12))).isEqualTo(nothing);
    assertThat(none.epollWait(1, memory, 1, 0)).isEqualTo(nothing);
    assertThat(none.eventfd(0, 0)).isEqualTo(nothing);
    assertThat(none.perfEventOpen(new KernelStruct(128), -1, 0, -1, 0)).isEqualTo(nothing);
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

  @Test
  void mappedMemoryIsOursUntilItIsUnmappedAndThenNobodys() {
    ScriptedSyscalls kernel = new ScriptedSyscalls();
    long address = kernel.mmap(4096, MappedMemory.PROT_READ, MappedMemory.MAP_SHARED, 3, 0);
    MappedMemory memory = new MappedMemory(kernel, address, 4096, MappedMemory.PROT_READ);
    ByteBuffer bytes = memory.bytes();
    kernel.mappings().get(0).putLong(8, 0x0102030405060708L);
    assertThat(bytes.getLong(8)).isEqualTo(0x0102030405060708L);
    assertThat(bytes.isReadOnly()).isTrue();
    assertThatThrownBy(() -> bytes.get(4096)).isInstanceOf(IndexOutOfBoundsException.class);
    memory.close();
    assertThat(kernel.mappings()).isEmpty();
    assertThatThrownBy(() -> bytes.getLong(8)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(memory::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new MappedMemory(kernel, -12, 4096, MappedMemory.PROT_READ))
        .hasMessage("not a mapping: -12");
  }

  @Test
  void aMappingForWritingIsWritten() {
    ScriptedSyscalls kernel = new ScriptedSyscalls();
    int both = MappedMemory.PROT_READ | MappedMemory.PROT_WRITE;
    long address = kernel.mmap(4096, both, MappedMemory.MAP_SHARED, 3, 0);
    try (MappedMemory memory = new MappedMemory(kernel, address, 4096, both)) {
      memory.bytes().putInt(4, 77);
      assertThat(kernel.mappings().get(0).getInt(4)).isEqualTo(77);
    }
  }

  @Test
  void filesEventsAndMappingsReachThisKernel() throws IOException {
    Assumptions.assumeTrue(LinuxSystem.isLinux(), "not Linux");
    Syscalls syscalls = LinuxSystem.syscalls();
    ByteBuffer text = NativeMemory.allocate(4);
    try (Fd file =
        new Fd(
            syscalls,
            syscalls.open(
                NativeMemory.cString("/proc/self/comm"),
                OpenFlags.READ_ONLY | OpenFlags.CLOSE_ON_EXEC))) {
      assertThat(syscalls.read(file.number(), text)).isEqualTo(4);
      assertThat(NativeMemory.text(text, 0, 4))
          .isEqualTo(Files.readString(Path.of("/proc/self/comm")).substring(0, 4));
      assertThat(syscalls.ioctl(file.number(), 0x2400, 0L)).isEqualTo(-25);
      assertThat(
              syscalls.mmap(
                  4096, MappedMemory.PROT_READ, MappedMemory.MAP_SHARED, file.number(), 0))
          .isNegative();
    }
    assertThat(syscalls.munmap(1, 4096)).isEqualTo(-Errno.EINVAL.number());
  }

  @Test
  void anEventWakesItsWaiterWithItsNumber() {
    Assumptions.assumeTrue(LinuxSystem.isLinux(), "not Linux");
    Syscalls syscalls = LinuxSystem.syscalls();
    EpollEvents events = new EpollEvents(2);
    try (Fd epoll = new Fd(syscalls, syscalls.epollCreate(OpenFlags.CLOSE_ON_EXEC));
        Fd quiet = new Fd(syscalls, syscalls.eventfd(0, OpenFlags.CLOSE_ON_EXEC));
        Fd loud = new Fd(syscalls, syscalls.eventfd(0, OpenFlags.CLOSE_ON_EXEC))) {
      for (Fd fd : List.of(quiet, loud)) {
        KernelStruct event = EpollEvents.event(EpollEvents.IN, 1L << 40 | fd.number());
        assertThat(syscalls.epollControl(epoll.number(), EpollEvents.ADD, fd.number(), event))
            .isZero();
      }
      assertThat(syscalls.epollWait(epoll.number(), events.memory(), 2, 0)).isZero();
      ByteBuffer one = NativeMemory.allocate(8).putLong(0, 1);
      assertThat(syscalls.write(loud.number(), one, 8)).isEqualTo(8);
      assertThat(syscalls.epollWait(epoll.number(), events.memory(), 2, 1000)).isEqualTo(1);
      assertThat(events.data(0)).isEqualTo(1L << 40 | loud.number());
    }
  }
}
