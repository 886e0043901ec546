package io.packetframe.bpf.feature;

import static io.packetframe.testing.AttributeLayout.POINTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.AttributeLayout;
import io.packetframe.testing.CapturedCalls;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What questions about features send, against the running kernel's types. */
@KernelTest
class QuestionLayoutTest {
  private static KernelLayout layout;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final CapturedCalls captured = new CapturedCalls(kernel);
  private AttributeLayout attributes;
  private final Features features = new Features(captured.syscalls());

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @BeforeEach
  void watch() {
    attributes = new AttributeLayout(layout, captured);
  }

  @Test
  void mapTypes() {
    ask(MapType.HASH_OF_MAPS, Map.of("inner_map_fd", -1));
    ask(MapType.SK_STORAGE, Map.of("btf_fd", -1, "btf_key_type_id", 1, "btf_value_type_id", 1));
    ask(MapType.STRUCT_OPS, Map.of("btf_vmlinux_value_type_id", 1));
  }

  private void ask(MapType type, Map<String, ?> special) {
    assertThat(features.mapType(type)).isNotNull();
    Map<String, Object> fields = new LinkedHashMap<>(special);
    fields.put("map_type", type.number());
    fields.put("key_size", SmallestMap.of(type).keySize());
    fields.put("value_size", SmallestMap.of(type).valueSize());
    fields.put("max_entries", SmallestMap.of(type).maxEntries());
    fields.put("map_flags", SmallestMap.of(type).flags());
    attributes.check(BpfCommand.MAP_CREATE, "", fields);
  }

  @Test
  void mapsWithPrograms() {
    for (Map.Entry<AttachType, String> value :
        Map.of(AttachType.XDP_DEVMAP, "bpf_devmap_val", AttachType.XDP_CPUMAP, "bpf_cpumap_val")
            .entrySet()) {
      assertThat(features.attachType(value.getKey())).isNotNull();
      ByteBuffer attr =
          ByteBuffer.wrap(captured.last(BpfCommand.MAP_CREATE).attr().toArray())
              .order(ByteOrder.nativeOrder());
      int at =
          layout.fieldBeside("bpf_attr", "value_size", Set.of("map_type")).orElseThrow().offset();
      assertThat(layout.size(value.getValue())).hasValue(attr.getInt(at));
    }
  }

  @Test
  void attachTypes() {
    assertThat(features.attachType(AttachType.CGROUP_DEVICE)).isNotNull();
    attributes.check(
        BpfCommand.PROG_ATTACH,
        "",
        Map.of(
            "target_fd",
            -1,
            "attach_bpf_fd",
            -1,
            "attach_type",
            AttachType.CGROUP_DEVICE.number()));
  }

  @Test
  void links() {
    link(
        LinkKind.CGROUP,
        Map.of("target_fd", -1, "attach_type", AttachType.CGROUP_INET_EGRESS.number()));
    link(
        LinkKind.PERF_EVENT,
        Map.of("target_fd", -1, "attach_type", AttachType.PERF_EVENT.number()));
    link(
        LinkKind.KPROBE_MULTI,
        Map.of(
            "attach_type",
            AttachType.TRACE_KPROBE_MULTI.number(),
            "kprobe_multi.cnt",
            1,
            "kprobe_multi.addrs",
            1L));
    link(
        LinkKind.UPROBE_MULTI,
        Map.of(
            "attach_type",
            AttachType.TRACE_UPROBE_MULTI.number(),
            "uprobe_multi.path",
            POINTER,
            "uprobe_multi.offsets",
            1L,
            "uprobe_multi.cnt",
            1));
    link(
        LinkKind.NETFILTER,
        Map.of("attach_type", AttachType.NETFILTER.number(), "netfilter.pf", 255));
    link(
        LinkKind.TCX,
        Map.of(
            "target_ifindex", Integer.MAX_VALUE, "attach_type", AttachType.TCX_INGRESS.number()));
  }

  private void link(LinkKind kind, Map<String, ?> special) {
    assertThat(features.link(kind)).isNotNull();
    Map<String, Object> fields = new LinkedHashMap<>(special);
    fields.put("prog_fd", program());
    attributes.check(BpfCommand.LINK_CREATE, "link_create", fields);
  }

  /** Returns the program of the last question, whose descriptor is none of the usual three. */
  private int program() {
    ByteBuffer attr =
        ByteBuffer.wrap(captured.last(BpfCommand.LINK_CREATE).attr().toArray())
            .order(ByteOrder.nativeOrder());
    int program =
        attr.getInt(attributes.field("link_create", "prog_fd", Set.of()).orElseThrow().offset());
    assertThat(program).isGreaterThan(2);
    return program;
  }

  @Test
  void lookups() {
    List<Instruction> code = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          ByteBuffer bytes = target(attr);
          for (int at = 0; at < bytes.capacity(); at += Instruction.SIZE) {
            code.add(
                new Instruction(
                    Byte.toUnsignedInt(bytes.get(at)),
                    bytes.get(at + 1) & 0xf,
                    bytes.get(at + 1) >>> 4 & 0xf,
                    bytes.getShort(at + 2),
                    bytes.getInt(at + 4)));
          }
          return 0;
        });
    assertThat(features.fibLookup(FibLookupFlag.VLAN_INPUT)).isNotNull();
    int size = layout.size("bpf_fib_lookup").orElseThrow();
    assertThat(code)
        .contains(
            new Instruction(0x72, 10, 0, -size + at("family"), 2),
            new Instruction(0x62, 10, 0, -size + at("ifindex"), 1),
            // 8100 0001 on the wire: one write for the two members.
            new Instruction(0x62, 10, 0, -size + at("h_vlan_proto"), 0x0100_0081),
            new Instruction(0x07, 2, 0, 0, -size),
            Instruction.move(3, size));
  }

  private static ByteBuffer target(KernelStruct attr) {
    return attr.target(
        layout.fieldBeside("bpf_attr", "insns", Set.of("prog_type")).orElseThrow().offset());
  }

  private static int at(String member) {
    return layout.field("bpf_fib_lookup", member).orElseThrow().offset();
  }
}
