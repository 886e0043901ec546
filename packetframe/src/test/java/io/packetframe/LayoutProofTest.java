package io.packetframe;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.NetlinkMessage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whoever makes memory for the kernel has a row here: the test that holds its offsets to the
 * kernel's own types, or why there is no structure in it. A class that is new among them fails.
 */
class LayoutProofTest {
  private static final String ATTRIBUTES = "bpf.AttributeLayoutTest";
  private static final String LINKS = "bpf.link.LinkLayoutTest";
  private static final String NETLINK = "bpf.link.NetlinkLayoutTest";
  private static final String QUESTIONS = "bpf.feature.QuestionLayoutTest";
  private static final String NUMBERS = "sys.linux.NetlinkNumbersTest";
  private static final String STRUCTURES = "sys.linux.StructLayoutTest";

  /** No offsets: texts, keys, values, descriptors, zeroes. */
  private static final String NO_STRUCTURE = "";

  private static final Map<String, String> PROOFS =
      new TreeMap<>(
          Map.ofEntries(
              entry("bpf.BatchMemory", ATTRIBUTES),
              entry("bpf.BatchWalk", NO_STRUCTURE),
              entry("bpf.BpfLink", ATTRIBUTES),
              entry("bpf.BpfMap", ATTRIBUTES),
              entry("bpf.DataSection", ATTRIBUTES),
              entry("bpf.DescriptorArray", NO_STRUCTURE),
              entry("bpf.EncodedProgram", ATTRIBUTES),
              entry("bpf.KeyWalk", ATTRIBUTES),
              entry("bpf.MapCreator", ATTRIBUTES),
              entry("bpf.MapFiller", ATTRIBUTES),
              entry("bpf.MapInfo", ATTRIBUTES),
              entry("bpf.MapView", ATTRIBUTES),
              entry("bpf.ModuleBtf", ATTRIBUTES),
              entry("bpf.ObjectInfo", ATTRIBUTES),
              entry("bpf.ObjectKind", NO_STRUCTURE),
              entry("bpf.Pins", ATTRIBUTES),
              entry("bpf.ProgramAttributes", ATTRIBUTES),
              entry("bpf.ProgramFunction", ATTRIBUTES),
              entry("bpf.ProgramInfo", ATTRIBUTES),
              entry("bpf.ProgramLoader", NO_STRUCTURE),
              entry("bpf.ProgramTypes", ATTRIBUTES),
              entry("bpf.SkbContext", ATTRIBUTES),
              entry("bpf.TestRunSupport", ATTRIBUTES),
              entry("bpf.TestRunner", ATTRIBUTES),
              entry("bpf.TypeUploader", ATTRIBUTES),
              entry("bpf.XdpContext", ATTRIBUTES),
              entry("bpf.feature.AttachTypeQuestion", QUESTIONS),
              entry("bpf.feature.LinkQuestion", QUESTIONS),
              entry("bpf.feature.MapTypeQuestion", QUESTIONS),
              entry("bpf.link.AttachedXdp", NO_STRUCTURE),
              entry("bpf.link.Cgroup", LINKS),
              entry("bpf.link.CgroupLink", LINKS),
              entry("bpf.link.Clsact", NETLINK),
              entry("bpf.link.KernelFile", NO_STRUCTURE),
              entry("bpf.link.PerfEvent", LINKS),
              entry("bpf.link.RawTracepoint", LINKS),
              entry("bpf.link.Rtnetlink", NETLINK),
              entry("bpf.link.Tc", LINKS),
              entry("bpf.link.Tracing", LINKS),
              entry("bpf.link.Xdp", LINKS),
              entry("bpf.link.XdpNetlinkLink", NETLINK),
              entry("bpf.ringbuf.Waiter", NO_STRUCTURE),
              entry("probe.BpfSyscallProbe", NO_STRUCTURE),
              entry("probe.WhoRefused", NO_STRUCTURE),
              entry("host.linux.NetworkWatch", NO_STRUCTURE),
              entry("host.linux.Uevents", NO_STRUCTURE),
              entry("sys.linux.AddressAttributes", NUMBERS),
              entry("sys.linux.DeviceFeatures", NUMBERS),
              entry("sys.linux.EpollEvents", STRUCTURES),
              entry("sys.linux.Ethtool", STRUCTURES),
              entry("sys.linux.KernelStruct", NO_STRUCTURE),
              entry("sys.linux.NativeMemory", NO_STRUCTURE),
              entry("sys.linux.LinkAttributes", NUMBERS),
              entry("sys.linux.NetfilterAttributes", NUMBERS),
              entry("sys.linux.NetlinkDump", NUMBERS),
              entry("sys.linux.NetlinkGroups", NUMBERS),
              entry("sys.linux.NetlinkMessage", NETLINK),
              entry("sys.linux.NvmeSmartLog", STRUCTURES),
              entry("sys.linux.QueueAttributes", NUMBERS),
              entry("sys.linux.Rlimit", STRUCTURES),
              entry("sys.linux.RouteNetlink", STRUCTURES),
              entry("sys.linux.Statfs", STRUCTURES),
              entry("sys.linux.Terminal", STRUCTURES),
              entry("sys.linux.TransformPolicies", NUMBERS),
              entry("sys.linux.Utsname", STRUCTURES)));

  @Test
  void whatGoesToTheKernelIsHeldToItsTypes() throws Exception {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.packetframe");
    Set<String> makers = new TreeSet<>();
    for (var each : classes) {
      boolean makesMemory =
          each.getConstructorCallsFromSelf().stream().anyMatch(LayoutProofTest::makesStructure)
              || each.getMethodCallsFromSelf().stream().anyMatch(LayoutProofTest::allocates);
      if (makesMemory) {
        makers.add(each.getName().replaceFirst("\\$.*", "").substring("io.packetframe.".length()));
      }
    }
    assertThat(makers).containsExactlyInAnyOrderElementsOf(PROOFS.keySet());
    for (String test :
        PROOFS.values().stream().filter(it -> !it.isEmpty()).collect(Collectors.toSet())) {
      assertThat(Class.forName("io.packetframe." + test)).isNotNull();
    }
  }

  private static boolean makesStructure(JavaConstructorCall call) {
    String made = call.getTargetOwner().getName();
    return made.equals(KernelStruct.class.getName()) || made.equals(NetlinkMessage.class.getName());
  }

  private static boolean allocates(JavaMethodCall call) {
    return call.getTargetOwner().getName().equals(NativeMemory.class.getName())
        && call.getName().equals("allocate");
  }
}
