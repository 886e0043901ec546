package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.LineInfo;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.CapturedCalls;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What we write into {@code union bpf_attr} and read from what the kernel tells, against where the
 * running kernel's own types have each member. The calls go to a scripted kernel, so that every
 * member can have a value that no other has.
 */
@KernelTest
class AttributeLayoutTest {
  /** Stands for a pointer, of whatever address. */
  private static final String POINTER = "pointer";

  private static final MapSpec MAP = new MapSpec("layout_map", MapType.HASH, 4, 12, 77, 1);

  private static KernelLayout layout;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final CapturedCalls captured = new CapturedCalls(kernel);
  private final Syscalls syscalls = captured.syscalls();

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @Test
  void maps() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      assertLaidOut(
          BpfCommand.MAP_CREATE,
          "",
          Map.of(
              "map_type", 1,
              "key_size", 4,
              "value_size", 12,
              "max_entries", 77,
              "map_flags", 1,
              "map_name", "layout_map"));
      map.freeze();
      assertLaidOut(
          BpfCommand.MAP_FREEZE,
          "",
          Map.of("map_fd", map.fd().number()),
          Set.of("key", "next_key"));
    }
    BpfMap.openById(syscalls, 4711).close();
    assertLaidOut(BpfCommand.MAP_GET_FD_BY_ID, "", Map.of("map_id", 4711));
  }

  @Test
  void entries() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      int fd = map.fd().number();
      MapView<Integer, byte[]> view = map.view(Codecs.U32, Codecs.bytes(12));
      assertThat(view.lookup(1)).isPresent();
      assertLaidOut(
          BpfCommand.MAP_LOOKUP_ELEM, "", Map.of("map_fd", fd, "key", POINTER, "value", POINTER));
      view.update(1, new byte[12], UpdateMode.EXIST);
      assertLaidOut(
          BpfCommand.MAP_UPDATE_ELEM,
          "",
          Map.of("map_fd", fd, "key", POINTER, "value", POINTER, "flags", 2L));
      assertThat(view.delete(1)).isTrue();
      assertLaidOut(
          BpfCommand.MAP_DELETE_ELEM, "", Map.of("map_fd", fd, "key", POINTER), Set.of("value"));
      kernel.onBpf(BpfCommand.MAP_GET_NEXT_KEY, _ -> ScriptedSyscalls.refusal(Errno.ENOENT));
      assertThat(view.keys(1).items()).isEmpty();
      assertLaidOut(BpfCommand.MAP_GET_NEXT_KEY, "", Map.of("map_fd", fd, "next_key", POINTER));
    }
  }

  @Test
  void batches() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      int fd = map.fd().number();
      MapView<Integer, byte[]> view = map.view(Codecs.U32, Codecs.bytes(12));
      view.updateAll(
          List.of(new MapEntry<>(1, new byte[12]), new MapEntry<>(2, new byte[12])),
          UpdateMode.ANY);
      assertLaidOut(
          BpfCommand.MAP_UPDATE_BATCH,
          "batch",
          Map.of("keys", POINTER, "values", POINTER, "count", 2, "map_fd", fd));
      view.deleteAll(List.of(1, 2, 3));
      assertLaidOut(
          BpfCommand.MAP_DELETE_BATCH, "batch", Map.of("keys", POINTER, "count", 3, "map_fd", fd));
      kernel.onBpf(BpfCommand.MAP_LOOKUP_BATCH, _ -> ScriptedSyscalls.refusal(Errno.ENOENT));
      view.entries(5);
      assertLaidOut(
          BpfCommand.MAP_LOOKUP_BATCH,
          "batch",
          Map.of(
              "out_batch", POINTER, "keys", POINTER, "values", POINTER, "count", 77, "map_fd", fd));
    }
  }

  @Test
  void programs() throws Exception {
    ProgramSection section = ProgramSection.of("xdp.frags");
    ProgramSpec spec =
        new ProgramSpec(
            "layout_program",
            ProgramType.XDP,
            section,
            List.of(Instruction.move(0, 2), Instruction.move(0, 1), Instruction.exit()),
            List.of(),
            List.of(new FunctionInfo(0, 9)),
            List.of(new LineInfo(0, "a.c", "one", 7, 3), new LineInfo(1, "a.c", "two", 8, 3)),
            List.of(),
            "GPL");
    kernel.onBpf(BpfCommand.PROG_LOAD, _ -> 0);
    try (Fd btf = new Fd(syscalls, syscalls.socket(1, 1, 0))) {
      ProgramTypes types = new ProgramTypes(btf, text -> 100 + text.length());
      ProgramAttributes attributes = attributes(spec, types);
      long _ = syscalls.bpf(BpfCommand.PROG_LOAD, attributes.with(NativeMemory.allocate(4096)));
      assertLaidOut(BpfCommand.PROG_LOAD, "", programFields(section, btf.number()));
    }
    Field trueSize = field("", "log_true_size", Set.of("prog_type")).orElse(new Field(140, 4));
    KernelStruct answered = new KernelStruct(144).u32(trueSize.offset(), 12345);
    assertThat(ProgramAttributes.trueLogSize(answered)).isEqualTo(12345);
  }

  private static ProgramAttributes attributes(ProgramSpec spec, ProgramTypes types) {
    return new ProgramAttributes(
        spec, EncodedProgram.of(spec), null, new AttachTarget(31, 32), types);
  }

  private static Map<String, Object> programFields(ProgramSection section, int btf) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("prog_type", 6);
    fields.put("insn_cnt", 3);
    fields.put("insns", POINTER);
    fields.put("license", POINTER);
    fields.put("log_level", 1);
    fields.put("log_size", 4096);
    fields.put("log_buf", POINTER);
    fields.put("prog_flags", section.loadFlags());
    fields.put("prog_name", "layout_program");
    fields.put("expected_attach_type", AttachType.XDP.number());
    fields.put("prog_btf_fd", btf);
    fields.put("func_info_rec_size", 8);
    fields.put("func_info", POINTER);
    fields.put("func_info_cnt", 1);
    fields.put("line_info_rec_size", 16);
    fields.put("line_info", POINTER);
    fields.put("line_info_cnt", 2);
    fields.put("attach_btf_id", 31);
    fields.put("attach_btf_obj_fd", 32);
    return fields;
  }

  @Test
  void functionsAndLines() throws Exception {
    ProgramTypes types = new ProgramTypes(new Fd(kernel, 999), text -> 100 + text.length());
    ByteBuffer function = types.functions(List.of(new FunctionInfo(5, 6)));
    assertThat(function.capacity()).isEqualTo(layout.size("bpf_func_info").orElse(8));
    assertField(function, "bpf_func_info", "insn_off", 5);
    assertField(function, "bpf_func_info", "type_id", 6);
    ByteBuffer line = types.lines(List.of(new LineInfo(5, "f", "ss", 7, 3)));
    assertThat(line.capacity()).isEqualTo(layout.size("bpf_line_info").orElse(16));
    assertField(line, "bpf_line_info", "insn_off", 5);
    assertField(line, "bpf_line_info", "file_name_off", 101);
    assertField(line, "bpf_line_info", "line_off", 102);
    assertField(line, "bpf_line_info", "line_col", 7 << 10 | 3);
    ByteBuffer code = ByteBuffer.allocate(Instruction.SIZE).order(ByteOrder.nativeOrder());
    new Instruction(0x85, 1, 2, 3, 4).encode(code);
    assertField(code, "bpf_insn", "off", 3);
    assertField(code, "bpf_insn", "imm", 4);
  }

  @Test
  void pins() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      map.pin(Path.of("/pin"));
      assertLaidOut(
          BpfCommand.OBJ_PIN, "", Map.of("pathname", POINTER, "bpf_fd", map.fd().number()));
      BpfMap.openPinned(syscalls, Path.of("/pin")).close();
      assertLaidOut(BpfCommand.OBJ_GET, "", Map.of("pathname", POINTER), Set.of("bpf_fd"));
    }
  }

  @Test
  void testRuns() throws Exception {
    ProgramSpec spec = new ProgramSpec("p", ProgramType.XDP, List.of(Instruction.exit()), "GPL");
    try (Program program = Program.load(syscalls, spec)) {
      int fd = program.fd().number();
      kernel.onBpf(
          BpfCommand.PROG_TEST_RUN,
          attr -> {
            field("test", "retval", Set.of()).ifPresent(at -> attr.u32(at.offset(), 71));
            field("test", "duration", Set.of()).ifPresent(at -> attr.u32(at.offset(), 72));
            return 0;
          });
      TestRunResult result =
          program.testRun(TestRun.of(new byte[60]).repeated(3).with(new XdpContext(4, 5, 6)));
      assertThat(result.verdict()).isEqualTo(71);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("prog_fd", fd);
      fields.put("data_size_in", 60);
      fields.put("data_size_out", 572);
      fields.put("data_in", POINTER);
      fields.put("data_out", POINTER);
      fields.put("repeat", 3);
      fields.put("ctx_size_in", 24);
      fields.put("ctx_size_out", 24);
      fields.put("ctx_in", POINTER);
      fields.put("ctx_out", POINTER);
      assertLaidOut(BpfCommand.PROG_TEST_RUN, "test", fields);
      program.testRun(TestRun.of(new byte[60]).withLiveFrames());
      assertLaidOut(
          BpfCommand.PROG_TEST_RUN,
          "test",
          Map.of(
              "prog_fd",
              fd,
              "data_size_in",
              60,
              "data_in",
              POINTER,
              "repeat",
              1,
              "flags",
              2,
              "batch_size",
              64));
    }
    ByteBuffer context = new XdpContext(4, 5, 6).encode(60);
    assertThat(context.capacity()).isEqualTo(layout.size("xdp_md").orElse(24));
    assertField(context, "xdp_md", "data", 4);
    assertField(context, "xdp_md", "data_end", 60);
    assertField(context, "xdp_md", "ingress_ifindex", 5);
    assertField(context, "xdp_md", "rx_queue_index", 6);
    ByteBuffer skb =
        new SkbContext(1, 2, 3, 4, List.of(5, 0, 0, 0, 0), 10L << 32, 11, 12, 13).encode();
    assertField(skb, "__sk_buff", "mark", 1);
    assertField(skb, "__sk_buff", "priority", 2);
    assertField(skb, "__sk_buff", "ingress_ifindex", 3);
    assertField(skb, "__sk_buff", "ifindex", 4);
    assertField(skb, "__sk_buff", "wire_len", 11);
    assertField(skb, "__sk_buff", "gso_segs", 12);
    assertField(skb, "__sk_buff", "gso_size", 13);
  }

  @Test
  void whatTheKernelTellsOfMaps() throws Exception {
    Map<String, Object> told =
        Map.of(
            "id",
            501,
            "type",
            1,
            "key_size",
            502,
            "value_size",
            503,
            "max_entries",
            504,
            "map_flags",
            505,
            "name",
            "told");
    tell("bpf_map_info", told);
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      MapInfo info = map.info();
      assertThat(info.id()).isEqualTo(501);
      assertThat(info.name()).isEqualTo("told");
      assertThat(info.definition()).isEqualTo(new MapDefinition(1, 502, 503, 504, 505));
      assertLaidOut(
          BpfCommand.OBJ_GET_INFO_BY_FD,
          "info",
          Map.of("bpf_fd", map.fd().number(), "info_len", 40, "info", POINTER));
    }
  }

  @Test
  void whatTheKernelTellsOfPrograms() throws Exception {
    tell(
        "bpf_prog_info",
        Map.of(
            "id",
            601,
            "type",
            6,
            "name",
            "told",
            "created_by_uid",
            602,
            "run_time_ns",
            603L,
            "run_cnt",
            604L,
            "verified_insns",
            605));
    ProgramInfo info = ProgramInfo.of(syscalls, 601);
    assertLaidOut(BpfCommand.PROG_GET_FD_BY_ID, "", Map.of("prog_id", 601));
    assertThat(info.id()).isEqualTo(601);
    assertThat(info.type()).isEqualTo(6);
    assertThat(info.name()).isEqualTo("told");
    assertThat(info.createdByUid()).isEqualTo(602);
    assertThat(info.runTimeNanos()).isEqualTo(603);
    assertThat(info.runCount()).isEqualTo(604);
    assertThat(info.verifiedInstructions())
        .isEqualTo(
            layout.field("bpf_prog_info", "verified_insns").isPresent()
                ? OptionalInt.of(605)
                : OptionalInt.of(0));
  }

  /** Has the kernel fill in members where its own types have them. */
  private void tell(String structure, Map<String, Object> values) {
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          ByteBuffer info = attr.target(8);
          values.forEach(
              (name, value) ->
                  layout.field(structure, name).ifPresent(at -> put(info, at.offset(), value)));
          return 0;
        });
  }

  private static void put(ByteBuffer memory, int offset, Object value) {
    switch (value) {
      case Integer number -> memory.putInt(offset, number);
      case Long number -> memory.putLong(offset, number);
      case String text -> memory.put(offset, text.getBytes(StandardCharsets.US_ASCII));
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private record Field(int offset, int size) {}

  private static Optional<Field> field(String part, String name, Set<String> beside) {
    Optional<KernelLayout.Field> field =
        part.isEmpty()
            ? layout.fieldBeside("bpf_attr", name, beside)
            : layout.field("bpf_attr", part + "." + name);
    return field.map(found -> new Field(found.offset(), found.size()));
  }

  private void assertLaidOut(BpfCommand command, String part, Map<String, ?> fields) {
    assertLaidOut(command, part, fields, Set.of());
  }

  /** Each member where the kernel has it, and nothing anywhere else. */
  private void assertLaidOut(
      BpfCommand command, String part, Map<String, ?> fields, Set<String> beside) {
    CapturedCalls.Call call = captured.last(command);
    ByteBuffer attr = ByteBuffer.wrap(call.attr().toArray()).order(ByteOrder.nativeOrder());
    Set<Integer> pointers = new HashSet<>(call.pointers());
    Set<String> names = new HashSet<>(beside);
    // What came late tells nothing about which structure it is, and an older kernel lacks it.
    names.addAll(fields.keySet());
    names.removeIf(name -> isYoung(name));
    boolean complete = true;
    for (Map.Entry<String, ?> entry : fields.entrySet()) {
      Optional<Field> found = field(part, entry.getKey(), names);
      complete &= found.isPresent();
      found.ifPresent(at -> take(command, entry, at, attr, pointers));
    }
    if (complete) {
      assertThat(pointers).as(command + ": other pointers").isEmpty();
      assertThat(attr.array()).as(command + ": other members").containsOnly(0);
    } else {
      assertThat(isYoungHere(fields.keySet(), part, names))
          .as(command + " of this kernel")
          .isTrue();
    }
  }

  /** Since 5.18 and 5.11; all others are older than what we support. */
  private static boolean isYoung(String name) {
    return name.equals("batch_size") || name.equals("attach_btf_obj_fd");
  }

  private static boolean isYoungHere(Set<String> fields, String part, Set<String> names) {
    return fields.stream().allMatch(name -> field(part, name, names).isPresent() || isYoung(name));
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

  private static void assertField(ByteBuffer memory, String structure, String name, int value) {
    KernelLayout.Field at = layout.field(structure, name).orElseThrow();
    assertThat(at.size() == 2 ? memory.getShort(at.offset()) : memory.getInt(at.offset()))
        .as(structure + "." + name)
        .isEqualTo(value);
  }
}
