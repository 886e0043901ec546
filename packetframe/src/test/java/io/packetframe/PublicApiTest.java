package io.packetframe;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.packetframe.testing.Blessed;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The public API of the loader as a text. A change of it has to be meant: {@code -Dbless=true}
 * writes the text anew, and its diff is what reviewers read.
 */
class PublicApiTest {
  private static final List<String> PACKAGES =
      List.of(
          "io.packetframe.net",
          "io.packetframe.spec",
          "io.packetframe.btf",
          "io.packetframe.elf",
          "io.packetframe.bpf");

  /** Of the system calls, what users of these packages hold in their hands. */
  private static final List<String> DOOR =
      List.of(
          "io.packetframe.PacketFrameException",
          "io.packetframe.sys.linux.Errno",
          "io.packetframe.sys.linux.Fd",
          "io.packetframe.sys.linux.LinuxSystem",
          "io.packetframe.sys.linux.PossibleCpus");

  /** Made by the compiler for every record and enum, or inherited from Object in meaning. */
  private static final Set<String> SELF_EVIDENT =
      Set.of("equals", "hashCode", "toString", "values", "valueOf");

  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])");

  @Test
  void theApiIsWhatWasAgreed() throws ReflectiveOperationException {
    Map<String, List<String>> types = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PACKAGES)) {
      add(types, Class.forName(type.getName(), false, PublicApiTest.class.getClassLoader()));
    }
    for (String name : DOOR) {
      add(types, Class.forName(name, false, PublicApiTest.class.getClassLoader()));
    }
    assertThat(types).hasSizeGreaterThan(50);
    StringBuilder text = new StringBuilder();
    types.forEach(
        (type, members) -> {
          text.append(type).append('\n');
          members.forEach(member -> text.append("  ").append(member).append('\n'));
        });
    Blessed.compare("packetframe/docs/api.txt", text.toString());
  }

  private static void add(Map<String, List<String>> types, Class<?> type) {
    if (type.isSynthetic() || type.isAnonymousClass() || !isPublic(type)) {
      return;
    }
    TreeSet<String> members = new TreeSet<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isSeen(constructor.getModifiers()) && !constructor.isSynthetic()) {
        members.add(shortened(constructor.toGenericString()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isSeen(method.getModifiers())
          && !method.isSynthetic()
          && !SELF_EVIDENT.contains(method.getName())) {
        members.add(shortened(method.toGenericString()).replace(name(type) + ".", ""));
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isSeen(field.getModifiers())
          && !field.isSynthetic()
          && !field.getName().equals("serialVersionUID")) {
        members.add(
            field.isEnumConstant()
                ? field.getName()
                : shortened(field.toGenericString()).replace(name(type) + ".", ""));
      }
    }
    types.put(type.getName() + " " + head(type), new ArrayList<>(members));
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
      if (!Modifier.isPublic(outer.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** What kind of type it is, and what it can be used as. */
  private static String head(Class<?> type) {
    StringBuilder head = new StringBuilder();
    if (type.isSealed()) {
      head.append("sealed ");
    } else if (Modifier.isFinal(type.getModifiers()) && !type.isRecord() && !type.isEnum()) {
      head.append("final ");
    } else if (Modifier.isAbstract(type.getModifiers()) && !type.isInterface()) {
      head.append("abstract ");
    }
    head.append(
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class");
    if (type.getSuperclass() != null
        && type.getSuperclass() != Object.class
        && !type.isRecord()
        && !type.isEnum()) {
      head.append(" extends ").append(shortened(type.getGenericSuperclass().getTypeName()));
    }
    for (var parent : type.getGenericInterfaces()) {
      head.append(" is ").append(shortened(parent.getTypeName()));
    }
    return head.toString();
  }

  private static String name(Class<?> type) {
    return shortened(type.getName());
  }

  private static String shortened(String signature) {
    return PACKAGE.matcher(signature).replaceAll("");
  }
}
