import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Ends a build with what was not tested and why: reads the XML reports of surefire and failsafe and
 * prints one paragraph per reason, with the tests that it kept from running; then the coverage.
 *
 * <p>Arguments: {@code STARTED EXCLUDED COVERAGE FLOOR MODULE...}: the build's start (reports older
 * than it belong to an earlier one), the tags that Maven was told to leave out, JaCoCo's XML report
 * and the share of lines that it must show, and the modules' folders.
 */
public final class Skipped {
  private int tests;
  private int failed;
  private final Map<String, Map<String, List<String>>> skipped = new TreeMap<>();

  public static void main(String[] args) throws IOException {
    Skipped all = new Skipped();
    Instant started = Instant.parse(args[0]);
    int stale = 0;
    for (String module : List.of(args).subList(4, args.length)) {
      for (String folder : List.of("surefire-reports", "failsafe-reports")) {
        Path reports = Path.of(module, "target", folder);
        if (!Files.isDirectory(reports)) {
          continue;
        }
        try (Stream<Path> files = Files.list(reports)) {
          for (Path file : files.filter(Skipped::isReport).sorted().toList()) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(started)) {
              stale++;
            } else {
              all.read(file);
            }
          }
        }
      }
    }
    all.print(args[1], stale);
    printCoverage(Path.of(args[2]), Double.parseDouble(args[3]));
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }

  private void read(Path file) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      String className = "";
      String test = "";
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "testcase" -> {
            tests++;
            className = attribute(xml, "classname");
            test = attribute(xml, "name");
          }
          case "failure", "error" -> failed++;
          case "skipped" -> {
            String reason = attribute(xml, "message").strip();
            if (reason.isEmpty()) {
              reason = xml.getElementText().lines().findFirst().orElse("").strip();
            }
            // The name of the exception that carries the reason is ours to know, not to read.
            reason = reason.replaceFirst("^[\\w.$]+Exception: (Assumption failed: )?", "");
            skipped
                .computeIfAbsent(
                    reason.isEmpty() ? "no reason given" : reason, _ -> new TreeMap<>())
                .computeIfAbsent(className, _ -> new ArrayList<>())
                .add(test);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private void print(String excluded, int stale) {
    int count =
        skipped.values().stream()
            .flatMap(classes -> classes.values().stream())
            .mapToInt(List::size)
            .sum();
    System.out.println();
    System.out.printf("tests: %d run, %d skipped, %d failed%n", tests - count, count, failed);
    if (skipped.isEmpty()) {
      System.out.println("nothing skipped");
    }
    skipped.forEach(
        (reason, classes) -> {
          System.out.println("skipped because " + reason + ":");
          classes.forEach(
              (className, names) ->
                  System.out.println(
                      "  "
                          + className
                          + (names.stream().allMatch(String::isEmpty)
                              ? " (all of it)"
                              : ": " + String.join(", ", names))));
        });
    if (!excluded.equals("none")) {
      System.out.println("left out by tag: " + excluded + " (-Pqemu runs it)");
    }
    if (stale > 0) {
      System.out.println("not counted: " + stale + " reports of earlier builds");
    }
  }

  /** The sums over all classes: the counters that are the report's own children. */
  private static void printCoverage(Path report, double floor) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    // The report names a document type that is nowhere on disk.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      int depth = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          if (depth == 2
              && xml.getLocalName().equals("counter")
              && attribute(xml, "type").equals("LINE")) {
            int covered = Integer.parseInt(attribute(xml, "covered"));
            int all = covered + Integer.parseInt(attribute(xml, "missed"));
            System.out.printf(
                Locale.ROOT,
                "coverage: %.1f %% of %d lines (floor %.0f %%, %s)%n%n",
                100.0 * covered / all,
                all,
                100 * floor,
                System.getenv("PACKETFRAME_REQUIRE") == null
                    ? "binding where PACKETFRAME_REQUIRE is set"
                    : "met");
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(report + ": " + e.getMessage(), e);
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
