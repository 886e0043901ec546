package io.packetframe.verifier.run;

import io.packetframe.verifier.image.Content;
import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.image.KernelModules;
import io.packetframe.verifier.image.SharedLibraries;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import io.packetframe.verifier.vm.Device;
import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.PlainMachine;
import io.packetframe.verifier.vm.Device.ResultsInFile;
import io.packetframe.verifier.vm.Limits;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.FrameWriter;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.Nonce;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A real guest whose first process is a script, and the harness that watches it. */
final class FaultyGuest {
  /** Begins a script that speaks over the port of results as the agent would. */
  static final String OPEN_PORT =
      """
      mount -t devtmpfs dev /dev
      exec 3<>/dev/ttyS1
      stty raw -echo -opost <&3
      """;

  private final Path work;
  private final Initramfs image;
  private final Nonce nonce = Nonce.draw();
  private final ByteArrayOutputStream port = new ByteArrayOutputStream();
  private final FrameWriter writer = new FrameWriter(port, nonce);
  private final Transcript transcript = new Transcript(nonce);
  private Path results;
  private int processors = 1;
  private Limits limits =
      new Limits(
          Duration.ofSeconds(60), Duration.ofSeconds(6), Duration.ofSeconds(90), 1 << 20, 1 << 20);

  FaultyGuest(String name, String script) throws Exception {
    work = Repository.work(name);
    Path init = Files.writeString(work.resolve("init"), "#!/bin/busybox sh\n" + script + "\n");
    image = GuestImage.skeleton(init);
    List.of("dev", "proc").forEach(image::folder);
    results = work.resolve("results");
  }

  FaultyGuest silenceOf(Duration silence) {
    limits =
        new Limits(
            limits.boot(), silence, limits.total(), limits.resultBytes(), limits.consoleBytes());
    return this;
  }

  FaultyGuest processors(int count) {
    processors = count;
    return this;
  }

  FaultyGuest resultsIn(Path file) {
    results = file;
    return this;
  }

  /** Adds a module of the kernel, and those that it needs. */
  FaultyGuest module(String name) throws Exception {
    KernelModules.in(TestKernel.obtain().modules())
        .closure(List.of(name))
        .forEach((each, content) -> image.file(each + ".ko", content));
    return this;
  }

  /** Adds a program of the host with its libraries. */
  FaultyGuest program(String path) throws IOException {
    Path program = Path.of(path);
    image.file("bin/" + program.getFileName(), program);
    for (Map.Entry<String, Path> library :
        SharedLibraries.ofHost().closure(List.of(program), List.of()).entrySet()) {
      image.file(library.getKey(), library.getValue());
    }
    return this;
  }

  /** Adds a file with what an agent would send, cut short by some bytes. */
  FaultyGuest frames(String name, int missing, Message... messages) throws IOException {
    port.reset();
    for (Message message : messages) {
      writer.send(message);
    }
    byte[] bytes = port.toByteArray();
    image.file(name, Content.of(Arrays.copyOf(bytes, bytes.length - missing)));
    return this;
  }

  Transcript transcript() {
    return transcript;
  }

  Verdict run() throws Exception {
    return run(TestKernel.obtain().image(), initramfs(), _ -> {});
  }

  /** Returns the archive, which a test may damage. */
  Path initramfs() throws IOException {
    Path initramfs = work.resolve("initramfs");
    Files.deleteIfExists(initramfs);
    image.appendTo(initramfs);
    return initramfs;
  }

  Path work() {
    return work;
  }

  Verdict run(Path kernel, Path initramfs, Consumer<VmEvent> watcher, Device... more)
      throws Exception {
    List<Device> devices =
        new ArrayList<>(
            List.of(
                new PlainMachine(new Tcg(), processors, 256),
                new NothingElse(),
                new DirectBoot(kernel, initramfs),
                new ConsoleOnStandardOutput(),
                new ResultsInFile(results),
                new ExitOnPanic(),
                new NoCryptoSelfTests()));
    devices.addAll(List.of(more));
    VirtualMachine.run(
        new QemuCommand("qemu-system-x86_64", devices).line(),
        results,
        work.resolve("errors"),
        limits,
        event -> {
          transcript.accept(event);
          watcher.accept(event);
        });
    return Judge.judge(
        transcript, JudgeTest.KERNEL, JudgeTest.RUN, JudgeTest.STRICT, Optional.empty());
  }
}
