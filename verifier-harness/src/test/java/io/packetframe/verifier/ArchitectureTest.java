package io.packetframe.verifier;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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

/** Who may import whom in the harness: the table of the design, as a test. */
class ArchitectureTest {
  private static final String ROOT = "io.packetframe.verifier";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Every package of ours and what it may import of ours. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.of(
              "image", Set.of(),
              "wire", Set.of(),
              "kernel", Set.of(),
              "vm", Set.of("kernel", "image", "wire"),
              "guest", Set.of("wire"),
              "report", Set.of("kernel", "wire"),
              "run", Set.of("kernel", "image", "vm", "wire", "report"),
              "cli", Set.of("run", "report", "kernel", "vm")));

  /** What each may import of the product, beside its root; the guest is the one that uses it. */
  private static final Map<String, Set<String>> OF_THE_PRODUCT =
      new TreeMap<>(
          Map.of(
              "image", Set.of(),
              "wire", Set.of("record"),
              "kernel", Set.of("record"),
              "vm", Set.of("record"),
              "report", Set.of("record", "net"),
              "run", Set.of("record", "net"),
              "cli", Set.of("record", "net")));

  private static final Set<String> PRODUCT =
      Set.of(
          "net",
          "config",
          "spec",
          "elf",
          "sys",
          "host",
          "bpf",
          "probe",
          "fastpath",
          "record",
          "packet",
          "module",
          "monitor",
          "daemon",
          "cli");

  @Test
  void sawTheClasses() {
    assertThat(CLASSES.size()).isGreaterThan(80);
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

  @Test
  void theProductIsForTheGuest() {
    for (Map.Entry<String, Set<String>> row : OF_THE_PRODUCT.entrySet()) {
      String[] forbidden =
          PRODUCT.stream()
              .filter(other -> !row.getValue().contains(other))
              .map(other -> "io.packetframe." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + row.getKey() + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .because("the host side knows records of the product, not the product")
          .check(CLASSES);
    }
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.packetframe.cli..")
        .because("the shipped command is run as a process, as an operator would")
        .check(CLASSES);
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyMainPrograms() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .and()
        .doNotHaveSimpleName("Agent")
        .should()
        .accessTargetWhere(
            describe(
                "standard streams or exit",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "exit").contains(access.getTarget().getName())))
        .because("cli decides how to say it; the agent ends its own JVM")
        .check(CLASSES);
  }

  @Test
  void packagesAreNullMarked() {
    Set<String> described =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .as("every package has a @NullMarked package-info")
        .isEqualTo(described);
  }

  private static String room(JavaClass type) {
    return Arrays.stream(type.getPackageName().split("\\.")).skip(3).findFirst().orElse("");
  }
}
