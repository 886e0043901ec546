package io.packetframe.cli;

import io.packetframe.bpf.VerifierStatistics;
import io.packetframe.fastpath.Stages;
import io.packetframe.fastpath.TrialLoad;
import io.packetframe.probe.ObjectProbe;
import io.packetframe.record.ProgramRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The objects that we ship, as questions to a kernel, and what its verifier counted. */
final class ShippedObjects {
  private ShippedObjects() {}

  /** Returns a question for each form of the data path. */
  static List<ObjectProbe> probes() {
    ObjectProbe one = ObjectProbe.ofOneProgram(kernel -> TrialLoad.of(kernel, Stages.ONE));
    return List.of(one, ObjectProbe.ofTwoStages(kernel -> TrialLoad.of(kernel, Stages.TWO), one));
  }

  /** Returns what the verifier counted in the programs of objects that were asked about. */
  static List<ProgramRecord> programs(List<ObjectProbe> asked) {
    List<ProgramRecord> programs = new ArrayList<>();
    for (ObjectProbe probe : asked) {
      for (Map.Entry<String, VerifierStatistics> program : probe.counted().entrySet()) {
        VerifierStatistics counted = program.getValue();
        programs.add(
            new ProgramRecord(
                probe.name(),
                program.getKey(),
                counted.processedInstructions(),
                counted.instructionLimit(),
                counted.totalStates(),
                counted.peakStates(),
                stack(counted)));
      }
    }
    return programs;
  }

  /** Our programs call no functions of their own: what one function needs is all that is needed. */
  private static OptionalLong stack(VerifierStatistics counted) {
    return counted.stackDepths().size() == 1
        ? OptionalLong.of(counted.stackDepths().getFirst())
        : counted.deepestStack();
  }
}
