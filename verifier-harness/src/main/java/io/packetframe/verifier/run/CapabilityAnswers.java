package io.packetframe.verifier.run;

import io.packetframe.record.CapabilityStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What kernels say of one capability.
 *
 * @param capability its name in feasibility reports
 * @param answers of kernels, the oldest first
 */
public record CapabilityAnswers(String capability, List<Answer> answers) {
  public CapabilityAnswers {
    answers = List.copyOf(answers);
  }

  /**
   * What one kernel says.
   *
   * @param kernel its id
   * @param release its {@code uname -r}
   * @param status the answer
   * @param source who gave it: the accepted record, or a boot
   */
  public record Answer(String kernel, String release, CapabilityStatus status, String source) {
    boolean has() {
      return status == CapabilityStatus.PASS;
    }

    private String describe() {
      return "  " + status.word() + "  " + kernel + " (" + release + "), " + source;
    }
  }

  /** Returns the oldest kernel that has it. */
  public Optional<Answer> smallest() {
    return answers.stream().filter(Answer::has).findFirst();
  }

  /** Returns the kernels that lack it though an older one has it; none where all is as it seems. */
  public List<Answer> backwards() {
    List<Answer> backwards = new ArrayList<>();
    boolean met = false;
    for (Answer it : answers) {
      met |= it.has();
      if (met && it.status() == CapabilityStatus.FAIL) {
        backwards.add(it);
      }
    }
    return backwards;
  }

  /** Returns it for people, in lines; the answer comes first. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(
        capability
            + ": "
            + smallest()
                .map(it -> it.kernel() + " (" + it.release() + ")")
                .orElse("none of " + answers.size() + " kernels has it"));
    answers.forEach(it -> lines.add(it.describe()));
    for (Answer it : backwards()) {
      lines.add("not monotonic: " + it.kernel() + " lacks it, and an older kernel has it");
    }
    return List.copyOf(lines);
  }
}
