package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.config.GlobalSettings;
import io.packetframe.daemon.AttachmentRegistry;
import io.packetframe.daemon.Presence;
import io.packetframe.daemon.StateDirectory;
import io.packetframe.daemon.StateFiles;
import io.packetframe.fastpath.PinLayout;
import io.packetframe.fastpath.Removal;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.module.Pause;
import io.packetframe.sys.linux.Syscalls;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Takes the fast path away: what a daemon that is gone has left, or half left. */
final class DetachCommand implements Command {
  private static final String CONFIG = "--config";
  private static final String ALL = "--all";

  private final Supplier<Syscalls> syscalls;

  DetachCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "detach";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Detach the fast path and remove its pins, also after a crash at any point. Refuses"
                + " while the daemon runs. Exits with 0 if nothing is left, else with 2.");
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description("The config that it ran with: it says where pins and state files are.")
            .build());
    specification.addOption(
        OptionSpec.builder(ALL)
            .description(
                "Needs no config: without one, looks where pins and state files are by default.")
            .build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    Optional<Path> file = Optional.ofNullable(arguments.matchedOptionValue(CONFIG, (Path) null));
    if (file.isEmpty() && !arguments.hasMatchedOption(ALL)) {
      throw new ParameterException(
          arguments.commandSpec().commandLine(), "one of " + CONFIG + " and " + ALL + " is needed");
    }
    GlobalSettings settings = ModuleRoots.of(file);
    StateDirectory state = StateDirectory.at(Path.of(settings.stateDir().text()));
    requireGone(Presence.of(state, HostFiles.ofThisHost()));
    Optional<FileChannel> lock = lock(state);
    try {
      return remove(settings, state, console);
    } finally {
      StateFiles.release(lock);
    }
  }

  private static void requireGone(Presence presence) throws PacketFrameException {
    if (presence instanceof Presence.Running running) {
      throw new PacketFrameException(
          "packetframe runs, as process "
              + running.pid()
              + ": what it holds would stay attached, and nothing was removed",
          "stop it first",
          null);
    }
    if (presence instanceof Presence.Unknown unknown) {
      throw new PacketFrameException(
          "whether packetframe runs is not known, and nothing was removed: " + unknown.why());
    }
  }

  private static Optional<FileChannel> lock(StateDirectory state) throws PacketFrameException {
    if (!Files.isDirectory(state.path(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Optional<FileChannel> lock = state.lock(StateFiles.LOCK, StateFiles.LOCK_PATIENCE);
    if (lock.isEmpty()) {
      throw new PacketFrameException("another packetframe is at work in " + state.path());
    }
    return lock;
  }

  private int remove(GlobalSettings settings, StateDirectory state, Console console)
      throws PacketFrameException {
    StderrJournal journal = new StderrJournal(console.err(), settings.logLevel());
    PinLayout layout = new PinLayout(Path.of(settings.bpffsRoot().text()));
    boolean complete =
        new Removal(syscalls.get(), layout, journal)
            .run(
                AttachmentRegistry.read(state).orElse(List.of()),
                settings.attachSettleTime(),
                Pause.uninterrupted());
    if (!complete) {
      console.err().println("packetframe: not everything could be removed: see above");
      return ExitCode.RUNTIME;
    }
    for (String name : List.of(StateFiles.ATTACHMENTS, StateFiles.IDENTITY, StateFiles.PID)) {
      state.delete(name);
    }
    console.out().println("nothing of the fast path is left in " + layout.root());
    return ExitCode.OK;
  }
}
