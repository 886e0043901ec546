package io.packetframe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom: the table of the design, as a test. */
class ArchitectureTest {
  private static final String ROOT = "io.packetframe";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Every package of ours and what it may import of ours; the root is free to all. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              entry("net", Set.of()),
              entry("config", Set.of("net")),
              entry("spec", Set.of()),
              entry("sys", Set.of()),
              entry("btf", Set.of("spec")),
              entry("elf", Set.of("spec", "btf")),
              entry("lint", Set.of("spec")),
              entry("host", Set.of("net", "sys")),
              entry("bpf", Set.of("net", "spec", "btf", "sys")),
              entry("probe", Set.of("spec", "bpf", "host", "sys", "net")),
              entry("record", Set.of("net")),
              entry("packet", Set.of("net", "config")),
              entry("module", Set.of("net", "config")),
              // Of sys: the kernel as a whole, to hand on, and the errnos that came back.
              entry(
                  "fastpath",
                  Set.of("net", "config", "packet", "spec", "elf", "bpf", "host", "module", "sys")),
              entry("monitor", Set.of("net", "spec", "elf", "bpf", "host", "sys")),
              entry("daemon", Set.of("net", "config", "module", "host", "record")),
              entry(
                  "cli",
                  Set.of(
                      "net",
                      "config",
                      "packet",
                      "spec",
                      "btf",
                      "elf",
                      "lint",
                      "sys",
                      "host",
                      "bpf",
                      "probe",
                      "record",
                      "module",
                      "fastpath",
                      "monitor",
                      "daemon"))));

  @Test
  void sawTheClasses() {
    assertThat(CLASSES.size()).isGreaterThan(100);
    Set<String> seen =
        CLASSES.stream()
            .map(ArchitectureTest::room)
            .filter(room -> !room.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(seen).as("packages, as the table lists them").isEqualTo(MAY_IMPORT.keySet());
  }

  @Test
  void importsFollowTheTable() {
    for (Map.Entry<String, Set<String>> row : MAY_IMPORT.entrySet()) {
      String[] forbidden =
          MAY_IMPORT.keySet().stream()
              .filter(other -> !other.equals(row.getKey()) && !row.getValue().contains(other))
              .map(other -> ROOT + "." + other + "..")
              .toArray(String[]::new);
      if (forbidden.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + row.getKey() + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .because(row.getKey() + " may import only " + row.getValue())
            .check(CLASSES);
      }
    }
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noSystemTouchesAnother() {
    String[] linux = {ROOT + ".sys.linux..", ROOT + ".host.linux..", ROOT + ".monitor.linux.."};
    String[] bsd = {ROOT + ".sys.bsd..", ROOT + ".monitor.bsd.."};
    String[] windows = {ROOT + ".sys.windows..", ROOT + ".monitor.windows.."};
    String loader = ROOT + ".bpf..";
    String filters = ROOT + ".monitor.filter..";
    touchesNone(linux, "there is no bpf(4) and no Windows below", bsd, windows);
    touchesNone(bsd, "there is no Linux and no Windows below", linux, windows);
    touchesNone(windows, "there is no Linux and no bpf(4) below", linux, bsd);
    touchesNone(bsd, "it loads for Linux", new String[] {loader});
    touchesNone(windows, "it loads for Linux", new String[] {loader, filters});
    touchesNone(new String[] {filters}, "filters are for any system", linux, bsd, windows);
    touchesNone(new String[] {filters}, "filters are for any system", new String[] {loader});
  }

  private static void touchesNone(String[] packages, String because, String[]... others) {
    noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Arrays.stream(others).flatMap(Arrays::stream).toArray(String[]::new))
        .because(because)
        .check(CLASSES);
  }

  @Test
  void onlySysImportsJna() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".sys..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .because("sys is the one door to the kernel: use its Syscalls")
        .check(CLASSES);
  }

  @Test
  void onlyItsAdapterImportsOshi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".host.oshi..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("oshi..", "org.slf4j..")
        .because("it may be missing, and takes half a second to load")
        .check(CLASSES);
  }

  @Test
  void linuxStartsNoPrograms() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".host.linux..", ROOT + ".sys..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".host.command..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .because("what a Linux host has is in files")
        .check(CLASSES);
  }

  @Test
  void theFastPathMakesNoSystemCalls() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".fastpath..")
        .should()
        .callMethodWhere(
            describe(
                "a system call",
                call -> call.getTargetOwner().getName().equals(ROOT + ".sys.linux.Syscalls")))
        .because("it speaks in programs, maps and links: what is missing there belongs to bpf")
        .check(CLASSES);
  }

  @Test
  void onlyCliPrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .accessTargetWhere(
            describe(
                "standard streams or exit",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "exit").contains(access.getTarget().getName())))
        .because("a failure is thrown or returned; cli decides how to say it")
        .check(CLASSES);
  }

  @Test
  void nobodyResolvesNames() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "InetAddress.getByName",
                call ->
                    call.getTargetOwner().getName().equals("java.net.InetAddress")
                        && call.getName().startsWith("getBy")
                        && !call.getName().equals("getByAddress")))
        .because("it takes host names and short forms, and may ask a name server")
        .check(CLASSES);
  }

  @Test
  void packagesAreNullMarked() {
    classes()
        .that(
            describe(
                "package descriptions",
                (JavaClass type) -> type.getSimpleName().equals("package-info")))
        .should()
        .beAnnotatedWith(NullMarked.class)
        .allowEmptyShould(false)
        .check(CLASSES);
    Set<String> described =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .as("every package has a package-info")
        .isEqualTo(described);
  }

  private static String room(JavaClass type) {
    return Arrays.stream(type.getPackageName().split("\\.")).skip(2).findFirst().orElse("");
  }
}
