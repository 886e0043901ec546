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
import io.packetframe.verifier.vm.ConsoleLog;
import io.packetframe.verifier.vm.Device;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.LongLog;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.StallsToldEarly;
import io.packetframe.verifier.vm.Limits;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.Nonce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/** One kernel, from its files to its record, reports and verdict. */
final class KernelRun {
  private final Workspace workspace;
  private final Kernel kernel;
  private final Optional<Userland> userland;
  private final GuestWork work;
  private final GuestMachine machine;
  private final Host host;
  private final Jobs jobs;
  private final Lock ladder;
  private final RunWatcher watcher;
  private final Path folder;
  private int expectedTests;

  /**
   * Prepares a run.
   *
   * @param userland where the kernel's architecture is not the host's
   * @param ladder held while accelerators are tried
   */
  KernelRun(
      Workspace workspace,
      Kernel kernel,
      Optional<Userland> userland,
      GuestWork work,
      Jobs jobs,
      Lock ladder,
      RunWatcher watcher)
      throws IOException, HarnessException {
    this.workspace = workspace;
    this.kernel = kernel;
    this.userland = userland;
    this.work = work;
    this.machine = GuestMachine.of(kernel.architecture());
    this.host = Host.look(machine);
    this.jobs = jobs;
    this.ladder = ladder;
    this.watcher = watcher;
    this.folder = workspace.running(kernel.id());
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
    return new Outcome(
        kernel,
        verdict,
        counts.circumstances(),
        counts.console().tail(25),
        counts.transcript().tests(),
        earlier);
  }

  /** Runs one guest with all that is to do, or with a part of it. */
  private Attempt attempt(
      AcceleratorChoice accelerator, GuestWork todo, Optional<AcceptanceRecord> accepted)
      throws IOException, PacketFrameException {
    Nonce nonce = Nonce.draw();
    Transcript transcript = new Transcript(nonce);
    ConsoleLog console = boot(accelerator, todo, nonce, transcript);
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
        console,
        circumstances,
        Judge.judge(transcript, facts, circumstances, gate, accepted));
  }

  private ConsoleLog boot(
      AcceleratorChoice accelerator, GuestWork todo, Nonce nonce, Transcript transcript)
      throws IOException, PacketFrameException {
    Path initramfs = folder.resolve("initramfs");
    Files.deleteIfExists(initramfs);
    try {
      GuestImage.base(workspace, kernel, userland, todo).appendTo(initramfs);
      GuestImage.ofBoot(nonce).appendTo(initramfs);
      Path results = folder.resolve("results");
      List<Device> devices = new ArrayList<>(machine.devices(accelerator.accelerator(), results));
      devices.add(new NothingElse());
      devices.add(new DirectBoot(kernel.image(), initramfs));
      devices.add(new ExitOnPanic());
      devices.add(new NoCryptoSelfTests());
      devices.add(new StallsToldEarly());
      devices.add(new LongLog());
      return VirtualMachine.run(
          new QemuCommand(host.qemu(), devices).line(),
          results,
          folder.resolve("qemu.errors"),
          Limits.ofRun(),
          event -> {
            transcript.accept(event);
            tell(event, transcript);
            if (event instanceof VmEvent.ConsoleLine) {
              // QEMU has long read it; the nonce in it is nobody's business any more.
              forget(initramfs);
            }
          });
    } finally {
      Files.deleteIfExists(initramfs);
    }
  }

  private void tell(VmEvent event, Transcript transcript) {
    GuestProgress now =
        new GuestProgress(
            kernel.id(),
            transcript.ledger().latest(),
            transcript.tests().size(),
            expectedTests,
            event.at());
    if (event instanceof VmEvent.Ended) {
      watcher.ended(now);
    } else {
      watcher.moved(now);
    }
  }

  private static void forget(Path file) {
    if (!file.toFile().delete() && Files.exists(file)) {
      throw new IllegalStateException("cannot delete " + file);
    }
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
