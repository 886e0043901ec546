package io.packetframe.verifier.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the machine, named for why it is there. Each gives arguments of QEMU and words of the
 * kernel's command line.
 */
public sealed interface Device {
  /** Returns what QEMU must be told. */
  default List<String> qemuArguments() {
    return List.of();
  }

  /** Returns what the kernel must be told. */
  default List<String> kernelArguments() {
    return List.of();
  }

  /** The oldest and most reliable machine: microvm hangs one boot in four (measured). */
  record PlainMachine(Accelerator accelerator, int processors, int memoryMebibytes)
      implements Device {
    public PlainMachine {
      requireSensible(processors, memoryMebibytes);
    }

    @Override
    public List<String> qemuArguments() {
      List<String> arguments = new ArrayList<>(List.of("-machine", "pc"));
      arguments.addAll(accelerator.qemuArguments());
      arguments.addAll(
          List.of("-smp", String.valueOf(processors), "-m", String.valueOf(memoryMebibytes)));
      return List.copyOf(arguments);
    }

    @Override
    public List<String> kernelArguments() {
      return accelerator.kernelArguments();
    }
  }

  /**
   * An arm64 machine, emulated. Of its processors this one knows 16 KiB pages as well and has no
   * pointer authentication, whose emulation makes "max" three to eight times slower (measured).
   */
  record VirtMachine(int processors, int memoryMebibytes) implements Device {
    public VirtMachine {
      requireSensible(processors, memoryMebibytes);
    }

    @Override
    public List<String> qemuArguments() {
      return List.of(
          "-machine",
          "virt",
          "-accel",
          "tcg",
          "-cpu",
          "neoverse-n1",
          "-smp",
          String.valueOf(processors),
          "-m",
          String.valueOf(memoryMebibytes));
    }
  }

  private static void requireSensible(int processors, int memoryMebibytes) {
    if (processors < 1 || memoryMebibytes < 64) {
      throw new IllegalArgumentException(
          "a machine of " + processors + " CPUs and " + memoryMebibytes + " MiB");
    }
  }

  /** No network, no disk, no screen, no host configuration: nothing to stall, nothing to leak. */
  record NothingElse() implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of("-nodefaults", "-no-user-config", "-display", "none", "-monitor", "none");
    }
  }

  /** The kernel under test and its root file system. */
  record DirectBoot(Path kernel, Path initramfs) implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString());
    }
  }

  /**
   * An NVMe disk of 64 MiB that reads as zeroes and forgets what is written.
   *
   * @param serial what it calls itself
   * @param warnings the critical warnings of its SMART log, one bit each
   */
  record NvmeDisk(String serial, int warnings) implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of(
          "-blockdev",
          "driver=null-co,read-zeroes=on,size=67108864,node-name=" + serial,
          "-device",
          "nvme,drive=" + serial + ",serial=" + serial + ",smart_critical_warning=" + warnings);
    }
  }

  /** The guest's console is QEMU's standard output, where we read it line by line. */
  record ConsoleOnStandardOutput(String terminal) implements Device {
    /** The first serial port of a PC. */
    public ConsoleOnStandardOutput() {
      this("ttyS0");
    }

    @Override
    public List<String> qemuArguments() {
      return List.of("-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console");
    }

    @Override
    public List<String> kernelArguments() {
      return List.of("console=" + terminal);
    }
  }

  /**
   * The guest's console is our own terminal, which QEMU makes raw; {@code Ctrl-A X} ends a guest
   * that does not listen any more.
   */
  record ConsoleOnTerminal(String terminal) implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of(
          "-chardev",
          "stdio,id=console,mux=on,signal=off",
          "-serial",
          "chardev:console",
          "-mon",
          "chardev=console,mode=readline");
    }

    @Override
    public List<String> kernelArguments() {
      return List.of("console=" + terminal);
    }
  }

  /** A debugger can attach at a socket; addresses are those of the kernel's file. */
  record GdbStub(Path socket) implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of(
          "-chardev",
          "socket,id=gdb,server=on,wait=off,path=" + socket.toString().replace(",", ",,"),
          "-gdb",
          "chardev:gdb");
    }

    @Override
    public List<String> kernelArguments() {
      return List.of("nokaslr");
    }
  }

  /** The second serial port goes to a file: a slow reader can never stall the guest. */
  record ResultsInFile(Path file) implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of("-chardev", resultsIn(file), "-serial", "chardev:results");
    }
  }

  /** The same for a machine of one serial port: {@code /dev/hvc0}, once its modules are loaded. */
  record ResultsOnVirtualConsole(Path file) implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of(
          "-chardev",
          resultsIn(file),
          "-device",
          "virtio-serial-device",
          "-device",
          "virtconsole,chardev=results");
    }
  }

  private static String resultsIn(Path file) {
    // A comma ends an option of QEMU's; two of them stand for one.
    return "file,id=results,path=" + file.toString().replace(",", ",,");
  }

  /** A panic ends QEMU at once instead of waiting for somebody to read the screen. */
  record ExitOnPanic() implements Device {
    @Override
    public List<String> qemuArguments() {
      return List.of("-no-reboot");
    }

    @Override
    public List<String> kernelArguments() {
      // An oops leaves a kernel about which nothing can be claimed.
      return List.of("panic=-1", "oops=panic");
    }
  }

  /**
   * A kernel that tells of stalls early: of RCU and of processors after so many seconds, of tasks
   * after three times as many.
   */
  record StallsToldEarly(int seconds) implements Device {
    /**
     * Half of what kernels are built with, and a quarter for tasks: a guest that an overloaded host
     * lets run one second in ten still comes through.
     */
    public StallsToldEarly() {
      this(10);
    }

    public StallsToldEarly {
      if (seconds < 3) {
        throw new IllegalArgumentException("RCU takes no less than 3 s, not " + seconds);
      }
    }

    @Override
    public List<String> kernelArguments() {
      // The watchdog speaks after twice its threshold.
      return List.of(
          "rcupdate.rcu_cpu_stall_timeout=" + seconds,
          "sysctl.kernel.watchdog_thresh=" + (seconds + 1) / 2,
          "sysctl.kernel.hung_task_timeout_secs=" + 3 * seconds);
    }
  }

  /** A kernel that keeps its whole log, however much tests make it say. */
  record LongLog() implements Device {
    @Override
    public List<String> kernelArguments() {
      return List.of("log_buf_len=1M");
    }
  }

  /**
   * Whoever waits for RCU asks the processors instead of waiting for their next ticks. Each
   * exchange of a map in a map waits so, and each network namespace that goes: together a fifth of
   * the time of all suites, in which an emulated guest only sleeps.
   */
  record ExpeditedGracePeriods() implements Device {
    @Override
    public List<String> kernelArguments() {
      return List.of("rcupdate.rcu_expedited=1");
    }
  }

  /** The one kernel parameter that makes a boot measurably faster. */
  record NoCryptoSelfTests() implements Device {
    @Override
    public List<String> kernelArguments() {
      return List.of("cryptomgr.notests");
    }
  }

  /** Only what is at least an error reaches the console; everything stays in the guest's log. */
  record QuietConsole() implements Device {
    @Override
    public List<String> kernelArguments() {
      return List.of("quiet");
    }
  }
}
