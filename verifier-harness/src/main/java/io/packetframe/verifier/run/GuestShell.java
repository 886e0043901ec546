package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.vm.AcceleratorChoice;
import io.packetframe.verifier.vm.AcceleratorPreference;
import io.packetframe.verifier.vm.Device;
import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.ConsoleOnTerminal;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.GdbStub;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.QuietConsole;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A guest for a person: the same kernel, modules, mounts and product as in a run, and a shell on
 * our terminal in place of the agent. Nothing of it is left behind.
 */
public final class GuestShell {
  private final Workspace workspace;
  private final RunWatcher watcher;

  /** Opens shells in guests of a checkout. */
  public GuestShell(Workspace workspace, RunWatcher watcher) {
    this.workspace = workspace;
    this.watcher = watcher;
  }

  /**
   * Boots a kernel, and returns when the guest is gone.
   *
   * @param userland where the kernel's architecture is not the host's
   * @param script of the shell, whose standard streams are the terminal
   * @param gdb where a debugger can attach, if one is to
   * @return the script's exit status; none if the guest did not come to its end
   */
  public OptionalInt run(
      Kernel kernel,
      Optional<Userland> userland,
      AcceleratorPreference preference,
      String script,
      Optional<Path> gdb)
      throws IOException, PacketFrameException {
    GuestMachine machine = GuestMachine.of(kernel.architecture());
    Host host = Host.look(machine);
    Path runs = Files.createDirectories(workspace.running(kernel.id()));
    Path folder = Files.createTempDirectory(runs, "shell");
    try {
      AcceleratorChoice accelerator =
          new GuestAccelerator(workspace, host, folder, watcher::begins).choose(kernel, preference);
      watcher.begins(kernel.id() + ": accelerator " + accelerator.describe());
      Path initramfs = folder.resolve("initramfs");
      GuestImage.base(workspace, kernel, userland, new GuestWork(Set.of(), List.of()))
          .appendTo(initramfs);
      GuestImage.ofShell(script).appendTo(initramfs);
      Path results = folder.resolve("results");
      List<Device> devices = new ArrayList<>();
      for (Device device : machine.devices(accelerator.accelerator(), results)) {
        devices.add(
            device instanceof ConsoleOnStandardOutput it
                ? new ConsoleOnTerminal(it.terminal())
                : device);
      }
      devices.add(new NothingElse());
      devices.add(new DirectBoot(kernel.image(), initramfs));
      devices.add(new ExitOnPanic());
      devices.add(new NoCryptoSelfTests());
      devices.add(new QuietConsole());
      gdb.ifPresent(socket -> devices.add(new GdbStub(socket)));
      int qemu = VirtualMachine.attach(new QemuCommand(host.qemu(), devices).line());
      return qemu == 0 ? status(results) : OptionalInt.empty();
    } finally {
      delete(folder);
    }
  }

  private static OptionalInt status(Path results) throws IOException {
    String said = Files.exists(results) ? Files.readString(results).strip() : "";
    return said.matches("[0-9]{1,3}")
        ? OptionalInt.of(Integer.parseInt(said))
        : OptionalInt.empty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
