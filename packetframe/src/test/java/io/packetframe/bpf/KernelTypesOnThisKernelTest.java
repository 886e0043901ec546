package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.btf.LazyBtf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that the kernel which runs the tests agrees with. */
@KernelTest
class KernelTypesOnThisKernelTest {
  private final Syscalls syscalls = LinuxSystem.syscalls();

  @BeforeEach
  void needsTypes() {
    LockedMemory.lift();
    if (!Files.exists(Path.of("/sys/kernel/btf/vmlinux"))) {
      abort("this kernel has no types of its own");
    }
  }

  /** One member of the structure itself, and one of an anonymous part of it in many kernels. */
  @Test
  void aMemberIsWhereTheKernelHasIt() throws Exception {
    KernelLayout layout = KernelLayout.ofThisKernel();
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      assertThat(types.offset("xdp_buff", "data_end")).hasValue(8);
      OptionalInt flags = types.offset("xdp_buff", "flags");
      assertThat(flags.isPresent()).isEqualTo(layout.field("xdp_buff", "flags").isPresent());
      layout
          .field("xdp_buff", "flags")
          .ifPresent(field -> assertThat(flags).hasValue(field.offset()));
      assertThat(types.offset("xdp_buff", "no_such_member")).isEmpty();
      assertThat(types.offset("no_such_structure", "data")).isEmpty();
      assertThat(types.hasFunction("do_exit")).isTrue();
      assertThat(types.hasFunction("pf_no_kernel_has_this")).isFalse();
    }
  }

  @Test
  void aTracepointIsWhatTheKernelTakes() throws Exception {
    ProgramSection section = ProgramSection.of("tp_btf/sched_switch");
    ProgramSpec program =
        new ProgramSpec(
            "pf_types",
            ProgramType.TRACING,
            section,
            List.of(Instruction.move(0, 0), Instruction.exit()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "GPL");
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (KernelTypes types = KernelTypes.ofThisKernel(syscalls);
              Program loaded = Program.load(syscalls, program, types.target(section))) {
            assertThat(loaded.info().name()).isEqualTo("pf_types");
          }
        });
  }

  @Test
  void aStructLooksAsTheKernelMadeIt() throws Exception {
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      LazyBtf kernel = types.kernel();
      int id = kernel.find("xdp_md", BtfType.Struct.class).orElseThrow();
      assertThat(kernel.size(id).orElseThrow()).isGreaterThanOrEqualTo(20);
      assertThat(((BtfType.Struct) kernel.type(id)).members().getFirst().name()).isEqualTo("data");
      try (KernelTypes again = KernelTypes.ofThisKernel(syscalls)) {
        assertThat(again.kernel()).as("read once for the process").isSameAs(kernel);
      }
    }
  }

  @Test
  void everyNameIsFoundAgain() throws Exception {
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      LazyBtf kernel = types.kernel();
      assertThat(kernel.count()).isGreaterThan(10_000);
      for (int id = 1; id < kernel.count(); id += 97) {
        BtfType type = kernel.type(id);
        if (!type.name().isEmpty()) {
          int first = kernel.find(type.name(), type.getClass()).orElseThrow();
          assertThat(first).isLessThanOrEqualTo(id);
          assertThat(kernel.type(first).name()).isEqualTo(type.name());
        }
      }
    }
  }

  @Test
  void aFunctionOfAModuleIsFound() throws Exception {
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      for (LazyBtf module : types.modules()) {
        for (int id = module.first(); id < module.count(); id++) {
          if (module.type(id) instanceof BtfType.Function function
              && types.kernel().find(function.name(), BtfType.Function.class).isEmpty()) {
            AttachTarget target = types.target(ProgramSection.of("fentry/" + function.name()));
            assertThat(target.object()).isPositive();
            assertThat(target.typeId()).isGreaterThanOrEqualTo(module.first());
            return;
          }
        }
      }
      abort("this kernel has no module with functions of its own");
    }
  }
}
