package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.run.GuestWork;
import io.packetframe.verifier.run.Jobs;
import io.packetframe.verifier.run.Matrix;
import io.packetframe.verifier.run.MatrixKernels;
import io.packetframe.verifier.run.MatrixResult;
import io.packetframe.verifier.run.NeverRan;
import io.packetframe.verifier.run.ParentWatch;
import io.packetframe.verifier.run.Repetition;
import io.packetframe.verifier.run.Suite;
import io.packetframe.verifier.vm.AcceleratorPreference;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  static final String COVERAGE = "--coverage";
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
    RunReport report =
        new RunReport(
            console,
            it ->
                OwnKernelOption.again(it, own, given)
                    + " --accel "
                    + accelerator.name().toLowerCase(Locale.ROOT));
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
      exit = ExitCode.worse(exit, report.tell(result, given.hasMatchedOption(ALLOW_FLAKY)));
      for (String difference : repetition.differences(result.outcomes())) {
        console.out().println("run " + time + " of " + times + " differs: " + difference);
        exit = ExitCode.worse(exit, ExitCode.PRODUCT);
      }
      if (times > 1) {
        console.progress("run " + time + " of " + times + " is over");
      }
    }
    report.write(result);
    // A few kernels are no matrix: what they lack, others may have.
    if (suites.isEmpty() && entries.containsAll(catalogue.standard())) {
      for (String test : NeverRan.in(result.outcomes())) {
        console.out().println("ran on no kernel: " + test);
        exit = ExitCode.worse(exit, ExitCode.PRODUCT);
      }
    }
    return exit;
  }

  private static GuestWork work(Set<Suite> suites, ParseResult given, Console console)
      throws IOException, PacketFrameException {
    GuestWork work = GuestWork.of(console.workspace(), suites);
    return given.hasMatchedOption(COVERAGE) ? work.countingCoverage() : work;
  }
}
