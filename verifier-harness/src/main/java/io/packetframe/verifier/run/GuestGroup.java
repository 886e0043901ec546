package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.vm.Accelerator;
import io.packetframe.verifier.vm.ConsoleLog;
import io.packetframe.verifier.wire.Nonce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The guests that share the work of one run on a kernel: each has a part of the tests, and all run
 * at the same time. An emulated guest keeps one processor busy, so a kernel that has the host for
 * itself is done sooner.
 */
final class GuestGroup {
  private final KernelId kernel;
  private final GuestRun guest;
  private final Path folder;
  private final int expectedTests;
  private final RunWatcher watcher;

  GuestGroup(KernelId kernel, GuestRun guest, Path folder, int expectedTests, RunWatcher watcher) {
    this.kernel = kernel;
    this.guest = guest;
    this.folder = folder;
    this.expectedTests = expectedTests;
    this.watcher = watcher;
  }

  /** What all of them said. */
  record Account(Transcript transcript, ConsoleLog console) {}

  /** Runs them to their ends. */
  Account run(Accelerator accelerator, List<GuestWork> parts)
      throws IOException, PacketFrameException {
    GroupProgress progress = new GroupProgress(kernel, parts.size(), expectedTests, watcher);
    List<Future<Account>> begun = new ArrayList<>();
    try (ExecutorService guests = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < parts.size(); i++) {
        int part = i;
        begun.add(guests.submit(() -> runPart(part, accelerator, parts.get(part), progress)));
      }
    }
    List<Account> accounts = new ArrayList<>();
    for (Future<Account> each : begun) {
      accounts.add(Awaited.result(each));
    }
    Transcript all = accounts.getFirst().transcript();
    accounts.stream().skip(1).forEach(it -> all.join(it.transcript()));
    return new Account(all, ConsoleLog.joined(accounts.stream().map(Account::console).toList()));
  }

  private Account runPart(int part, Accelerator accelerator, GuestWork todo, GroupProgress progress)
      throws IOException, PacketFrameException {
    Nonce nonce = Nonce.draw();
    Transcript transcript = new Transcript(nonce);
    Path own = part == 0 ? folder : folder.resolve("guest-" + (part + 1));
    ConsoleLog console =
        guest.run(
            own,
            accelerator,
            todo,
            nonce,
            event -> {
              transcript.accept(event);
              progress.moved(part, transcript, event);
            });
    return new Account(transcript, console);
  }
}
