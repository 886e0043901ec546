package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.run.GuestShell;
import io.packetframe.verifier.run.RunWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code verifier shell}: a person in a guest. */
final class ShellCommand implements Command {
  private static final String GDB = "--gdb";

  @Override
  public CommandSpec spec() {
    return AcceleratorOption.addTo(
            OwnKernelOption.addTo(
                KernelOption.addTo(
                    Verifier.described(
                        CommandSpec.create().name("shell"),
                        "Boots a kernel and gives a shell in the guest, with packetframe, busybox"
                            + " and a mounted bpffs. Leave it with exit; Ctrl-A X ends a guest that"
                            + " hangs."))))
        .addOption(
            OptionSpec.builder(GDB)
                .type(boolean.class)
                .description("Open QEMU's stub for a debugger, and say how to attach one.")
                .build())
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("COMMAND")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(
                    "Run this in the guest's shell instead, and end: 0 if it does, 1 if not.")
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Catalogue catalogue = Catalogue.read(console.workspace().catalogue());
    List<KernelEntry> entries = List.copyOf(KernelOption.named(given, catalogue).orElse(List.of()));
    List<Kernel> own = OwnKernelOption.given(given, console);
    if (entries.size() + own.size() != 1) {
      throw new ParameterException(
          given.commandSpec().commandLine(),
          "one kernel is needed: --kernel ID, or --kernel-image and --modules");
    }
    RunWatcher watcher = console.guests();
    KernelStore store =
        KernelStore.ofUser(KernelLock.read(console.workspace().lock()), false, watcher);
    AptConfiguration apt = AptConfiguration.ofHost();
    Kernel kernel = own.isEmpty() ? store.obtain(entries.getFirst(), apt) : own.getFirst();
    Optional<Userland> userland = Optional.empty();
    if (kernel.architecture() != Architecture.ofHost()) {
      userland = Optional.of(store.obtain(catalogue.userland(kernel.architecture()), apt));
    }
    List<String> command = given.matchedPositionalValue(0, List.of());
    Optional<String> settings = UserTerminal.settings();
    Optional<Path> gdb = Optional.empty();
    OptionalInt status;
    try {
      if (given.hasMatchedOption(GDB)) {
        gdb = Optional.of(gdb(kernel, console));
      }
      status =
          new GuestShell(console.workspace(), watcher)
              .run(
                  kernel,
                  userland,
                  AcceleratorOption.given(given),
                  ShellScript.of(kernel, command, UserTerminal.size()),
                  gdb);
    } finally {
      if (settings.isPresent()) {
        UserTerminal.restore(settings.get());
      }
      if (gdb.isPresent()) {
        Files.deleteIfExists(gdb.get());
        Files.delete(gdb.get().getParent());
      }
    }
    if (status.isEmpty()) {
      console.err().println("verifier: the guest did not come to its end");
      return ExitCode.HARNESS;
    }
    if (status.getAsInt() != 0 && !command.isEmpty()) {
      console.err().println("verifier: the command ended with " + status.getAsInt());
      return ExitCode.PRODUCT;
    }
    return ExitCode.OK;
  }

  private static Path gdb(Kernel kernel, Console console) throws IOException {
    // Paths of sockets are short: a folder of a checkout may lie too deep.
    Path socket = Files.createTempDirectory("packetframe").resolve("gdb");
    console.progress("to attach a debugger: gdb -ex 'target remote " + socket + "' vmlinux");
    console.progress(
        "symbols: /usr/lib/debug/boot/vmlinux-"
            + kernel.release()
            + " of the package linux-image-"
            + kernel.release()
            + "-dbg");
    return socket;
  }
}
