package io.packetframe.cli;

import io.packetframe.FileFailure;
import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.btf.ObjectException;
import io.packetframe.elf.ObjectFile;
import io.packetframe.lint.KernelLine;
import io.packetframe.lint.ObjectLint;
import io.packetframe.lint.ProgramReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Says which kernels would refuse a BPF object, without asking one. */
final class LintCommand implements Command {
  private static final String OBJECT = "OBJECT";
  private static final String KERNEL = "--kernel";
  private static final String JSON = "--json";

  /** Larger than any object that a compiler makes of sources people write. */
  private static final int MAX_BYTES = 64 << 20;

  @Override
  public String name() {
    return "lint";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Say what older kernels would refuse in a BPF object: instructions, helpers, calls,"
                + " stack. Needs no kernel and no privilege. Exits with 0 if nothing in it is"
                + " newer than the kernel of --kernel, else with 1.");
    specification.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(OBJECT)
            .arity("1")
            .type(Path.class)
            .description("An object file, e.g. program.bpf.o.")
            .build());
    specification.addOption(
        OptionSpec.builder(KERNEL)
            .paramLabel("LINE")
            .type(String.class)
            .description("The oldest kernel that has to take it, e.g. 6.1. Without it 5.10.")
            .build());
    specification.addOption(
        OptionSpec.builder(JSON).description("Print the findings as JSON.").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    KernelLine oldest;
    try {
      oldest = KernelLine.parse(arguments.matchedOptionValue(KERNEL, KernelLine.OLDEST.toString()));
    } catch (IllegalArgumentException e) {
      console.err().println("packetframe: " + KERNEL + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
    Path file = arguments.matchedPositionalValue(0, Path.of(""));
    List<ProgramReport> reports;
    try {
      reports = ObjectLint.of(ObjectFile.parse(read(file)));
    } catch (ObjectException e) {
      console.err().println("packetframe: " + shown(file) + ": " + e.getMessage());
      return ExitCode.STARTUP;
    }
    console
        .out()
        .print(
            arguments.hasMatchedOption(JSON)
                ? LintJson.text(file, reports)
                : LintPage.text(reports));
    return reports.stream().allMatch(report -> isTakenBy(oldest, report))
        ? ExitCode.OK
        : ExitCode.STARTUP;
  }

  private static boolean isTakenBy(KernelLine kernel, ProgramReport report) {
    return report.since().filter(since -> since.compareTo(kernel) <= 0).isPresent();
  }

  private static byte[] read(Path file) throws PacketFrameException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new PacketFrameException(shown(file) + ": larger than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new PacketFrameException(
          "cannot read " + shown(file) + ": " + FileFailure.reason(e), null, e);
    }
  }

  private static String shown(Path file) {
    return Printable.escaped(file.toString());
  }
}
