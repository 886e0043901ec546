package io.packetframe.verifier.testing;

import io.packetframe.testing.Requirement;
import io.packetframe.testing.RequirementCondition;
import java.util.Optional;

/** Whether there is a browser. */
final class BrowserCondition extends RequirementCondition {
  BrowserCondition() {
    super(Requirement.BROWSER);
  }

  @Override
  protected Optional<String> missing() {
    return Browser.program().isPresent()
        ? Optional.empty()
        : Optional.of("no Chromium is on the PATH: .github/setup installs it where it can");
  }
}
