package io.packetframe.elf;

import io.packetframe.btf.BtfText;
import io.packetframe.spec.Btf;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spec as text, for people and for comparison. */
final class ObjectText {
  private final StringBuilder text = new StringBuilder();

  private ObjectText() {}

  static String of(ObjectSpec object) {
    ObjectText writer = new ObjectText();
    writer.line("license \"%s\"".formatted(object.license()));
    object.maps().forEach(map -> writer.map("", map));
    object.programs().forEach(program -> writer.program(program, object.btf().orElse(null)));
    object.externs().forEach(extern -> writer.line("\nextern %s".formatted(extern)));
    object
        .leftovers()
        .forEach(left -> writer.line("\nleft over %s: %s".formatted(left.section(), left.why())));
    object.btf().ifPresent(btf -> writer.text.append("\ntypes\n").append(BtfText.of(btf)));
    return writer.text.toString();
  }

  private void map(String indent, MapSpec map) {
    line(
        ("%s\n%smap %s (%s): %s key %d value %d entries %d flags 0x%x extra %d node %d"
                + " types %d %d pinning %s")
            .formatted(
                indent.isEmpty() ? "" : indent,
                indent,
                map.name(),
                map.kernelName(),
                map.type(),
                map.keySize(),
                map.valueSize(),
                map.maxEntries(),
                map.flags(),
                map.extra(),
                map.numaNode(),
                map.keyType(),
                map.valueType(),
                map.pinning()));
    switch (map.content()) {
      case MapContent.Nothing _ -> {}
      case MapContent.Variables variables ->
          line(
              "  %s %s"
                  .formatted(variables.constant() ? "constants" : "variables", variables.bytes()));
      case MapContent.ZeroVariables _ -> line("  variables, all zero");
      case MapContent.InnerMaps maps -> {
        map("  ", maps.template());
        slots(maps.slots());
      }
      case MapContent.Programs programs -> slots(programs.slots());
    }
  }

  private void slots(List<MapContent.Slot> slots) {
    slots.forEach(slot -> line("  [%d] = %s".formatted(slot.index(), slot.name())));
  }

  private void program(ProgramSpec program, @Nullable Btf btf) {
    line(
        "\nprogram %s (%s): %s %s flags 0x%x%s"
            .formatted(
                program.name(),
                program.kernelName(),
                program.type(),
                program.section(),
                program.section().loadFlags(),
                program.section().isLoadedByDefault() ? "" : " not loaded by default"));
    program.section().attachType().ifPresent(attach -> line("  attached as %s".formatted(attach)));
    Map<Integer, StringBuilder> above = new HashMap<>();
    if (btf != null) {
      program
          .functions()
          .forEach(
              info ->
                  note(above, info.instruction(), "  function " + btf.type(info.type()) + ":\n"));
    }
    program
        .lines()
        .forEach(
            info ->
                note(
                    above,
                    info.instruction(),
                    String.format(
                        Locale.ROOT,
                        "  ; %s:%d:%d %s\n",
                        info.file(),
                        info.line(),
                        info.column(),
                        info.source().strip())));
    program
        .coreRelocations()
        .forEach(core -> note(above, core.instruction(), "  ; " + core + "\n"));
    Map<Integer, String> behind = new HashMap<>();
    program.references().forEach(each -> behind.put(each.instruction(), " -> " + each));
    for (int i = 0; i < program.instructions().size(); i++) {
      text.append(above.getOrDefault(i, new StringBuilder()));
      Instruction each = program.instructions().get(i);
      line(
          "  %3d: %02x r%d r%d %d %d%s"
              .formatted(
                  i,
                  each.opcode(),
                  each.destination(),
                  each.source(),
                  each.offset(),
                  each.immediate(),
                  behind.getOrDefault(i, "")));
    }
  }

  private static void note(Map<Integer, StringBuilder> notes, int instruction, String note) {
    notes.computeIfAbsent(instruction, _ -> new StringBuilder()).append(note);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
