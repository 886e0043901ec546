package io.packetframe.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.TestLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped program asks about interfaces of a config: two pairs that this test makes. */
@HostKernelTest
class FeasibilityConfigIT {
  @TempDir private Path folder;

  @Test
  void eachInterfaceIsTriedAndLeftAsItWas() throws Exception {
    try (TestLink first = TestLink.veth();
        TestLink second = TestLink.veth()) {
      Path config = folder.resolve("packetframe.conf");
      Files.writeString(
          config,
          """
          global
            attach-settle-time 700ms
          module fast-path
            attach %s auto
            attach %s generic
            allow-prefix 192.0.2.0/24
          """
              .formatted(first.name(), second.name()));
      KernelIds.assertUnchangedBy(LinuxSystem.syscalls(), () -> ask(config, first, second));
    }
  }

  private static void ask(Path config, TestLink... links) throws Exception {
    long start = System.nanoTime();
    Image.Outcome outcome = Image.built().run("feasibility", "--config", config.toString());
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("one settle time lies between two attachments")
        .isGreaterThan(Duration.ofMillis(700));
    FeasibilityRecord report = FeasibilityRecord.fromJson(JsonReader.read(outcome.stdout()));
    for (TestLink link : links) {
      CapabilityRecord attach = row(report, "xdp.attach." + link.name());
      assertThat(attach.status()).as(attach.toString()).isEqualTo(CapabilityStatus.PASS);
      assertThat(attach.required()).isFalse();
      assertThat(row(report, "iface." + link.name() + ".rxvlan").remedy())
          .hasValue("ethtool -K " + link.name() + " rxvlan off");
    }
  }

  private static CapabilityRecord row(FeasibilityRecord report, String name) {
    return report.capabilities().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
