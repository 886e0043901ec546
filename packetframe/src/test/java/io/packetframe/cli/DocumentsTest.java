package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.probe.CapabilityDescription;
import io.packetframe.probe.Catalogue;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.Blessed;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Documents that are made from the code, so that they cannot say anything else. */
class DocumentsTest {
  @Test
  void theCapabilitiesPageIsWhatExplainSays() {
    StringBuilder page = new StringBuilder();
    page.append(
        "# Capabilities\n\nWhat `packetframe feasibility` asks a host, row by row. The same");
    page.append(" text as `packetframe explain CAPABILITY`.\n");
    for (CapabilityDescription description : Catalogue.descriptions()) {
      page.append('\n').append(CapabilityPage.markdown(description));
    }
    Blessed.compare("packetframe/docs/capabilities.md", page.toString());
  }

  @Test
  void everyCapabilityIsDescribedInFull() {
    Set<String> names = new HashSet<>();
    for (CapabilityDescription description : Catalogue.descriptions()) {
      assertThat(names.add(description.name())).as(description.name() + " twice").isTrue();
      assertThat(description.purpose()).as(description.name()).endsWith(".");
      assertThat(description.since()).as(description.name()).isNotBlank();
      assertThat(description.method()).as(description.name()).isNotBlank();
      assertThat(description.mend()).as(description.name()).isNotBlank();
      assertThat(CapabilityPage.text(description).lines())
          .as(description.name())
          .allSatisfy(
              line -> {
                assertThat(line.length()).isLessThan(80);
                assertThat(line).isEqualTo(line.stripTrailing());
              });
    }
  }

  @Test
  void theManualPageIsWhatHelpSays() {
    StringBuilder page = new StringBuilder();
    page.append(".TH PACKETFRAME 8 \"\" \"PacketFrame ").append(Version.CURRENT);
    page.append("\" \"System administration\"\n.SH NAME\n");
    CommandSpec root = specification();
    page.append("packetframe \\- ").append(roff(root.usageMessage().description()[0]));
    page.append("\n.SH SYNOPSIS\n.B packetframe\n.I COMMAND\n[\\fIOPTION\\fR...]\n.SH COMMANDS\n");
    for (var subcommand : root.subcommands().entrySet()) {
      command(page, subcommand.getKey(), subcommand.getValue().getCommandSpec());
    }
    page.append(".SH EXIT STATUS\n");
    exit(page, 0, "Yes, or done.");
    exit(page, 1, "The config is wrong, or the host cannot do it.");
    exit(page, 2, "It failed while it ran, or is not built in this version.");
    exit(page, 64, "The command line is wrong.");
    page.append(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\n");
    page.append("If set and not empty, tables carry no colours.\n");
    Blessed.compare("packetframe/docs/packetframe.8", page.toString());
  }

  private static void command(StringBuilder page, String name, CommandSpec command) {
    page.append(".SS packetframe ").append(name).append('\n');
    for (String line : command.usageMessage().description()) {
      page.append(roff(line)).append("\n.PP\n");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      page.append(".TP\n.I ").append(parameter.paramLabel()).append('\n');
      page.append(roff(parameter.description()[0])).append('\n');
    }
    for (OptionSpec option : command.options()) {
      page.append(".TP\n.B ").append(roff(String.join(", ", option.names())));
      page.append(option.arity().max() > 0 ? " \\fI" + option.paramLabel() + "\\fR\n" : "\n");
      page.append(roff(option.description()[0])).append('\n');
    }
  }

  private static void exit(StringBuilder page, int code, String meaning) {
    page.append(".TP\n.B ").append(code).append('\n').append(meaning).append('\n');
  }

  private static String roff(String text) {
    String escaped = text.replace("\\", "\\\\").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static CommandSpec specification() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new CommandLineInterface(
            new Console(nowhere, nowhere, () -> false), ScriptedSyscalls::new)
        .specification();
  }
}
