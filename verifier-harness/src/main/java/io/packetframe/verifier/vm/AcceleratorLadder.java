package io.packetframe.verifier.vm;

import io.packetframe.verifier.vm.Accelerator.Kvm;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Climbs down from the fastest accelerator to one that boots a real kernel, and remembers where it
 * stopped for as long as host kernel, QEMU and processor stay the same.
 */
public final class AcceleratorLadder {
  /** Measured: where "host" aborts, another model may hang; and elsewhere it may well work. */
  private static final List<Accelerator> HARDWARE = List.of(new Kvm("host"), new Kvm("qemu64"));

  private final Canary canary;
  private final AcceleratorMemory memory;
  private final Path kvm;
  private final Consumer<String> progress;

  /** Uses a canary and the memory of earlier verdicts. */
  public AcceleratorLadder(Canary canary, AcceleratorMemory memory, Consumer<String> progress) {
    this(canary, memory, Path.of("/dev/kvm"), progress);
  }

  AcceleratorLadder(Canary canary, AcceleratorMemory memory, Path kvm, Consumer<String> progress) {
    this.canary = canary;
    this.memory = memory;
    this.kvm = kvm;
    this.progress = progress;
  }

  /** Returns the accelerator to use. */
  public AcceleratorChoice choose(AcceleratorPreference preference)
      throws IOException, AcceleratorException {
    return switch (preference) {
      case TCG -> new AcceleratorChoice(new Tcg(), "asked for");
      case AUTO -> climb(true);
      case KVM -> climb(false);
    };
  }

  private AcceleratorChoice climb(boolean emulationAllowed)
      throws IOException, AcceleratorException {
    Optional<String> closed = whyClosed();
    AcceleratorChoice choice;
    if (closed.isPresent()) {
      choice = new AcceleratorChoice(new Tcg(), closed.get());
    } else {
      Optional<AcceleratorChoice> known = memory.recall();
      choice = known.isPresent() ? known.get() : tryAll();
    }
    if (!emulationAllowed && choice.accelerator() instanceof Tcg) {
      throw new AcceleratorException(
          "KVM was asked for and does not work here: " + choice.reason(),
          "--accel tcg, which works everywhere and is slower");
    }
    return choice;
  }

  private Optional<String> whyClosed() {
    if (!Files.exists(kvm)) {
      return Optional.of("there is no " + kvm);
    }
    return Files.isReadable(kvm) && Files.isWritable(kvm)
        ? Optional.empty()
        : Optional.of("this user may not open " + kvm);
  }

  private AcceleratorChoice tryAll() throws IOException, AcceleratorException {
    List<String> reasons = new ArrayList<>();
    List<Accelerator> rungs = new ArrayList<>(HARDWARE);
    rungs.add(new Tcg());
    for (Accelerator rung : rungs) {
      progress.accept("trying " + rung.label() + " with a canary boot (10 s at most)");
      Optional<String> why = canary.whyNot(rung);
      if (why.isEmpty()) {
        AcceleratorChoice choice =
            new AcceleratorChoice(
                rung, reasons.isEmpty() ? "a canary booted" : String.join("; ", reasons));
        memory.keep(choice);
        return choice;
      }
      reasons.add(rung.label() + ": " + why.get());
    }
    throw new AcceleratorException(
        "no accelerator boots a kernel here: " + String.join("; ", reasons),
        "try the machine's own `qemu-system-x86_64 -accel tcg`");
  }
}
