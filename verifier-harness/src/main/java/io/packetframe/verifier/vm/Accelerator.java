package io.packetframe.verifier.vm;

import java.util.List;

/** What executes the guest's instructions. */
public sealed interface Accelerator {
  /** Returns how reports and the command line call it, for example {@code kvm/host}. */
  String label();

  /** Returns the arguments that make QEMU use it. */
  List<String> qemuArguments();

  /** Returns what the kernel must be told about it. */
  default List<String> kernelArguments() {
    return List.of();
  }

  /** The host's own processor, with the model of it that the guest sees. */
  record Kvm(String cpuModel) implements Accelerator {
    public Kvm {
      if (!cpuModel.matches("[A-Za-z0-9_.,+-]+")) {
        throw new IllegalArgumentException("not a CPU model: " + cpuModel);
      }
    }

    @Override
    public String label() {
      return "kvm/" + cpuModel;
    }

    @Override
    public List<String> qemuArguments() {
      return List.of("-accel", "kvm", "-cpu", cpuModel);
    }
  }

  /** Pure emulation: slow, and right everywhere. */
  record Tcg() implements Accelerator {
    @Override
    public String label() {
      return "tcg";
    }

    @Override
    public List<String> qemuArguments() {
      // Measured: "max" gives the guest most features and costs nothing on amd64.
      // Both processors in one thread: with one each, a processor may run a breakpoint that the
      // kernel has taken away already (text patching of static calls and BPF dispatchers), which
      // the kernel takes for a fault: "Oops: int3", seen in 6.12 and 7.3.
      return List.of("-accel", "tcg,thread=single", "-cpu", "max");
    }

    @Override
    public List<String> kernelArguments() {
      // The emulated time stamp counter runs at 1 GHz: so many ticks are a jiffy of Debian's 250
      // Hz.
      // Told, the kernel need not measure it, which takes two of five seconds on two processors.
      // And it need not try whether the timer ticks: on a host with twenty programs for each
      // processor no tick came in time, and 7.2 gave up (measured).
      return List.of("lpj=4000000", "no_timer_check");
    }
  }
}
