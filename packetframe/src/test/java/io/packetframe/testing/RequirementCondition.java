package io.packetframe.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips with the reason where a need is missing, or fails where the machine promised it. */
public abstract class RequirementCondition implements ExecutionCondition {
  private final Requirement requirement;

  protected RequirementCondition(Requirement requirement) {
    this.requirement = requirement;
  }

  /** Returns why the need is not met here; empty if it is. */
  protected abstract Optional<String> missing();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = missing();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled(requirement.tag() + " is there");
    }
    if (requirement.isMandatory()) {
      throw new AssertionError(
          "PACKETFRAME_REQUIRE names '" + requirement.tag() + "', but " + missing.get());
    }
    return ConditionEvaluationResult.disabled(missing.get());
  }
}
