package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.Reference;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Map;

/** The instructions of a program as the kernel reads them, with what they refer to filled in. */
final class EncodedProgram {
  private static final int REGISTERS = 1;
  private static final int OFFSET = 2;
  private static final int IMMEDIATE = 4;
  private static final int PSEUDO_BTF_ID = 3;

  /** Helpers of such a number nobody has: the same as other loaders, for who reads the log. */
  private static final int MISSING_FUNCTION = 2_002_000_000;

  private final ProgramSpec program;
  private final ByteBuffer code;
  private final DescriptorArray descriptors = new DescriptorArray();

  private EncodedProgram(ProgramSpec program) {
    this.program = program;
    this.code = of(program);
  }

  /** Encodes a program that refers to nothing outside of itself. */
  static ByteBuffer of(ProgramSpec program) {
    ByteBuffer code = NativeMemory.allocate(program.instructions().size() * Instruction.SIZE);
    for (Instruction instruction : program.instructions()) {
      instruction.encode(code);
    }
    return code;
  }

  /** Encodes a program of an object whose maps are open. */
  static EncodedProgram of(
      ProgramSpec program, Map<String, BpfMap> maps, KernelSymbol.Finder kernel)
      throws PacketFrameException {
    EncodedProgram encoded = new EncodedProgram(program);
    for (Reference reference : program.references()) {
      int at = reference.instruction() * Instruction.SIZE;
      switch (reference) {
        case Reference.MapAddress address -> encoded.map(at, maps, address.map());
        case Reference.MapValue value -> encoded.map(at, maps, value.map());
        case Reference.KernelAddress address ->
            encoded.address(at, kernel.find(program, address.symbol()));
        case Reference.KernelCall call -> encoded.call(at, kernel.find(program, call.function()));
        case Reference.SubprogramCall _, Reference.SubprogramAddress _ -> {}
      }
    }
    return encoded;
  }

  ByteBuffer code() {
    return code;
  }

  /** Returns the modules that calls go to. */
  DescriptorArray descriptors() {
    return descriptors;
  }

  private void map(int at, Map<String, BpfMap> maps, String name) throws LoadException {
    BpfMap map = maps.get(name);
    if (map == null) {
      throw new LoadException("program " + program.name() + " refers to no map: " + name);
    }
    code.putInt(at + IMMEDIATE, map.fd().number());
  }

  private void address(int at, KernelSymbol symbol) {
    int second = at + Instruction.SIZE + IMMEDIATE;
    switch (symbol) {
      case KernelSymbol.Missing _ -> {}
      case KernelSymbol.Address(long address) ->
          code.putInt(at + IMMEDIATE, (int) address).putInt(second, (int) (address >>> 32));
      case KernelSymbol.Typed(AttachTarget type) ->
          code.put(at + REGISTERS, (byte) (code.get(at + REGISTERS) | PSEUDO_BTF_ID << 4))
              .putInt(at + IMMEDIATE, type.typeId())
              .putInt(second, type.object());
    }
  }

  private void call(int at, KernelSymbol symbol) throws LoadException {
    switch (symbol) {
      case KernelSymbol.Missing _ ->
          // A call of a helper: the verifier refuses it by its number where it is reached.
          code.put(at + REGISTERS, (byte) 0)
              .putInt(at + IMMEDIATE, MISSING_FUNCTION + at / Instruction.SIZE);
      case KernelSymbol.Typed(AttachTarget type) ->
          code.putInt(at + IMMEDIATE, type.typeId())
              .putShort(at + OFFSET, descriptors.indexOf(type.object()));
      case KernelSymbol.Address _ ->
          throw new LoadException(
              "program " + program.name() + " calls a function of the kernel without a type");
    }
  }
}
