package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.run.Bisection;
import io.packetframe.verifier.run.CapabilityAnswers;
import io.packetframe.verifier.run.CapabilityAnswers.Answer;
import io.packetframe.verifier.run.GuestWork;
import io.packetframe.verifier.run.Jobs;
import io.packetframe.verifier.run.Matrix;
import io.packetframe.verifier.run.MatrixKernels;
import io.packetframe.verifier.run.MatrixResult;
import io.packetframe.verifier.run.Suite;
import io.packetframe.verifier.run.Workspace;
import io.packetframe.verifier.vm.AcceleratorPreference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code verifier min-kernel}: the oldest kernel that has a capability. */
final class MinKernelCommand implements Command {
  private static final String CAPABILITY = "--capability";
  private static final String BOOT = "--boot";
  private static final String ARCHITECTURE = "--architecture";

  @Override
  public CommandSpec spec() {
    ITypeConverter<Architecture> architecture =
        text -> {
          try {
            return Architecture.of(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is none of amd64, arm64");
          }
        };
    return Verifier.described(
            CommandSpec.create().name("min-kernel"),
            "Says which is the oldest kernel with a capability: by the accepted records, or by"
                + " booting the few kernels that decide it.")
        .addOption(
            OptionSpec.builder(CAPABILITY)
                .paramLabel("NAME")
                .type(String.class)
                .required(true)
                .description("As feasibility calls it, for example map.ringbuf.")
                .build())
        .addOption(
            OptionSpec.builder(BOOT)
                .type(boolean.class)
                .description("Ask the kernels themselves, each for its feasibility alone.")
                .build())
        .addOption(
            OptionSpec.builder(ARCHITECTURE)
                .paramLabel("amd64|arm64")
                .type(Architecture.class)
                .converters(architecture)
                .description("Of kernels for this one; without it, for this host's.")
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Workspace workspace = console.workspace();
    String capability = given.matchedOptionValue(CAPABILITY, "");
    List<KernelEntry> entries =
        Catalogue.read(workspace.catalogue())
            .byVersion(given.matchedOptionValue(ARCHITECTURE, Architecture.ofHost()));
    Set<String> known = new TreeSet<>();
    Map<KernelEntry, Answer> answers = new LinkedHashMap<>();
    for (KernelEntry entry : entries) {
      Path file = workspace.accepted(entry.id());
      if (Files.exists(file)) {
        answer(RecordFiles.read(file), capability, "accepted record", known)
            .ifPresent(it -> answers.put(entry, it));
      }
    }
    if (given.hasMatchedOption(BOOT)) {
      Bisection.first(entries, entry -> boot(entry, capability, console, answers, known));
    }
    if (answers.isEmpty()) {
      throw new ParameterException(
          given.commandSpec().commandLine(),
          known.isEmpty()
              ? "no kernel has said anything yet: see " + BOOT
              : "no kernel knows a capability '" + capability + "'; one of " + known);
    }
    CapabilityAnswers all =
        new CapabilityAnswers(
            capability, entries.stream().filter(answers::containsKey).map(answers::get).toList());
    all.describe().forEach(console.out()::println);
    return all.smallest().isPresent() ? ExitCode.OK : ExitCode.PRODUCT;
  }

  private static Optional<Boolean> boot(
      KernelEntry entry,
      String capability,
      Console console,
      Map<KernelEntry, Answer> answers,
      Set<String> known)
      throws IOException, PacketFrameException {
    // The records of these runs hold feasibility alone.
    Workspace workspace = console.workspace().aside("min-kernel");
    GuestWork work = GuestWork.of(workspace, Set.of(Suite.FEASIBILITY));
    MatrixResult result =
        new Matrix(workspace, console.guests())
            .run(
                MatrixKernels.of(List.of(entry)),
                _ -> work,
                AcceleratorPreference.AUTO,
                new Jobs(1));
    if (result.outcomes().isEmpty()) {
      return Optional.empty();
    }
    Path record = workspace.result(entry.id());
    if (!Files.exists(record)) {
      throw new PacketFrameException(String.join("\n", result.outcomes().getFirst().describe()));
    }
    Optional<Answer> answer = answer(RecordFiles.read(record), capability, "booted", known);
    answer.ifPresent(it -> answers.put(entry, it));
    return answer.map(it -> it.status() == CapabilityStatus.PASS);
  }

  private static Optional<Answer> answer(
      AcceptanceRecord record, String capability, String source, Set<String> known) {
    for (CapabilityRecord row : record.feasibility().capabilities()) {
      known.add(row.name());
    }
    return record.feasibility().capabilities().stream()
        .filter(row -> row.name().equals(capability))
        .findFirst()
        .map(
            row ->
                new Answer(record.kernel().id(), record.kernel().release(), row.status(), source));
  }
}
