package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.probe.CapabilityDescription;
import io.packetframe.probe.Catalogue;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Says what a capability is for, since when it exists, how it is probed and how it is mended. */
final class ExplainCommand implements Command {
  private static final String CAPABILITY = "CAPABILITY";

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Explain a row of the feasibility report: what it is for, since which kernel, how it is"
                + " probed, how to mend it. Without a name, list all rows.");
    specification.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(CAPABILITY)
            .arity("0..1")
            .type(String.class)
            .description("A name as the report has it, e.g. map.ringbuf or xdp.attach.wan0.")
            .build());
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    List<CapabilityDescription> all = Catalogue.descriptions();
    if (!arguments.hasMatchedPositional(0)) {
      for (CapabilityDescription description : all) {
        console.out().println(description.name());
      }
      return ExitCode.OK;
    }
    String wanted = arguments.matchedPositionalValue(0, "");
    for (CapabilityDescription description : all) {
      if (matches(description.name(), wanted)) {
        console.out().print(CapabilityPage.text(description));
        return ExitCode.OK;
      }
    }
    console.err().println("packetframe: no capability is named " + Printable.escaped(wanted));
    console.err().println("  see: packetframe explain");
    return ExitCode.USAGE;
  }

  /** Tells whether the name is that of the row, with any interface's name for the placeholder. */
  static boolean matches(String rowName, String wanted) {
    int start = rowName.indexOf('<');
    if (start < 0 || rowName.equals(wanted)) {
      return rowName.equals(wanted);
    }
    String before = rowName.substring(0, start);
    String after = rowName.substring(rowName.indexOf('>') + 1);
    return wanted.length() > before.length() + after.length()
        && wanted.startsWith(before)
        && wanted.endsWith(after);
  }
}
