package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.FastPathKeyword;
import io.packetframe.config.GlobalKeyword;
import io.packetframe.config.Keyword;
import io.packetframe.config.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configs and what is said about them: each {@code check/<case>/(in)valid*.conf} has a {@code .txt}
 * beside it. {@code -Dbless=true} writes those anew; look at the difference before you commit it.
 */
class CheckCasesTest {
  static final Path CASES =
      Path.of(System.getProperty("root.directory"))
          .resolve("packetframe/src/test/resources/io/packetframe/cli/check");

  static List<Path> cases() throws IOException {
    try (Stream<Path> tree = Files.walk(CASES)) {
      return tree.filter(file -> file.toString().endsWith(".conf"))
          .map(CASES::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsExpected(Path name) throws IOException {
    Path config = CASES.resolve(name);
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();

    int exitCode = CheckConfig.beforeAStart().run(config, true, false, out, err);

    String said = out.toString().replace(config.toString(), config.getFileName().toString());
    Path expected = Path.of(config.toString().replaceAll("\\.conf$", ".txt"));
    if (Boolean.getBoolean("bless")) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
    assertThat(err).isEmpty();
    assertThat(exitCode).isEqualTo(config.getFileName().toString().startsWith("valid") ? 0 : 1);
  }

  @Test
  void everyDirectiveHasCasesForAndAgainst() {
    List<Keyword> keywords = new ArrayList<>(List.of(GlobalKeyword.values()));
    keywords.addAll(List.of(FastPathKeyword.values()));
    assertThat(keywords)
        .allSatisfy(
            keyword -> {
              for (String file : List.of("valid.conf", "invalid.conf")) {
                assertThat(CASES.resolve(keyword.text()).resolve(file))
                    .content()
                    .contains("  " + keyword.text());
              }
              assertThat(CASES.resolve(keyword.text()).resolve("invalid.txt"))
                  .content()
                  .contains(" " + keyword.text());
            });
  }

  @Test
  void everyKindOfProblemHasACase() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path name : cases()) {
      all.append(
          Files.readString(Path.of(CASES.resolve(name).toString().replace(".conf", ".txt"))));
    }
    List<ProblemKind> elsewhere =
        List.of(
            // CheckConfigTest, HostWarningsTest and ProspectTest have these: they need a host or a
            // file without text.
            ProblemKind.UNREADABLE,
            ProblemKind.TOO_LARGE,
            ProblemKind.INTERFACE_MISSING,
            ProblemKind.INTERFACES_UNKNOWN,
            ProblemKind.SHARED_BRIDGE,
            ProblemKind.BYPASSED_BRIDGE,
            ProblemKind.NEIGHBOUR_LIMIT,
            ProblemKind.BYPASSED_HOOK,
            ProblemKind.BYPASS_NOT_ACCEPTED,
            ProblemKind.BYPASS_UNKNOWN,
            ProblemKind.OVER_LIMIT);
    for (ProblemKind kind : ProblemKind.values()) {
      if (!elsewhere.contains(kind)) {
        assertThat(all).contains("[" + kind + "]");
      }
    }
  }
}
