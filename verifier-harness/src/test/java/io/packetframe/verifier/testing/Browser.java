package io.packetframe.verifier.testing;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.ObjectBuilder;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordFields;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, spoken to over its DevTools protocol on the loopback. */
public final class Browser implements AutoCloseable {
  /** What Debian calls it, and what the makers do. */
  private static final List<String> NAMES =
      List.of("chromium-headless-shell", "chromium", "google-chrome");

  private static final String LISTENING = "DevTools listening on ";
  private static final long SECONDS = 60;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<String> events = new ArrayList<>();
  private final WebSocket socket;
  private String session = "";
  private int calls;

  private Browser(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--window-size=1200,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true)
            .start();
    try {
      socket =
          http.newWebSocketBuilder()
              .buildAsync(endpoint(), new Receiver())
              .get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception | Error e) {
      kill();
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

  /**
   * Opens a file and waits until it is loaded.
   *
   * @param profile a folder for what the browser keeps
   */
  public static Browser open(Path profile, Path page) throws Exception {
    Browser browser = new Browser(program().orElseThrow(), profile);
    try {
      browser.load(page);
      return browser;
    } catch (Exception | Error e) {
      browser.close();
      throw e;
    }
  }

  /** The browser says where it listens; what it says later is nobody's business. */
  private URI endpoint() throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
        return URI.create(line.substring(LISTENING.length()).strip());
      }
      said.append(line).append('\n');
    }
    throw new IOException("the browser did not come up: " + said);
  }

  private void load(Path page) throws Exception {
    String target =
        call("Target.createTarget", JsonValue.object().put("url", "about:blank"))
            .string("targetId");
    session =
        call(
                "Target.attachToTarget",
                JsonValue.object().put("targetId", target).put("flatten", true))
            .string("sessionId");
    call("Page.enable", JsonValue.object());
    events.clear();
    call("Page.navigate", JsonValue.object().put("url", page.toUri().toString()));
    while (!events.contains("Page.loadEventFired")) {
      read("the page");
    }
  }

  /** Returns what an expression of JavaScript comes to, as text. */
  public String evaluate(String expression) throws Exception {
    return call(
            "Runtime.evaluate",
            JsonValue.object()
                .put("expression", "String(" + expression + ")")
                .put("returnByValue", true))
        .object("result")
        .string("value");
  }

  /** Presses and releases a key, as a person would. */
  public void press(String key, String text) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectBuilder event = JsonValue.object().put("type", type).put("key", key);
      if (type.equals("keyDown") && !text.isEmpty()) {
        event.put("text", text);
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Has the page think that its reader likes it light, or dark. */
  public void prefer(String scheme) throws Exception {
    JsonValue feature =
        JsonValue.object().put("name", "prefers-color-scheme").put("value", scheme).build();
    call(
        "Emulation.setEmulatedMedia",
        JsonValue.object().put("features", new JsonValue.JsonArray(List.of(feature))));
  }

  /** Returns what is to be seen, as PNG. */
  public byte[] screenshot() throws Exception {
    String data =
        call("Page.captureScreenshot", JsonValue.object().put("format", "png")).string("data");
    return Base64.getDecoder().decode(data);
  }

  private RecordFields call(String method, ObjectBuilder parameters) throws Exception {
    int id = ++calls;
    ObjectBuilder message =
        JsonValue.object().put("id", id).put("method", method).put("params", parameters.build());
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(JsonWriter.line(message.build()), true).get(SECONDS, TimeUnit.SECONDS);
    while (true) {
      RecordFields answer = read(method);
      if (answer.optionalInteger("id").orElse(0) == id) {
        return answer.object("result");
      }
    }
  }

  /** Returns the next message; events are noted by their names. */
  private RecordFields read(String waitingFor) throws Exception {
    String message = messages.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("the browser says nothing of " + waitingFor);
    }
    RecordFields fields = RecordFields.of(JsonReader.read(message), waitingFor);
    fields.optionalString("method").ifPresent(events::add);
    return fields;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    kill();
  }

  /** The program may be a script that started the browser, and that has processes of its own. */
  private void kill() {
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
