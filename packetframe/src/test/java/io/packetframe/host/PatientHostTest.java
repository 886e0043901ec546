package io.packetframe.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientHostTest {
  private final HostPlatform nothing = new UnknownHost("asked");
  private final CountDownLatch service = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /** One whose graphics are told when a service has started, and whose network never is. */
  private final HostPlatform slow =
      new HostPlatform() {
        @Override
        public Cpu cpu() {
          return nothing.cpu();
        }

        @Override
        public Fact<List<Gpu>> gpus() {
          asked.incrementAndGet();
          try {
            service.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Fact.known(List.of());
        }

        @Override
        public Memory memory() {
          return nothing.memory();
        }

        @Override
        public Storage storage() {
          return nothing.storage();
        }

        @Override
        public Fact<List<NetworkAdapter>> network() {
          throw new IllegalStateException("0x80041003");
        }

        @Override
        public Usage usage() {
          throw new UnsatisfiedLinkError("Pdh");
        }
      };

  @Test
  void anAnswerThatTakesTooLongIsUnknownAndComesLater() {
    PatientHost impatient = new PatientHost(slow, Duration.ofMillis(20));
    assertThat(impatient.gpus().reason().orElseThrow()).contains("graphics", "20 ms");
    assertThat(impatient.gpus().optional()).isEmpty();
    assertThat(asked).as("not a second time while the first hangs").hasValue(1);
    assertThat(impatient.cpu().usable().reason()).as("others are not held up").contains("asked");
    service.countDown();
    PatientHost patient = new PatientHost(slow, Duration.ofMinutes(1));
    assertThat(patient.gpus().optional()).isPresent();
    assertThat(patient.gpus().optional()).isPresent();
    assertThat(asked).as("each look is a new one").hasValue(3);
  }

  @Test
  void aFailureIsAReason() {
    PatientHost host = new PatientHost(slow, Duration.ofMinutes(1));
    assertThat(host.network().reason().orElseThrow()).contains("network", "0x80041003");
    assertThat(host.usage().processes().reason().orElseThrow()).contains("Pdh");
    assertThat(host.memory().totalBytes().reason()).contains("asked");
    assertThat(host.storage().devices().reason()).contains("asked");
  }
}
