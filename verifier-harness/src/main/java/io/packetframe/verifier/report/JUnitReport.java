package io.packetframe.verifier.report;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tests of one guest as JUnit's XML, in the shape that surefire writes. The suite and each
 * class carry the kernel's id, so that reports of several kernels can lie side by side.
 *
 * @param tests in the order in which they ended
 * @param flaky those that ended otherwise in another guest, with both outcomes
 * @param complaints what went wrong beside tests: each is an error of its own
 * @param crash fingerprint of a crash, which collectors then group by as the type of the error
 * @param console the last lines of the console, for whoever reads an error
 */
public record JUnitReport(
    KernelId kernel,
    List<TestFinished> tests,
    Map<TestName, String> flaky,
    List<String> complaints,
    Optional<String> crash,
    List<String> console) {
  /** Copies. */
  public JUnitReport {
    tests = List.copyOf(tests);
    flaky = Map.copyOf(flaky);
    complaints = List.copyOf(complaints);
    console = List.copyOf(console);
  }

  /** Returns the document. */
  public String xml() {
    long failed =
        tests.stream()
            .filter(it -> it.outcome() instanceof Failed && !flaky.containsKey(it.test()))
            .count();
    long skipped = tests.stream().filter(it -> it.outcome() instanceof Skipped).count();
    long millis = tests.stream().mapToLong(TestFinished::millis).sum();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuite name=\"").append(escape(kernel.text())).append('"');
    count(xml, "tests", tests.size() + complaints.size());
    count(xml, "failures", failed);
    count(xml, "errors", complaints.size());
    count(xml, "skipped", skipped);
    xml.append(" time=\"").append(seconds(millis)).append("\">\n");
    for (TestFinished test : tests) {
      testCase(xml, kernel + "." + test.test().className(), nameOf(test), test.millis());
      String both = flaky.get(test.test());
      if (both != null) {
        xml.append(">\n    <flakyFailure message=\"")
            .append(escape(both))
            .append("\"/>\n  </testcase>\n");
        continue;
      }
      switch (test.outcome()) {
        case Passed _ -> xml.append("/>\n");
        case Failed it ->
            xml.append(">\n    <failure message=\"")
                .append(escape(it.message()))
                .append("\">")
                .append(escape(it.trace()))
                .append("</failure>\n  </testcase>\n");
        case Skipped it ->
            xml.append(">\n    <skipped message=\"")
                .append(escape(it.reason()))
                .append("\"/>\n  </testcase>\n");
      }
    }
    for (String complaint : complaints) {
      testCase(xml, kernel + ".harness", complaint.lines().findFirst().orElse("error"), 0);
      xml.append(">\n    <error message=\"")
          .append(escape(complaint))
          .append("\" type=\"")
          .append(escape(crash.orElse("harness")))
          .append("\"/>\n  </testcase>\n");
    }
    if (!complaints.isEmpty()) {
      xml.append("  <system-out>")
          .append(escape(String.join("\n", console)))
          .append("</system-out>\n");
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static String nameOf(TestFinished test) {
    return test.test().name().isEmpty() ? "(class)" : test.test().name();
  }

  private static void testCase(StringBuilder xml, String type, String name, long millis) {
    xml.append("  <testcase name=\"")
        .append(escape(name))
        .append("\" classname=\"")
        .append(escape(type))
        .append("\" time=\"")
        .append(seconds(millis))
        .append('"');
  }

  private static void count(StringBuilder xml, String name, long number) {
    xml.append(' ').append(name).append("=\"").append(number).append('"');
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** XML 1.0 has no way to say most control characters; a question mark stands for them. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> {
                  boolean allowed =
                      (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) || c >= 0x10000;
                  escaped.appendCodePoint(allowed ? c : '?');
                }
              }
            });
    return escaped.toString();
  }
}
