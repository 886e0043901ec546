package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.ReceiveVlanOffload.Feature;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver by its bits: what is available, active, and never changed. */
class ReceiveVlanOffloadTest {
  private static final int GSTRINGS = 0x1b;
  private static final int GSSET_INFO = 0x37;
  private static final int GFEATURES = 0x3a;
  private static final int SFEATURES = 0x3b;
  private static final int COUNT = 40;

  private static final int CUSTOMER = 8;
  private static final int SERVICE = 35;

  private final boolean[] available = new boolean[COUNT];
  private final boolean[] active = new boolean[COUNT];
  private final ScriptedSyscalls syscalls = new ScriptedSyscalls().onIoctl(this::ioctl);
  private int refused;
  private boolean stubborn;

  private long ioctl(KernelStruct request) {
    ByteBuffer memory = request.target(16);
    int command = memory.getInt(0);
    if (command == refused) {
      return ScriptedSyscalls.refusal(Errno.EOPNOTSUPP);
    }
    switch (command) {
      case GSSET_INFO -> memory.putInt(16, COUNT);
      case GSTRINGS -> {
        name(memory, CUSTOMER, "rx-vlan-hw-parse");
        name(memory, SERVICE, "rx-vlan-stag-hw-parse");
      }
      case GFEATURES -> {
        for (int i = 0; i < COUNT; i++) {
          int block = 8 + i / 32 * 16;
          memory.putInt(block, memory.getInt(block) | bit(available[i], i));
          memory.putInt(block + 8, memory.getInt(block + 8) | bit(active[i], i));
        }
      }
      case SFEATURES -> {
        for (int i = 0; i < COUNT && !stubborn; i++) {
          int block = 8 + i / 32 * 8;
          if ((memory.getInt(block) & bit(true, i)) != 0) {
            active[i] = (memory.getInt(block + 4) & bit(true, i)) != 0;
          }
        }
      }
      default -> throw new AssertionError("command " + command);
    }
    return 0;
  }

  private static int bit(boolean on, int index) {
    return on ? 1 << (index % 32) : 0;
  }

  private static void name(ByteBuffer memory, int index, String name) {
    memory.put(12 + index * 32, name.getBytes(StandardCharsets.US_ASCII));
  }

  private ReceiveVlanOffload read() {
    return ReceiveVlanOffload.read(syscalls, "wan0").optional().orElseThrow();
  }

  @Test
  void tellsWhatIsOnAndWhatCanBeChanged() {
    active[CUSTOMER] = true;
    available[CUSTOMER] = true;
    active[SERVICE] = true;
    assertThat(read().on()).containsExactly("rx-vlan-hw-parse");
    assertThat(read().fixedOn()).containsExactly("rx-vlan-stag-hw-parse");
    active[SERVICE] = false;
    assertThat(read().features())
        .isEqualTo(
            Map.of("rx-vlan-hw-parse", Feature.ON, "rx-vlan-stag-hw-parse", Feature.FIXED_OFF));
    assertThat(syscalls.openDescriptors()).isEmpty();
  }

  @Test
  void switchesOnlyWhatIsNamed() {
    active[CUSTOMER] = true;
    available[CUSTOMER] = true;
    active[SERVICE] = true;
    available[SERVICE] = true;
    active[3] = true;
    ReceiveVlanOffload off =
        ReceiveVlanOffload.set(syscalls, "wan0", List.of("rx-vlan-stag-hw-parse", "none"), false)
            .optional()
            .orElseThrow();
    assertThat(off.on()).containsExactly("rx-vlan-hw-parse");
    assertThat(active[3]).isTrue();
    ReceiveVlanOffload.set(syscalls, "wan0", List.of("rx-vlan-stag-hw-parse"), true);
    assertThat(active[SERVICE]).isTrue();
  }

  @Test
  void aDriverThatDoesNotObeyIsSeen() {
    active[CUSTOMER] = true;
    available[CUSTOMER] = true;
    stubborn = true;
    assertThat(
            ReceiveVlanOffload.set(syscalls, "wan0", read().on(), false)
                .optional()
                .orElseThrow()
                .on())
        .containsExactly("rx-vlan-hw-parse");
  }

  @ParameterizedTest
  @ValueSource(ints = {GSTRINGS, GSSET_INFO, GFEATURES, SFEATURES})
  void aRefusalIsToldInTheKernelsWord(int command) {
    refused = command;
    assertThat(
            ReceiveVlanOffload.set(syscalls, "wan0", List.of("rx-vlan-hw-parse"), false).problem())
        .get()
        .asString()
        .endsWith(" wan0: EOPNOTSUPP (not supported)");
    assertThat(syscalls.openDescriptors()).isEmpty();
  }
}
