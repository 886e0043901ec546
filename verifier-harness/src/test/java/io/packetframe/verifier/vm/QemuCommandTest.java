package io.packetframe.verifier.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.verifier.vm.Accelerator.Kvm;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.PlainMachine;
import io.packetframe.verifier.vm.Device.QuietConsole;
import io.packetframe.verifier.vm.Device.ResultsInFile;
import io.packetframe.verifier.vm.Device.ResultsOnVirtualConsole;
import io.packetframe.verifier.vm.Device.VirtMachine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
  @Test
  void wholeMachine() {
    assertThat(
            String.join(
                " ",
                new QemuCommand(
                        "qemu",
                        List.of(
                            new PlainMachine(new Tcg(), 2, 1024),
                            new NothingElse(),
                            new DirectBoot(Path.of("/k"), Path.of("/i")),
                            new ConsoleOnStandardOutput(),
                            new ResultsInFile(Path.of("/a,b")),
                            new ExitOnPanic(),
                            new NoCryptoSelfTests(),
                            new QuietConsole()))
                    .line()))
        .isEqualTo(
            "qemu -machine pc -accel tcg,thread=single -cpu max -smp 2 -m 1024 -nodefaults"
                + " -no-user-config -display none -monitor none -kernel /k -initrd /i -chardev"
                + " stdio,id=console,signal=off -serial chardev:console -chardev"
                + " file,id=results,path=/a,,b -serial chardev:results -no-reboot -append"
                + " lpj=4000000 no_timer_check console=ttyS0 panic=-1 oops=panic cryptomgr.notests"
                + " quiet");
  }

  @Test
  void anArmMachineHasOneSerialPort() {
    assertThat(
            String.join(
                " ",
                new QemuCommand(
                        "qemu",
                        List.of(
                            new VirtMachine(2, 1024),
                            new ConsoleOnStandardOutput("ttyAMA0"),
                            new ResultsOnVirtualConsole(Path.of("/a,b")),
                            new DirectBoot(Path.of("/k"), Path.of("/i"))))
                    .line()))
        .isEqualTo(
            "qemu -machine virt -accel tcg -cpu neoverse-n1 -smp 2 -m 1024"
                + " -chardev stdio,id=console,signal=off -serial chardev:console"
                + " -chardev file,id=results,path=/a,,b"
                + " -device virtio-serial-device -device virtconsole,chardev=results"
                + " -kernel /k -initrd /i"
                + " -append console=ttyAMA0");
  }

  @Test
  void hardwareMeasuresItself() {
    PlainMachine machine = new PlainMachine(new Kvm("host"), 1, 64);
    assertThat(machine.qemuArguments()).containsSubsequence("-accel", "kvm", "-cpu", "host");
    assertThat(machine.kernelArguments()).isEmpty();
  }

  @Test
  void nonsenseIsRefusedAtOnce() {
    assertThatThrownBy(() -> new QemuCommand("qemu", List.of()))
        .hasMessage("a machine without a kernel");
    assertThatThrownBy(() -> new VirtMachine(1, 32)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PlainMachine(new Tcg(), 0, 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Kvm("host -device x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
