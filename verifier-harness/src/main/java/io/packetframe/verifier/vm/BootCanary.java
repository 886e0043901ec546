package io.packetframe.verifier.vm;

import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.PlainMachine;
import io.packetframe.verifier.vm.Device.QuietConsole;
import io.packetframe.verifier.vm.Ending.PoweredOff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The real canary: a kernel of the catalogue with an init that says one line and powers off.
 *
 * <p>Anything less lies. On one nested machine {@code /dev/kvm} opens and a minimal guest runs to
 * its HLT, yet every real kernel aborts QEMU or hangs without a byte of output.
 *
 * @param program of QEMU
 * @param kernel to boot
 * @param initramfs whose init prints {@link #INIT_LINE}
 * @param work a folder for the files of the boot
 */
public record BootCanary(String program, Path kernel, Path initramfs, Path work) implements Canary {
  /** The first thing that any init of ours says. */
  public static final String INIT_LINE = "packetframe-init: up";

  @Override
  public Optional<String> whyNot(Accelerator accelerator) throws IOException {
    QemuCommand command =
        new QemuCommand(
            program,
            List.of(
                new PlainMachine(accelerator, 1, 256),
                new NothingElse(),
                new DirectBoot(kernel, initramfs),
                new ConsoleOnStandardOutput(),
                new ExitOnPanic(),
                new NoCryptoSelfTests(),
                new QuietConsole()));
    AtomicBoolean up = new AtomicBoolean();
    AtomicReference<Ending> ending = new AtomicReference<>(new PoweredOff());
    VirtualMachine.run(
        command.line(),
        work.resolve("canary.results"),
        work.resolve("canary.errors"),
        Limits.ofCanary(),
        event -> {
          switch (event) {
            case VmEvent.ConsoleLine line -> {
              if (line.line().equals(INIT_LINE)) {
                up.set(true);
              }
            }
            case VmEvent.Ended it -> ending.set(it.ending());
            case VmEvent.Started _, VmEvent.ResultBytes _ -> {}
          }
        });
    if (up.get() && ending.get() instanceof PoweredOff) {
      return Optional.empty();
    }
    return Optional.of(
        up.get() || !(ending.get() instanceof PoweredOff)
            ? ending.get().describe()
            : "the guest ended before its first init line");
  }
}
