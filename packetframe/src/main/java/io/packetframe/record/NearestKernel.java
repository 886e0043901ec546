package io.packetframe.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a host compares with the nearest kernel that was tested.
 *
 * @param id of the kernel in the catalogue of the harness
 * @param release its {@code uname -r}
 * @param sameLine whether it is of the host's line, such as 6.12
 * @param passed whether PacketFrame did all that it claims there
 * @param differences what the host answers otherwise
 */
public record NearestKernel(
    String id, String release, boolean sameLine, boolean passed, List<Answer> differences) {
  /**
   * A question with two answers.
   *
   * @param subject a row of the report, or an option of the kernel's configuration
   * @param there the answer of the tested kernel
   * @param here the answer of this host
   */
  public record Answer(String subject, String there, String here) {}

  /** Copies the list. */
  public NearestKernel {
    differences = List.copyOf(differences);
  }

  /**
   * Compares; only rows and options that both have. A module does what a built-in option does.
   *
   * @param options of the host's kernel, as far as they are known
   * @param sameLine whether both are of one line
   */
  public static NearestKernel of(
      AcceptanceRecord tested,
      FeasibilityRecord host,
      Map<String, String> options,
      boolean sameLine) {
    List<Answer> differences = new ArrayList<>();
    for (CapabilityRecord here : host.capabilities()) {
      for (CapabilityRecord there : tested.feasibility().capabilities()) {
        if (there.name().equals(here.name()) && there.status() != here.status()) {
          differences.add(new Answer(here.name(), there.status().word(), here.status().word()));
        }
      }
    }
    for (Map.Entry<String, String> option : tested.kernel().config().entrySet()) {
      String here = options.get(option.getKey());
      if (here != null && !sameOption(option.getValue(), here)) {
        differences.add(new Answer(option.getKey(), option.getValue(), here));
      }
    }
    return new NearestKernel(
        tested.kernel().id(), tested.kernel().release(), sameLine, tested.passed(), differences);
  }

  private static boolean sameOption(String there, String here) {
    return there.equals(here) || ("ym".contains(there) && "ym".contains(here));
  }

  JsonValue toJson() {
    List<JsonValue> rows = new ArrayList<>();
    for (Answer answer : differences) {
      rows.add(
          JsonValue.object()
              .put("subject", answer.subject())
              .put("there", answer.there())
              .put("here", answer.here())
              .build());
    }
    return JsonValue.object()
        .put("kernel", id)
        .put("release", release)
        .put("sameLine", sameLine)
        .put("passed", passed)
        .put("differences", new JsonValue.JsonArray(rows))
        .build();
  }
}
