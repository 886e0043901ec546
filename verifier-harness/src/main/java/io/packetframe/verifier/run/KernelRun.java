package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.KernelRecord;
import io.packetframe.record.RecordException;
import io.packetframe.record.RunRecord;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.report.EarlierGuest;
import io.packetframe.verifier.run.RunResults.ConsoleOf;
import io.packetframe.verifier.run.SecondChance.Again;
import io.packetframe.verifier.vm.AcceleratorChoice;
import io.packetframe.verifier.vm.AcceleratorPreference;
import io.packetframe.verifier.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/** One kernel, from its files to its record, reports and verdict. */
final class KernelRun {
  private final Workspace workspace;
  private final Kernel kernel;
  private final GuestWork work;
  private final Host host;
  private final Jobs jobs;
  private final Lock ladder;
  private final RunWatcher watcher;
  private final Path folder;
  private final GuestRun guest;
  private final int guests;
  private final Map<String, Long> classMillis;
  private int expectedTests;

  /**
   * Prepares a run.
   *
   * @param userland where the kernel's architecture is not the host's
   * @param jobs how many guests run at a time
   * @param guests how many of them are for this kernel
   * @param ladder held while accelerators are tried
   */
  KernelRun(
      Workspace workspace,
      Kernel kernel,
      Optional<Userland> userland,
      GuestWork work,
      Jobs jobs,
      int guests,
      Lock ladder,
      RunWatcher watcher)
      throws IOException, HarnessException {
    this.workspace = workspace;
    this.kernel = kernel;
    this.work = work;
    GuestMachine machine = GuestMachine.of(kernel.architecture());
    this.host = Host.look(machine);
    this.jobs = jobs;
    this.ladder = ladder;
    this.watcher = watcher;
    this.folder = workspace.running(kernel.id());
    this.guest = new GuestRun(workspace, kernel, userland, machine, host.qemu());
    this.guests = guests;
    this.classMillis = new Schedule(workspace).classMillis(kernel.id());
  }

  KernelId id() {
    return kernel.id();
  }

  /** Runs it and leaves its results behind; those of an earlier run are gone before. */
  Outcome run(AcceleratorPreference preference) throws IOException, PacketFrameException {
    Files.createDirectories(folder);
    RunResults results = new RunResults(workspace, kernel.id());
    results.clear();
    AcceleratorChoice accelerator = accelerator(preference);
    watcher.begins(kernel.id() + ": accelerator " + accelerator.describe());
    Optional<AcceptanceRecord> accepted = accepted();
    expectedTests =
        work.confinedTo().isEmpty() ? accepted.map(it -> it.tests().size()).orElse(0) : 0;
    Attempt first = attempt(accelerator, work, accepted);
    Outcome outcome =
        switch (SecondChance.after(first.verdict()).orElse(null)) {
          case null -> outcome(first, first.verdict(), Optional.empty());
          case Again.Everything _ -> {
            results.write(ConsoleOf.FIRST, first.console());
            again("no verdict", first);
            Attempt second = attempt(accelerator, work, accepted);
            yield outcome(
                second,
                SecondChance.judge(first.verdict(), second.verdict(), accepted),
                Optional.of(first.asEarlier()));
          }
          case Again.Classes it -> {
            again(it.names().size() + " test classes with failures", first);
            Attempt second = attempt(accelerator, work.only(it.names()), Optional.empty());
            results.write(ConsoleOf.AGAIN, second.console());
            yield outcome(
                first,
                SecondChance.judge(first.verdict(), second.verdict(), accepted),
                Optional.of(first.asEarlier()));
          }
        };
    results.write(outcome);
    return outcome;
  }

  private void again(String what, Attempt first) {
    watcher.begins(kernel.id() + ": " + what + ", so once more in a fresh guest");
    first.asEarlier().complaints().forEach(it -> watcher.begins(kernel.id() + ":   " + it));
  }

  private Outcome outcome(Attempt counts, Verdict verdict, Optional<EarlierGuest> earlier)
      throws IOException {
    RunResults results = new RunResults(workspace, kernel.id());
    results.write(ConsoleOf.GUEST, counts.console());
    results.write(counts.transcript().published());
    results.write(counts.transcript().coverage());
    return new Outcome(
        kernel,
        verdict,
        counts.circumstances(),
        counts.console().tail(25),
        counts.transcript().tests(),
        counts.transcript().classMillis(),
        earlier);
  }

  /** Runs guests with all that is to do, or with a part of it. */
  private Attempt attempt(
      AcceleratorChoice accelerator, GuestWork todo, Optional<AcceptanceRecord> accepted)
      throws IOException, PacketFrameException {
    GuestGroup.Account heard =
        new GuestGroup(kernel.id(), guest, folder, expectedTests, watcher)
            .run(accelerator.accelerator(), todo.split(guests, classMillis));
    Transcript transcript = heard.transcript();
    KernelRecord facts =
        KernelFacts.of(
            kernel,
            transcript.hello().map(Message.Hello::btf).orElse(false),
            Files.readString(kernel.configuration()),
            Files.readAllLines(workspace.guest().resolve("config-facts")));
    RunRecord circumstances =
        new RunRecord(
            accelerator.accelerator().label(),
            accelerator.reason(),
            host.clang(),
            host.clangPinned(),
            host.describe() + jobs.describe(),
            work.confinedTo(),
            transcript.ledger().millis());
    KernelLogGate gate =
        new KernelLogGate(
            AllowedMessage.read(workspace.guest().resolve("dmesg-allowed.json")),
            LocalDate.now(ZoneOffset.UTC));
    return new Attempt(
        transcript,
        heard.console(),
        circumstances,
        Judge.judge(transcript, facts, circumstances, gate, accepted));
  }

  private AcceleratorChoice accelerator(AcceleratorPreference preference)
      throws IOException, PacketFrameException {
    ladder.lock();
    try {
      return new GuestAccelerator(workspace, host, folder, watcher::begins)
          .choose(kernel, preference);
    } finally {
      ladder.unlock();
    }
  }

  private Optional<AcceptanceRecord> accepted() throws IOException, RecordException {
    Path file = workspace.accepted(kernel.id());
    return Files.exists(file)
        ? Optional.of(AcceptanceRecord.fromJson(JsonReader.read(Files.readString(file))))
        : Optional.empty();
  }
}
