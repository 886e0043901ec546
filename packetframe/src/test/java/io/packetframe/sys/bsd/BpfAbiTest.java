package io.packetframe.sys.bsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each number as Go's x/sys has it, which read it from those systems' headers by compiling. */
class BpfAbiTest {

  @ParameterizedTest
  @CsvSource({
    "BIOCGBLEN, 40044266, 40044266, 40044266, 40044266, 40044266",
    "BIOCSBLEN, c0044266, c0044266, c0044266, c0044266, c0044266",
    "BIOCSETF, 80104267, 80104267, 80104267, 80104267, 80104267",
    "BIOCSETFNR, 80104282, -, -, 8010427e, -",
    "BIOCSETWF, 8010427b, 80104277, 8010427f, -, 8010427b",
    "BIOCFLUSH, 20004268, 20004268, 20004268, 20004268, 20004268",
    "BIOCPROMISC, 20004269, 20004269, 20004269, 20004269, 20004269",
    "BIOCGDLT, 4004426a, 4004426a, 4004426a, 4004426a, 4004426a",
    "BIOCGETIF, 4020426b, 4020426b, 4090426b, 4020426b, 4020426b",
    "BIOCSETIF, 8020426c, 8020426c, 8090426c, 8020426c, 8020426c",
    "BIOCSRTIMEOUT, 8010426d, 8010426d, 8010427a, 8010426d, 8010426d",
    "BIOCGSTATS, 4008426f, 4008426f, 4080426f, 4008426f, 4008426f",
    "BIOCIMMEDIATE, 80044270, 80044270, 80044270, 80044270, 80044270",
    "BIOCVERSION, 40044271, 40044271, 40044271, 40044271, 40044271",
    "BIOCSHDRCMPLT, 80044275, 80044275, 80044275, 80044275, 80044275",
    "BIOCSDLT, 80044278, 8004427a, 80044276, 80044278, 80044278",
    "BIOCGDLTLIST, c0104279, c010427b, c0104277, c00c4279, c0104279",
    "DIRECTION, 80044277, 8004427d, 80044279, 80044277, 80044277",
    "BIOCLOCK, 2000427a, 20004276, 2000427e, -, 2000427a"
  })
  void everyRequestIsTheSystemsOwn(
      BpfRequest request,
      String freebsd,
      String openbsd,
      String netbsd,
      String macos,
      String dragonfly) {
    SEEN.add(request);
    assertThat(text(BpfAbi.FREEBSD.request(request))).isEqualTo(freebsd);
    assertThat(text(BpfAbi.OPENBSD.request(request))).isEqualTo(openbsd);
    assertThat(text(BpfAbi.NETBSD.request(request))).isEqualTo(netbsd);
    assertThat(text(BpfAbi.MACOS.request(request))).isEqualTo(macos);
    assertThat(text(BpfAbi.DRAGONFLY.request(request))).isEqualTo(dragonfly);
  }

  private static final Set<BpfRequest> SEEN = EnumSet.noneOf(BpfRequest.class);

  @AfterAll
  static void noRequestWasForgotten() {
    assertThat(SEEN).isEqualTo(EnumSet.allOf(BpfRequest.class));
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toHexString(number.getAsInt()) : "-";
  }

  @ParameterizedTest
  @CsvSource({
    "FREEBSD, 32, 8, 32, 16, 20, 24, 8",
    "OPENBSD, 32, 8, 24, 8, 12, 16, 4",
    "NETBSD, 144, 128, 32, 16, 20, 24, 8",
    "MACOS, 32, 8, 20, 8, 12, 16, 4",
    "DRAGONFLY, 32, 8, 32, 16, 20, 24, 8"
  })
  void structsAreTheSystemsOwn(
      BpfAbi abi,
      int ifreq,
      int statistics,
      int header,
      int captured,
      int length,
      int headerLength,
      int alignment) {
    assertThat(BpfArguments.ifreq(abi, "em0").capacity()).isEqualTo(ifreq);
    assertThat(BpfArguments.statistics(abi).capacity()).isEqualTo(statistics);
    BpfRecordLayout records = abi.records();
    assertThat(records.size()).isEqualTo(header);
    assertThat(records.capturedOffset()).isEqualTo(captured);
    assertThat(records.lengthOffset()).isEqualTo(length);
    assertThat(records.headerLengthOffset()).isEqualTo(headerLength);
    assertThat(records.alignment()).isEqualTo(alignment);
    assertThat(records.align(alignment + 1)).isEqualTo(2 * alignment);
    assertThat(records.align(alignment)).isEqualTo(alignment);
  }

  @Test
  void aProgramIsALengthAndAPointer() {
    ByteBuffer instructions = BpfArguments.memory(24);
    ByteBuffer program = BpfArguments.program(BpfAbi.FREEBSD, instructions, 3);
    assertThat(program.capacity()).isEqualTo(16);
    assertThat(program.getLong(0)).as("count and padding").isEqualTo(3);
    assertThat(program.getLong(8)).isEqualTo(MemorySegment.ofBuffer(instructions).address());
  }

  @ParameterizedTest
  @CsvSource({"CHOSEN, 0, 2, 1", "DROPPED, 2, 1, 0"})
  void aDirectionHasTheSystemsOwnNumber(BpfDirections directions, int in, int out, int both) {
    assertThat(directions.value(BpfDirections.Seen.IN)).isEqualTo(in);
    assertThat(directions.value(BpfDirections.Seen.OUT)).isEqualTo(out);
    assertThat(directions.value(BpfDirections.Seen.BOTH)).isEqualTo(both);
    assertThat(directions.canSeeOutAlone()).isTrue();
  }
}
