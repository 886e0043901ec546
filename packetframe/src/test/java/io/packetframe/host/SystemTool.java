package io.packetframe.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.record.RecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A tool of this host that has an opinion on its hardware. */
final class SystemTool {
  private static final int PATIENCE_SECONDS = 30;

  private SystemTool() {}

  /** Returns what a tool prints; a host without it skips the test, with the reason. */
  static String output(String... command) throws IOException, InterruptedException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0]))),
        command[0] + " is not installed");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  /** Returns the objects of the one list that a tool prints as JSON, and those below them. */
  static List<JsonObject> objects(String list, String... command)
      throws IOException, InterruptedException, RecordException {
    JsonObject all = (JsonObject) JsonReader.read(output(command));
    List<JsonObject> found = new ArrayList<>();
    collect(all.get(list).orElseThrow(), found);
    return found;
  }

  private static void collect(JsonValue list, List<JsonObject> found) {
    for (JsonValue element : ((JsonArray) list).elements()) {
      JsonObject object = (JsonObject) element;
      found.add(object);
      object.get("children").ifPresent(children -> collect(children, found));
    }
  }

  /** Returns a string or number as text; empty if there is none. */
  static String text(JsonObject object, String name) {
    JsonValue value = object.get(name).orElse(new JsonValue.JsonNull());
    if (value instanceof JsonValue.JsonString string) {
      return string.text();
    }
    return value instanceof JsonValue.JsonNumber number ? number.number().toPlainString() : "";
  }
}
