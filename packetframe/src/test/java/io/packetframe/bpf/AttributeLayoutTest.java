package io.packetframe.bpf;

import static io.packetframe.testing.AttributeLayout.POINTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.btf.BtfWriter;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.LineInfo;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.Pinning;
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
import io.packetframe.testing.AttributeLayout;
import io.packetframe.testing.CapturedCalls;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What we write into {@code union bpf_attr} and read from what the kernel tells, against where the
 * running kernel's own types have each member. The calls go to a scripted kernel, so that every
 * member can have a value that no other has.
 */
@KernelTest
class AttributeLayoutTest {
  private static final MapSpec MAP = new MapSpec("layout_map", MapType.HASH, 4, 12, 77, 1);

  private static KernelLayout layout;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final CapturedCalls captured = new CapturedCalls(kernel);
  private final Syscalls syscalls = captured.syscalls();
  private AttributeLayout attributes;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @BeforeEach
  void watch() {
    attributes = new AttributeLayout(layout, captured);
  }

  @Test
  void maps() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      attributes.check(
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
      attributes.check(
          BpfCommand.MAP_FREEZE,
          "",
          Map.of("map_fd", map.fd().number()),
          Set.of("key", "next_key"));
    }
    BpfMap.openById(syscalls, 4711).close();
    attributes.check(BpfCommand.MAP_GET_FD_BY_ID, "", Map.of("map_id", 4711));
  }

  @Test
  void mapsWithAllThatCanBeSaidOfThem() throws Exception {
    MapSpec inner = new MapSpec("layout_inner", MapType.ARRAY, 4, 8, 2, 0);
    MapSpec outer =
        new MapSpec(
            "layout_outer",
            MapType.HASH_OF_MAPS,
            4,
            4,
            77,
            4,
            0x1122334455667788L,
            31,
            0,
            0,
            Pinning.NONE,
            new MapContent.InnerMaps(inner, List.of()));
    int next = 3;
    try (BpfMap map = BpfMap.create(syscalls, outer)) {
      assertThat(map.fd().number()).isEqualTo(next + 1);
      attributes.check(
          BpfCommand.MAP_CREATE,
          "",
          Map.of(
              "map_type", 13,
              "key_size", 4,
              "value_size", 4,
              "max_entries", 77,
              "map_flags", 4,
              "inner_map_fd", next,
              "numa_node", 31,
              "map_name", "layout_outer",
              "map_extra", 0x1122334455667788L));
    }
    MapSpec typed =
        new MapSpec(
            "layout_typed",
            MapType.HASH,
            4,
            8,
            2,
            0,
            0,
            0,
            41,
            42,
            Pinning.NONE,
            MapContent.nothing());
    try (Fd types = new Fd(syscalls, syscalls.socket(1, 1, 0));
        BpfMap _ = new MapCreator(syscalls, types).create(typed, "layout_typed")) {
      attributes.check(
          BpfCommand.MAP_CREATE,
          "",
          Map.of(
              "map_type", 1,
              "key_size", 4,
              "value_size", 8,
              "max_entries", 2,
              "map_name", "layout_typed",
              "btf_fd", types.number(),
              "btf_key_type_id", 41,
              "btf_value_type_id", 42));
    }
  }

  @Test
  void contentsOfNewMaps() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP);
        LoadedObjects owner = new LoadedObjects()) {
      int fd = map.fd().number();
      new MapFiller(map).slots(List.of(new MapContent.Slot(3, "one")), _ -> 9);
      attributes.check(
          BpfCommand.MAP_UPDATE_ELEM, "", Map.of("map_fd", fd, "key", POINTER, "value", POINTER));
      assertThat(new DataSection(map, false, owner).read().capacity()).isEqualTo(12);
      attributes.check(
          BpfCommand.MAP_LOOKUP_ELEM, "", Map.of("map_fd", fd, "key", POINTER, "value", POINTER));
    }
  }

  @Test
  void walks() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      int fd = map.fd().number();
      int[] keys = {0};
      kernel.onBpf(
          BpfCommand.MAP_GET_NEXT_KEY,
          _ -> keys[0]++ == 0 ? 0 : ScriptedSyscalls.refusal(Errno.ENOENT));
      MapView<Integer, byte[]> view = map.view(Codecs.U32, Codecs.bytes(12));
      assertThat(view.keys(9).items()).hasSize(1);
      attributes.check(
          BpfCommand.MAP_GET_NEXT_KEY,
          "",
          Map.of("map_fd", fd, "key", POINTER, "next_key", POINTER));
      int count = at("batch", "count");
      int[] batches = {0};
      kernel.onBpf(
          BpfCommand.MAP_LOOKUP_BATCH,
          attr -> {
            attr.u32(count, batches[0] == 0 ? 1 : 0);
            return batches[0]++ == 0 ? 0 : ScriptedSyscalls.refusal(Errno.ENOENT);
          });
      assertThat(view.entries(9).items()).hasSize(1);
      attributes.check(
          BpfCommand.MAP_LOOKUP_BATCH,
          "batch",
          Map.of(
              "in_batch", POINTER,
              "out_batch", POINTER,
              "keys", POINTER,
              "values", POINTER,
              "count", 77,
              "map_fd", fd));
    }
  }

  @Test
  void types() throws Exception {
    kernel.onBpf(BpfCommand.BTF_LOAD, _ -> ScriptedSyscalls.refusal(Errno.EPERM));
    Btf types = new Btf(List.of(new BtfType.VoidType(), new BtfType.Int("int", 4, 1, 0, 32)));
    assertThatThrownBy(() -> new TypeUploader(syscalls).upload(types, List.of()))
        .isInstanceOf(BpfException.class);
    attributes.check(
        BpfCommand.BTF_LOAD,
        "",
        Map.of(
            "btf",
            POINTER,
            "btf_size",
            BtfWriter.write(types).length,
            "btf_log_buf",
            POINTER,
            "btf_log_size",
            64 * 1024,
            "btf_log_level",
            1));
  }

  @Test
  void typesOfModules() throws Exception {
    if (layout.field("bpf_btf_info", "kernel_btf").isEmpty()) {
      KernelLayout.skip("bpf_btf_info", "kernel_btf");
      return;
    }
    int next = attributes.field("", "next_id", Set.of("start_id")).orElseThrow().offset();
    kernel.onBpf(
        BpfCommand.BTF_GET_NEXT_ID,
        attr -> {
          attr.u32(next, 4711);
          return 0;
        });
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          ByteBuffer info = attr.target(8);
          KernelLayout.Field name = layout.field("bpf_btf_info", "name").orElseThrow();
          KernelLayout.Field length = layout.field("bpf_btf_info", "name_len").orElseThrow();
          name(info.getLong(name.offset()), info.getInt(length.offset()));
          attributes.tell(info, "bpf_btf_info", Map.of("id", 4711, "kernel_btf", 1));
          attr.u32(4, layout.size("bpf_btf_info").orElseThrow());
          return 0;
        });
    ModuleBtf.open(syscalls, "layout_module").close();
    attributes.check(BpfCommand.BTF_GET_NEXT_ID, "", Map.of("start_id", 0));
    attributes.check(BpfCommand.BTF_GET_FD_BY_ID, "", Map.of("btf_id", 4711));
    attributes.check(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        "info",
        Map.of("bpf_fd", 3, "info_len", 32, "info", POINTER));
  }

  /** Writes as the kernel does: to an address. */
  @SuppressWarnings("restricted") // The test stands in for the kernel.
  private static void name(long address, int length) {
    MemorySegment.ofAddress(address).reinterpret(length).setString(0, "layout_module");
  }

  @Test
  void entries() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      int fd = map.fd().number();
      MapView<Integer, byte[]> view = map.view(Codecs.U32, Codecs.bytes(12));
      assertThat(view.lookup(1)).isPresent();
      attributes.check(
          BpfCommand.MAP_LOOKUP_ELEM, "", Map.of("map_fd", fd, "key", POINTER, "value", POINTER));
      view.update(1, new byte[12], UpdateMode.EXIST);
      attributes.check(
          BpfCommand.MAP_UPDATE_ELEM,
          "",
          Map.of("map_fd", fd, "key", POINTER, "value", POINTER, "flags", 2L));
      assertThat(view.delete(1)).isTrue();
      attributes.check(
          BpfCommand.MAP_DELETE_ELEM, "", Map.of("map_fd", fd, "key", POINTER), Set.of("value"));
      kernel.onBpf(BpfCommand.MAP_GET_NEXT_KEY, _ -> ScriptedSyscalls.refusal(Errno.ENOENT));
      assertThat(view.keys(1).items()).isEmpty();
      attributes.check(BpfCommand.MAP_GET_NEXT_KEY, "", Map.of("map_fd", fd, "next_key", POINTER));
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
      attributes.check(
          BpfCommand.MAP_UPDATE_BATCH,
          "batch",
          Map.of("keys", POINTER, "values", POINTER, "count", 2, "map_fd", fd));
      view.deleteAll(List.of(1, 2, 3));
      attributes.check(
          BpfCommand.MAP_DELETE_BATCH, "batch", Map.of("keys", POINTER, "count", 3, "map_fd", fd));
      kernel.onBpf(BpfCommand.MAP_LOOKUP_BATCH, _ -> ScriptedSyscalls.refusal(Errno.ENOENT));
      view.entries(5);
      attributes.check(
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
      ProgramAttributes program = attributes(spec, types);
      long _ = syscalls.bpf(BpfCommand.PROG_LOAD, program.with(NativeMemory.allocate(4096)));
      attributes.check(BpfCommand.PROG_LOAD, "", programFields(section, btf.number()));
    }
    attributes
        .field("", "log_true_size", Set.of("prog_type"))
        .ifPresentOrElse(
            at -> {
              KernelStruct answered = new KernelStruct(144).u32(at.offset(), 12345);
              assertThat(ProgramAttributes.trueLogSize(answered)).isEqualTo(12345);
            },
            () -> KernelLayout.skip("bpf_attr", "log_true_size"));
  }

  private static ProgramAttributes attributes(ProgramSpec spec, ProgramTypes types) {
    return new ProgramAttributes(
        spec,
        EncodedProgram.of(spec),
        NativeMemory.allocate(Integer.BYTES),
        new AttachTarget(31, 32),
        types);
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
    fields.put("fd_array", POINTER);
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
    assertThat(code.get(layout.field("bpf_insn", "code").orElseThrow().offset()))
        .isEqualTo((byte) 0x85);
    assertThat(bits(code, "dst_reg")).isEqualTo(1);
    assertThat(bits(code, "src_reg")).isEqualTo(2);
    assertThat(code.capacity()).isEqualTo(layout.size("bpf_insn").orElseThrow());
    assertField(code, "bpf_insn", "off", 3);
    assertField(code, "bpf_insn", "imm", 4);
  }

  /** Returns the four bits of a register in an instruction. */
  private static int bits(ByteBuffer code, String member) {
    int bit = layout.bit("bpf_insn", member).orElseThrow().intValue();
    return code.get(bit / Byte.SIZE) >>> bit % Byte.SIZE & 0xf;
  }

  @Test
  void pins() throws Exception {
    try (BpfMap map = BpfMap.create(syscalls, MAP)) {
      map.pin(Path.of("/pin"));
      attributes.check(
          BpfCommand.OBJ_PIN, "", Map.of("pathname", POINTER, "bpf_fd", map.fd().number()));
      BpfMap.openPinned(syscalls, Path.of("/pin")).close();
      attributes.check(BpfCommand.OBJ_GET, "", Map.of("pathname", POINTER), Set.of("bpf_fd"));
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
            attr.u32(at("test", "retval"), 71);
            attr.u32(at("test", "duration"), 72);
            attr.u32(at("test", "data_size_out"), 60);
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
      attributes.check(BpfCommand.PROG_TEST_RUN, "test", fields);
      program.testRun(TestRun.of(new byte[60]).withLiveFrames());
      attributes.check(
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
    trialRuns();
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
    int controlBlock = layout.field("__sk_buff", "cb").orElseThrow().offset();
    assertThat(skb.getInt(controlBlock)).isEqualTo(5);
    assertThat(layout.field("__sk_buff", "cb").orElseThrow().size()).isEqualTo(5 * 4);
    assertThat(skb.getLong(layout.field("__sk_buff", "tstamp").orElseThrow().offset()))
        .isEqualTo(10L << 32);
    assertThat(SkbContext.SIZE).isGreaterThanOrEqualTo(layout.size("__sk_buff").orElseThrow());
    assertField(skb, "__sk_buff", "wire_len", 11);
    assertField(skb, "__sk_buff", "gso_segs", 12);
    assertField(skb, "__sk_buff", "gso_size", 13);
  }

  private void trialRuns() {
    try (Fd program = new Fd(syscalls, syscalls.socket(1, 1, 0))) {
      TestRunSupport trial = new TestRunSupport(syscalls, program);
      assertThat(trial.hasXdpContext()).isFalse();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("prog_fd", program.number());
      fields.put("data_size_in", 14);
      fields.put("data_in", POINTER);
      fields.put("repeat", 1);
      fields.put("ctx_size_in", 256);
      fields.put("ctx_in", POINTER);
      attributes.check(BpfCommand.PROG_TEST_RUN, "test", fields);
      assertThat(trial.hasLiveFrames()).isFalse();
      fields.remove("ctx_size_in");
      fields.remove("ctx_in");
      fields.put("flags", 2);
      fields.put("batch_size", 257);
      attributes.check(BpfCommand.PROG_TEST_RUN, "test", fields);
    }
  }

  @Test
  void whatTheKernelTellsOfLinks() throws Exception {
    tell("bpf_link_info", Map.of("type", 6, "id", 701, "prog_id", 702));
    try (BpfLink link = BpfLink.openById(syscalls, 701)) {
      assertThat(link.info()).isEqualTo(new LinkInfo(701, 6, 702));
    }
    attributes.check(BpfCommand.LINK_GET_FD_BY_ID, "", Map.of("link_id", 701));
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
      attributes.check(
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
    attributes.check(BpfCommand.PROG_GET_FD_BY_ID, "", Map.of("prog_id", 601));
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

  @Test
  @SuppressWarnings("restricted") // where the kernel writes
  void theFunctionThatAProgramBeginsWith() throws Exception {
    KernelLayout.Field records = layout.field("bpf_prog_info", "func_info").orElseThrow();
    KernelLayout.Field count = layout.field("bpf_prog_info", "nr_func_info").orElseThrow();
    KernelLayout.Field size = layout.field("bpf_prog_info", "func_info_rec_size").orElseThrow();
    KernelLayout.Field typeId = layout.field("bpf_func_info", "type_id").orElseThrow();
    tell("bpf_prog_info", Map.of("type", 6, "name", "told"));
    try (Program program = Program.openById(syscalls, 601)) {
      kernel.onBpf(
          BpfCommand.OBJ_GET_INFO_BY_FD,
          attr -> {
            ByteBuffer info = attr.target(8);
            assertThat(info.getInt(count.offset())).isEqualTo(1);
            assertThat(info.getInt(size.offset())).isEqualTo(8);
            MemorySegment.ofAddress(info.getLong(records.offset()))
                .reinterpret(8)
                .set(ValueLayout.JAVA_INT, typeId.offset(), 606);
            return 0;
          });
      assertThat(ProgramFunction.typeId(program)).hasValue(606);
    }
  }

  @Test
  void prefixes() throws Exception {
    String structure =
        layout.size("bpf_lpm_trie_key_u8").isPresent() ? "bpf_lpm_trie_key_u8" : "bpf_lpm_trie_key";
    ByteBuffer key = NativeMemory.allocate(8);
    Codecs.prefixes(IpAddress.Family.V4).encode(IpPrefix.parse("10.0.0.0/9"), key, 0);
    assertField(key, structure, "prefixlen", 9);
    assertThat(key.get(layout.field(structure, "data").orElseThrow().offset()))
        .isEqualTo((byte) 10);
  }

  /** Has the kernel fill in members where its own types have them. */
  private void tell(String structure, Map<String, Object> values) {
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          attributes.tell(attr.target(8), structure, values);
          return 0;
        });
  }

  private int at(String part, String member) {
    return attributes.field(part, member, Set.of()).orElseThrow().offset();
  }

  private static void assertField(ByteBuffer memory, String structure, String name, int value) {
    KernelLayout.Field at = layout.field(structure, name).orElseThrow();
    assertThat(at.size() == 2 ? memory.getShort(at.offset()) : memory.getInt(at.offset()))
        .as(structure + "." + name)
        .isEqualTo(value);
  }
}
