package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.vm.Accelerator;
import io.packetframe.verifier.vm.Device;
import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.NvmeDisk;
import io.packetframe.verifier.vm.Device.PlainMachine;
import io.packetframe.verifier.vm.Device.ResultsInFile;
import io.packetframe.verifier.vm.Device.ResultsOnVirtualConsole;
import io.packetframe.verifier.vm.Device.VirtMachine;
import java.nio.file.Path;
import java.util.List;

/** The machine for guests of an architecture, and what its kernel calls the parts. */
enum GuestMachine {
  PC("qemu-system-x86_64", "qemu-system-x86", "/dev/ttyS1"),
  VIRT("qemu-system-aarch64", "qemu-system-arm", "/dev/hvc0");

  private static final int PROCESSORS = 2;
  private static final int MEMORY_MEBIBYTES = 1024;

  private static final Device FINE = new NvmeDisk("packetframe-fine", 0);

  /** Its spare blocks run out (bit 0), and it is read only (bit 3). */
  private static final Device WORN = new NvmeDisk("packetframe-worn", 0b1001);

  private final String qemu;
  private final String qemuPackage;
  private final String resultPort;

  GuestMachine(String qemu, String qemuPackage, String resultPort) {
    this.qemu = qemu;
    this.qemuPackage = qemuPackage;
    this.resultPort = resultPort;
  }

  static GuestMachine of(Architecture architecture) {
    return switch (architecture) {
      case AMD64 -> PC;
      case ARM64 -> VIRT;
    };
  }

  /** Returns the program that emulates it. */
  String qemu() {
    return qemu;
  }

  /** Returns the package that brings the program. */
  String qemuPackage() {
    return qemuPackage;
  }

  /** Returns the port of results, as the guest names it. */
  String resultPort() {
    return resultPort;
  }

  /** Returns the modules that the port needs. */
  List<String> modules() {
    return switch (this) {
      case PC -> List.of();
      case VIRT -> List.of("virtio_mmio", "virtio_console");
    };
  }

  /** Returns machine, disks, console and port. */
  List<Device> devices(Accelerator accelerator, Path results) {
    return switch (this) {
      case PC ->
          List.of(
              new PlainMachine(accelerator, PROCESSORS, MEMORY_MEBIBYTES),
              FINE,
              WORN,
              new ConsoleOnStandardOutput(),
              new ResultsInFile(results));
      case VIRT ->
          List.of(
              new VirtMachine(PROCESSORS, MEMORY_MEBIBYTES),
              FINE,
              WORN,
              new ConsoleOnStandardOutput("ttyAMA0"),
              new ResultsOnVirtualConsole(results));
    };
  }
}
