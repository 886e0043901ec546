package io.packetframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.testing.KernelLayout.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what was sent by bpf(2) to where the running kernel's own types have each member of {@code
 * union bpf_attr}: each value in its place, and nothing anywhere else.
 */
public final class AttributeLayout {
  /** Stands for a pointer, of whatever address. */
  public static final String POINTER = "pointer";

  /**
   * What kernels that we support may lack, and since when they have it. A member that is missing
   * and not here is a misspelling, or we support an older kernel than we think.
   */
  private static final Map<String, String> YOUNG =
      Map.of(
          "attach_btf_obj_fd", "5.11",
          "fd_array", "5.14",
          "map_extra", "5.16",
          "batch_size", "5.18",
          "kprobe_multi", "5.18",
          "netfilter", "6.4",
          "tcx", "6.6",
          "uprobe_multi", "6.6");

  private final KernelLayout kernel;
  private final CapturedCalls captured;

  public AttributeLayout(KernelLayout kernel, CapturedCalls captured) {
    this.kernel = kernel;
    this.captured = captured;
  }

  /** As {@link #check(BpfCommand, String, Map, Set)}, where the fields tell which structure. */
  public void check(BpfCommand command, String part, Map<String, ?> fields) {
    check(command, part, fields, Set.of());
  }

  /**
   * Checks the last call of a command.
   *
   * @param part the union's structure, or empty for the one without a name that has the fields
   * @param fields and their values: numbers, texts, {@link #POINTER}
   * @param beside other members of the structure, where several have the fields
   */
  public void check(BpfCommand command, String part, Map<String, ?> fields, Set<String> beside) {
    CapturedCalls.Call call = captured.last(command);
    ByteBuffer attr = ByteBuffer.wrap(call.attr().toArray()).order(ByteOrder.nativeOrder());
    Set<Integer> pointers = new HashSet<>(call.pointers());
    Set<String> names = new HashSet<>(beside);
    names.addAll(fields.keySet());
    // What came late tells nothing about which structure it is, and an older kernel lacks it.
    names.removeIf(AttributeLayout::isYoung);
    boolean complete = true;
    for (Map.Entry<String, ?> entry : fields.entrySet()) {
      Optional<Field> at = field(part, entry.getKey(), names);
      if (at.isPresent()) {
        take(command, entry, at.get(), attr, pointers);
      } else {
        assertThat(isYoung(entry.getKey()))
            .as("bpf_attr of this kernel has no " + part + "." + entry.getKey())
            .isTrue();
        KernelLayout.skip("bpf_attr " + part, entry.getKey());
        complete = false;
      }
    }
    if (complete) {
      assertThat(pointers).as(command + ": other pointers").isEmpty();
      assertThat(attr.array()).as(command + ": other members").containsOnly(0);
    }
  }

  /** Returns a member; empty where this kernel has none. */
  public Optional<Field> field(String part, String name, Set<String> beside) {
    return part.isEmpty()
        ? kernel.fieldBeside("bpf_attr", name, beside)
        : kernel.field("bpf_attr", part + "." + name);
  }

  private static boolean isYoung(String path) {
    return Arrays.stream(path.split("\\.", -1)).anyMatch(YOUNG::containsKey);
  }

  private static void take(
      BpfCommand command,
      Map.Entry<String, ?> entry,
      Field at,
      ByteBuffer attr,
      Set<Integer> pointers) {
    String what = command + ": " + entry.getKey();
    if (entry.getValue().equals(POINTER)) {
      assertThat(pointers.remove(at.offset())).as(what + " at " + at).isTrue();
      // Pointers are written into the attribute with the call.
      attr.putLong(at.offset(), 0);
      return;
    }
    ByteBuffer expected = ByteBuffer.allocate(at.size()).order(ByteOrder.nativeOrder());
    put(expected, 0, entry.getValue());
    byte[] found = new byte[at.size()];
    attr.get(at.offset(), found);
    assertThat(found).as(what + " at " + at).isEqualTo(expected.array());
    attr.put(at.offset(), new byte[at.size()]);
  }

  /** Writes a member as the kernel would, where this kernel has it. */
  public void tell(ByteBuffer memory, String structure, Map<String, Object> values) {
    values.forEach(
        (name, value) ->
            kernel
                .field(structure, name)
                .ifPresentOrElse(
                    at -> put(memory, at.offset(), value),
                    () -> KernelLayout.skip(structure, name)));
  }

  private static void put(ByteBuffer memory, int offset, Object value) {
    switch (value) {
      case Integer number -> memory.putInt(offset, number);
      case Long number -> memory.putLong(offset, number);
      case String text -> memory.put(offset, text.getBytes(StandardCharsets.US_ASCII));
      default -> throw new IllegalArgumentException(value.toString());
    }
  }
}
