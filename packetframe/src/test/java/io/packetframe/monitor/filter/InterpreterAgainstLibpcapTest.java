package io.packetframe.monitor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** bpf_filter() and bpf_validate() of libpcap, which came from the BSDs, as second opinions. */
class InterpreterAgainstLibpcapTest {
  private static final int PROGRAMS = 3_000;
  private static final int FRAMES = 8;

  private Optional<NativeLibrary> libpcap = Optional.empty();

  @BeforeEach
  void findLibpcap() {
    for (String name : new String[] {"libpcap.so.0.8", "pcap"}) {
      try {
        libpcap = Optional.of(NativeLibrary.getInstance(name));
        return;
      } catch (UnsatisfiedLinkError e) {
        // The next name.
      }
    }
    Assumptions.abort("libpcap is not installed");
  }

  private Function function(String name) {
    return libpcap.orElseThrow().getFunction(name);
  }

  private long filter(FilterProgram program, byte[] frame) {
    ByteBuffer memory = ByteBuffer.allocateDirect(Math.max(1, frame.length)).put(0, frame);
    Object[] arguments = {program.toMemory(), memory, frame.length, frame.length};
    return Integer.toUnsignedLong(function("bpf_filter").invokeInt(arguments));
  }

  @Test
  void drawnProgramsEndAlikeOnDrawnFrames() {
    SplittableRandom random = new SplittableRandom(1992);
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      FilterProgram program = DrawnPrograms.program(random);
      Object[] asked = {program.toMemory(), program.instructions().size()};
      assertThat(function("bpf_validate").invokeInt(asked))
          .as("bpf_validate of %s", program.toDecimal())
          .isEqualTo(1);
      for (int j = 0; j < FRAMES; j++) {
        byte[] frame = DrawnPrograms.frame(random, 0);
        long ours = Interpreter.run(program, frame, frame.length);
        assertThat(ours)
            .as("program %s on %s", program.toDecimal(), frame)
            .isEqualTo(filter(program, frame));
        if (ours == 0) {
          refused++;
        } else {
          taken++;
        }
      }
    }
    // Neither answer would prove much alone.
    assertThat(taken).isGreaterThan(PROGRAMS / 3);
    assertThat(refused).isGreaterThan(PROGRAMS / 3);
  }
}
