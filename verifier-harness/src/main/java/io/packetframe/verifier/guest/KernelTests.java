package io.packetframe.verifier.guest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.packetframe.verifier.wire.FrameWriter;
import java.util.List;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests tagged {@code kernel}: the very same classes as on the host. */
final class KernelTests {
  private final FrameWriter port;

  KernelTests(FrameWriter port) {
    this.port = port;
  }

  /** Runs the named classes and returns how many tests were reported. */
  int run(List<String> classes) {
    // Named rather than searched for: finding engines and listeners costs seconds under emulation.
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();
    Launcher launcher = LauncherFactory.create(config);
    Reporter reporter = new Reporter(port);
    // One after the other: to look at all classes before the first test takes seconds, too.
    for (String name : classes) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClass(name))
              .filters(TagFilter.includeTags("kernel"))
              .configurationParameter("junit.jupiter.execution.timeout.default", "120 s")
              .build();
      launcher.execute(request, reporter);
    }
    return reporter.reported();
  }
}
