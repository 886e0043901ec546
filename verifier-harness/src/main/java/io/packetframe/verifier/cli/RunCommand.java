package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.report.Column;
import io.packetframe.verifier.report.ReportFolder;
import io.packetframe.verifier.run.GuestWork;
import io.packetframe.verifier.run.Jobs;
import io.packetframe.verifier.run.Matrix;
import io.packetframe.verifier.run.MatrixKernels;
import io.packetframe.verifier.run.MatrixResult;
import io.packetframe.verifier.run.NeverRan;
import io.packetframe.verifier.run.Outcome;
import io.packetframe.verifier.run.ParentWatch;
import io.packetframe.verifier.run.Repetition;
import io.packetframe.verifier.run.Suite;
import io.packetframe.verifier.run.Unavailable;
import io.packetframe.verifier.vm.AcceleratorPreference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code verifier run}. */
final class RunCommand implements Command {
  private static final String JOBS = "--jobs";
  private static final String REPEAT = "--repeat";
  private static final String ALLOW_FLAKY = "--allow-flaky";
  private static final String COVERAGE = "--coverage";
  private static final String WATCH = "--exit-with-parent";

  @Override
  public CommandSpec spec() {
    ITypeConverter<Jobs> jobs =
        text -> {
          try {
            return new Jobs(Integer.parseInt(text));
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no number from 1 on");
          }
        };
    ITypeConverter<Integer> times =
        text -> {
          try {
            return Math.clamp(Integer.parseInt(text), 1, 1_000);
          } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number from 1 to 1000");
          }
        };
    CommandSpec spec =
        Verifier.described(
            CommandSpec.create().name("run"),
            "Boots kernels, runs feasibility and the kernel tests in each, writes records.");
    return AcceleratorOption.addTo(
            OwnKernelOption.addTo(SuiteOption.addTo(KernelOption.addTo(spec))))
        .addOption(
            OptionSpec.builder(JOBS)
                .paramLabel("N")
                .type(Jobs.class)
                .converters(jobs)
                .description(
                    "Guests at a time; without it, as many as there are processors and memory for.")
                .build())
        .addOption(
            OptionSpec.builder(REPEAT)
                .paramLabel("N")
                .type(int.class)
                .converters(times)
                .description(
                    "Run it all so many times and fail if any verdict is not as it was the first"
                        + " time.")
                .build())
        .addOption(
            OptionSpec.builder(ALLOW_FLAKY)
                .type(boolean.class)
                .description(
                    "Do not fail on what failed in one guest and passed in a fresh one; it is told"
                        + " all the same.")
                .build())
        .addOption(
            OptionSpec.builder(COVERAGE)
                .type(boolean.class)
                .description(
                    "Count the lines that run, with jars of mvn -Dguest.coverage; guests get slow,"
                        + " and such a record is never accepted.")
                .build())
        .addOption(
            OptionSpec.builder(WATCH)
                .type(boolean.class)
                .description("End when the process that started this one ends.")
                .hidden(true)
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    if (given.hasMatchedOption(WATCH)) {
      ParentWatch.start();
    }
    AcceleratorPreference accelerator = AcceleratorOption.given(given);
    Catalogue catalogue = Catalogue.read(console.workspace().catalogue());
    Set<Suite> suites = SuiteOption.named(given);
    List<Kernel> own = OwnKernelOption.given(given, console);
    Collection<KernelEntry> entries =
        own.isEmpty()
            ? KernelOption.entries(given, catalogue)
            : KernelOption.named(given, catalogue).orElse(List.of());
    MatrixKernels kernels = new MatrixKernels(List.copyOf(entries), own);
    Matrix matrix = new Matrix(console.workspace(), console.guests());
    Jobs jobs = given.matchedOptionValue(JOBS, Jobs.ofHost());
    int times = given.matchedOptionValue(REPEAT, 1);
    Repetition repetition = new Repetition();
    MatrixResult result = new MatrixResult(List.of(), List.of());
    String again = " --accel " + accelerator.name().toLowerCase(Locale.ROOT);
    GuestWork all = work(suites, given, console);
    Map<KernelId, GuestWork> less = new HashMap<>();
    if (suites.isEmpty() && KernelOption.named(given, catalogue).isEmpty()) {
      for (KernelEntry entry : entries) {
        Set<Suite> confined = Suite.of(entry.standardSuites());
        less.put(entry.id(), work(confined, given, console));
      }
    }
    int exit = ExitCode.OK;
    for (int time = 1; time <= times; time++) {
      result = matrix.run(kernels, id -> less.getOrDefault(id, all), accelerator, jobs);
      exit =
          worse(
              exit,
              tell(
                  result,
                  it -> OwnKernelOption.again(it, own, given) + again,
                  given.hasMatchedOption(ALLOW_FLAKY),
                  console));
      for (String difference : repetition.differences(result.outcomes())) {
        console.out().println("run " + time + " of " + times + " differs: " + difference);
        exit = worse(exit, ExitCode.PRODUCT);
      }
      if (times > 1) {
        console.progress("run " + time + " of " + times + " is over");
      }
    }
    report(console, result);
    // A few kernels are no matrix: what they lack, others may have.
    if (suites.isEmpty() && entries.containsAll(catalogue.standard())) {
      for (String test : NeverRan.in(result.outcomes())) {
        console.out().println("ran on no kernel: " + test);
        exit = worse(exit, ExitCode.PRODUCT);
      }
    }
    return exit;
  }

  private static GuestWork work(Set<Suite> suites, ParseResult given, Console console)
      throws IOException, PacketFrameException {
    GuestWork work = GuestWork.of(console.workspace(), suites);
    return given.hasMatchedOption(COVERAGE) ? work.countingCoverage() : work;
  }

  /** Says what came of each kernel, and returns the exit code for all of them. */
  private static int tell(
      MatrixResult result,
      Function<Kernel, String> again,
      boolean flakyIsAllowed,
      Console console) {
    int exit = ExitCode.OK;
    for (Unavailable it : result.unavailable()) {
      it.describe().forEach(console.out()::println);
    }
    for (Outcome outcome : result.outcomes()) {
      outcome.describe().forEach(console.out()::println);
      console
          .out()
          .println(
              "  again with: verifier-harness/target/image/bin/verifier run "
                  + again.apply(outcome.kernel())
                  + outcome.run().suites().stream()
                      .map(it -> it.equals(GuestWork.COVERAGE) ? " " + COVERAGE : " --suite " + it)
                      .collect(Collectors.joining()));
      exit = worse(exit, flakyIsAllowed ? outcome.tolerated().exitCode() : outcome.exitCode());
    }
    return exit;
  }

  /** Of the kernels of this run: what earlier ones left is not of today. */
  private static void report(Console console, MatrixResult result)
      throws IOException, PacketFrameException {
    List<String> ids =
        Stream.concat(
                result.outcomes().stream().map(it -> it.kernel().id()),
                result.unavailable().stream().map(it -> it.entry().id()))
            .map(KernelId::text)
            .toList();
    Path results = console.workspace().results();
    List<Column> columns =
        new ReportFolder(results)
            .columns().stream().filter(it -> ids.contains(it.outcome().id())).toList();
    ReportFiles.write(results, columns).forEach(file -> console.out().println("report: " + file));
  }

  /** What the harness could not find out weighs more than what it found. */
  static int worse(int left, int right) {
    if (left == ExitCode.HARNESS || right == ExitCode.HARNESS) {
      return ExitCode.HARNESS;
    }
    if (left == ExitCode.PRODUCT || right == ExitCode.PRODUCT) {
      return ExitCode.PRODUCT;
    }
    return Math.max(left, right);
  }
}
