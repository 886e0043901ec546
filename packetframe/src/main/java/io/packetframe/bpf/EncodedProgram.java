package io.packetframe.bpf;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.Reference;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Map;

/** The instructions of a program as the kernel reads them, with what they refer to filled in. */
final class EncodedProgram {
  /** Where the immediate stands in an instruction. */
  private static final int IMMEDIATE = 4;

  private EncodedProgram() {}

  /** Encodes a program that refers to nothing outside of itself. */
  static ByteBuffer of(ProgramSpec program) {
    ByteBuffer code = NativeMemory.allocate(program.instructions().size() * Instruction.SIZE);
    for (Instruction instruction : program.instructions()) {
      instruction.encode(code);
    }
    return code;
  }

  /** Encodes a program of an object whose maps are open. */
  static ByteBuffer of(ProgramSpec program, Map<String, BpfMap> maps) throws LoadException {
    ByteBuffer code = of(program);
    for (Reference reference : program.references()) {
      int immediate = reference.instruction() * Instruction.SIZE + IMMEDIATE;
      switch (reference) {
        case Reference.MapAddress address ->
            code.putInt(immediate, descriptor(program, maps, address.map()));
        case Reference.MapValue value ->
            code.putInt(immediate, descriptor(program, maps, value.map()));
        case Reference.KernelAddress address -> throw unknown(program, address.symbol());
        case Reference.KernelCall call -> throw unknown(program, call.function());
        case Reference.SubprogramCall _, Reference.SubprogramAddress _ -> {}
      }
    }
    return code;
  }

  private static LoadException unknown(ProgramSpec program, String symbol) {
    return new LoadException(
        "program " + program.name() + " uses " + symbol + " of the kernel: not supported yet");
  }

  private static int descriptor(ProgramSpec program, Map<String, BpfMap> maps, String name)
      throws LoadException {
    BpfMap map = maps.get(name);
    if (map == null) {
      throw new LoadException("program " + program.name() + " refers to no map: " + name);
    }
    return map.fd().number();
  }
}
