package io.packetframe.verifier.run;

import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.PlainMachine;
import io.packetframe.verifier.vm.Limits;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import io.packetframe.verifier.vm.VmEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A harness with a guest that never ends, for a test to kill; watches its parent. */
final class LongRun {
  private LongRun() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    Path work = Repository.work("long-run-" + ProcessHandle.current().pid());
    Path init =
        Files.writeString(
            work.resolve("init"), "#!/bin/busybox sh\nwhile :; do echo up; sleep 1; done\n");
    Path initramfs = work.resolve("initramfs");
    GuestImage.skeleton(init).appendTo(initramfs);
    AtomicLong pid = new AtomicLong();
    VirtualMachine.run(
        new QemuCommand(
                "qemu-system-x86_64",
                List.of(
                    new PlainMachine(new Tcg(), 1, 256),
                    new NothingElse(),
                    new DirectBoot(TestKernel.obtain().image(), initramfs),
                    new ConsoleOnStandardOutput()))
            .line(),
        work.resolve("results"),
        work.resolve("errors"),
        Limits.ofRun(),
        event -> {
          if (event instanceof VmEvent.Started started) {
            pid.set(started.pid());
          } else if (event instanceof VmEvent.ConsoleLine) {
            System.out.println("booted " + pid.get());
          }
        });
  }
}
