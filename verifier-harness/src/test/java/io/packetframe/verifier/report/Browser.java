package io.packetframe.verifier.report;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordFields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, spoken to over its DevTools protocol on the loopback. */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium");
  private static final long SECONDS = 60;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int calls;

  private Browser(Path program, Path profile, Path page) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--window-size=1200,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("browser.log").toFile())
            .start();
    try {
      socket = connect(profile.resolve("DevToolsActivePort"));
    } catch (Exception | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Returns the program; empty where this machine has none. */
  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String name : NAMES) {
      for (String folder : path.split(":", -1)) {
        Path program = Path.of(folder, name);
        if (!folder.isEmpty() && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  static Browser open(Path program, Path profile, Path page) throws Exception {
    return new Browser(program, profile, page);
  }

  private WebSocket connect(Path portFile) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException("the browser did not come up");
      }
      Thread.sleep(50);
    }
    String port = Files.readAllLines(portFile).getFirst();
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    while (true) {
      String targets =
          http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
      for (JsonValue target :
          RecordFields.of(JsonReader.read("{\"targets\":" + targets + "}"), "t").array("targets")) {
        RecordFields fields = RecordFields.of(target, "target");
        if (fields.string("type").equals("page")) {
          return http.newWebSocketBuilder()
              .buildAsync(URI.create(fields.string("webSocketDebuggerUrl")), new Receiver())
              .get(SECONDS, TimeUnit.SECONDS);
        }
      }
      if (System.nanoTime() > end) {
        throw new IOException("the browser has no page");
      }
      Thread.sleep(50);
    }
  }

  /** Returns what an expression of JavaScript comes to, as text. */
  String evaluate(String expression) throws Exception {
    RecordFields result =
        call(
            "Runtime.evaluate",
            JsonValue.object()
                .put("expression", "String(" + expression + ")")
                .put("returnByValue", true)
                .build());
    return result.object("result").string("value");
  }

  /** Presses and releases a key, as a person would. */
  void press(String key, String text) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      JsonValue.ObjectBuilder event = JsonValue.object().put("type", type).put("key", key);
      if (type.equals("keyDown") && !text.isEmpty()) {
        event.put("text", text);
      }
      call("Input.dispatchKeyEvent", event.build());
    }
  }

  /** Has the page think that its reader likes it light, or dark. */
  void prefer(String scheme) throws Exception {
    JsonValue feature =
        JsonValue.object().put("name", "prefers-color-scheme").put("value", scheme).build();
    call(
        "Emulation.setEmulatedMedia",
        JsonValue.object().put("features", new JsonValue.JsonArray(List.of(feature))).build());
  }

  byte[] screenshot() throws Exception {
    String data =
        call("Page.captureScreenshot", JsonValue.object().put("format", "png").build())
            .string("data");
    return Base64.getDecoder().decode(data);
  }

  private RecordFields call(String method, JsonValue parameters) throws Exception {
    int id = ++calls;
    JsonValue message =
        JsonValue.object().put("id", id).put("method", method).put("params", parameters).build();
    socket.sendText(JsonWriter.line(message), true).get(SECONDS, TimeUnit.SECONDS);
    while (true) {
      String answer = messages.poll(SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException(method + " was not answered");
      }
      RecordFields fields = RecordFields.of(JsonReader.read(answer), method);
      if (fields.optionalInteger("id").orElse(0) == id) {
        return fields.object("result");
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    // The program may be a script that started the browser, and that has processes of its own.
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    all.forEach(each -> each.onExit().join());
  }

  /** Puts messages together that came in parts. */
  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        messages.add(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
