import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format over every Java source of the repository, in a JVM that can
 * parse the language level we write.
 *
 * <p>Arguments: {@code check|apply STAMP}. The stamp's modification time marks the last run that
 * found nothing; only files changed since then are looked at again.
 */
public final class Format {
  private static final List<String> ROOTS =
      List.of(".mvn/build", "packetframe/src", "verifier-harness/src");

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    Path stamp = Path.of(args[1]);
    // Taken before the listing, so that a file saved while we run is looked at next time.
    FileTime started = FileTime.fromMillis(System.currentTimeMillis());
    List<String> files = changedSince(stamp);
    if (!files.isEmpty()) {
      List<String> command = new ArrayList<>();
      command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      command.addAll(files);
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      int status =
          ToolProvider.findFirst("google-java-format")
              .orElseThrow()
              .run(out, err, command.toArray(String[]::new));
      if (status != 0) {
        err.println("format: the files above are not formatted: mvn validate -Dformat=apply");
        System.exit(1);
      }
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, started);
  }

  private static List<String> changedSince(Path stamp) throws IOException {
    FileTime since = Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : null;
    List<String> changed = new ArrayList<>();
    for (String root : ROOTS) {
      try (Stream<Path> tree = Files.walk(Path.of(root))) {
        for (Path file : tree.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          if (since == null || Files.getLastModifiedTime(file).compareTo(since) >= 0) {
            changed.add(file.toString());
          }
        }
      }
    }
    return changed;
  }
}
