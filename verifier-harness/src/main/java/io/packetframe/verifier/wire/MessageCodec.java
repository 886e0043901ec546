package io.packetframe.verifier.wire;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.record.JsonValue.JsonString;
import io.packetframe.record.JsonValue.ObjectBuilder;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import io.packetframe.verifier.wire.Message.AgentFailed;
import io.packetframe.verifier.wire.Message.Alive;
import io.packetframe.verifier.wire.Message.CommandRan;
import io.packetframe.verifier.wire.Message.Coverage;
import io.packetframe.verifier.wire.Message.Finished;
import io.packetframe.verifier.wire.Message.Hello;
import io.packetframe.verifier.wire.Message.KernelLog;
import io.packetframe.verifier.wire.Message.Published;
import io.packetframe.verifier.wire.Message.Settings;
import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.Message.TestStarted;
import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A message as one line of JSON, and back. */
public final class MessageCodec {
  private MessageCodec() {}

  static String encode(Message message) {
    ObjectBuilder json = JsonValue.object().put("protocol", Message.PROTOCOL);
    switch (message) {
      case Hello it ->
          json.put("type", "hello")
              .put("release", it.release())
              .put("machine", it.machine())
              .put("btf", it.btf())
              .put("mounts", JsonValue.ofStrings(it.mounts()))
              .put("uptimeMillis", it.uptimeMillis());
      case Settings it -> {
        ObjectBuilder values = JsonValue.object();
        it.values().forEach((name, value) -> values.put(name, value));
        json.put("type", "settings").put("values", values.build());
      }
      case CommandRan it ->
          json.put("type", "commandRan")
              .put("name", it.name())
              .put("status", it.status())
              .put("out", it.out())
              .put("errors", it.errors())
              .put("millis", it.millis());
      case TestStarted it ->
          test(json.put("type", "testStarted"), it.test()).put("uptimeMillis", it.uptimeMillis());
      case TestFinished it ->
          outcome(test(json.put("type", "testFinished"), it.test()), it.outcome())
              .put("millis", it.millis());
      case Published it ->
          json.put("type", "published").put("name", it.name()).put("text", it.text());
      case KernelLog it ->
          json.put("type", "kernelLog")
              .put("text", it.text())
              .putIfPresent("problem", it.problem());
      case Coverage it -> json.put("type", "coverage").put("base64", it.base64());
      case Alive it -> json.put("type", "alive").put("uptimeMillis", it.uptimeMillis());
      case AgentFailed it -> json.put("type", "agentFailed").put("what", it.what());
      case Finished it ->
          json.put("type", "finished")
              .put("tests", it.tests())
              .put("uptimeMillis", it.uptimeMillis());
    }
    return JsonWriter.line(json.build());
  }

  private static ObjectBuilder test(ObjectBuilder json, TestName test) {
    return json.put("class", test.className()).put("name", test.name());
  }

  private static ObjectBuilder outcome(ObjectBuilder json, TestOutcome outcome) {
    return switch (outcome) {
      case Passed _ -> json.put("outcome", "passed");
      case Failed it ->
          json.put("outcome", "failed").put("message", it.message()).put("trace", it.trace());
      case Skipped it -> json.put("outcome", "skipped").put("reason", it.reason());
    };
  }

  /**
   * Reads a message.
   *
   * @throws WireException if it is none, or of another version of the protocol
   */
  public static Message decode(String line) throws WireException {
    try {
      RecordFields fields = RecordFields.of(JsonReader.read(line), "message");
      if (fields.integer("protocol") != Message.PROTOCOL) {
        throw new WireException(
            "the guest speaks protocol "
                + fields.integer("protocol")
                + ", not "
                + Message.PROTOCOL);
      }
      return decode(fields, fields.string("type"));
    } catch (RecordException | IllegalArgumentException e) {
      throw new WireException("not a message: " + e.getMessage(), e);
    }
  }

  private static Message decode(RecordFields fields, String type)
      throws RecordException, WireException {
    return switch (type) {
      case "hello" ->
          new Hello(
              fields.string("release"),
              fields.string("machine"),
              fields.bool("btf"),
              texts(fields.array("mounts")),
              fields.integer("uptimeMillis"));
      case "settings" -> new Settings(values(fields.value("values")));
      case "commandRan" ->
          new CommandRan(
              fields.string("name"),
              Math.toIntExact(fields.integer("status")),
              fields.string("out"),
              fields.string("errors"),
              fields.integer("millis"));
      case "testStarted" -> new TestStarted(test(fields), fields.integer("uptimeMillis"));
      case "testFinished" ->
          new TestFinished(test(fields), outcome(fields), fields.integer("millis"));
      case "published" -> new Published(fields.string("name"), fields.string("text"));
      case "kernelLog" -> new KernelLog(fields.string("text"), fields.optionalString("problem"));
      case "coverage" -> new Coverage(fields.string("base64"));
      case "alive" -> new Alive(fields.integer("uptimeMillis"));
      case "agentFailed" -> new AgentFailed(fields.string("what"));
      case "finished" ->
          new Finished(Math.toIntExact(fields.integer("tests")), fields.integer("uptimeMillis"));
      default -> throw new WireException("a message of unknown type '" + type + "'");
    };
  }

  private static TestName test(RecordFields fields) throws RecordException {
    return new TestName(fields.string("class"), fields.string("name"));
  }

  private static TestOutcome outcome(RecordFields fields) throws RecordException, WireException {
    String outcome = fields.string("outcome");
    return switch (outcome) {
      case "passed" -> new Passed();
      case "failed" -> new Failed(fields.string("message"), fields.string("trace"));
      case "skipped" -> new Skipped(fields.string("reason"));
      default -> throw new WireException("a test ended as '" + outcome + "'");
    };
  }

  private static List<String> texts(List<JsonValue> values) throws WireException {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : values) {
      texts.add(text(value));
    }
    return texts;
  }

  private static SortedMap<String, String> values(JsonValue json) throws WireException {
    SortedMap<String, String> values = new TreeMap<>();
    if (!(json instanceof JsonObject object)) {
      throw new WireException("settings are not an object");
    }
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      values.put(member.getKey(), text(member.getValue()));
    }
    return values;
  }

  private static String text(JsonValue value) throws WireException {
    if (value instanceof JsonString string) {
      return string.text();
    }
    throw new WireException("a text was expected");
  }
}
