package io.packetframe.bench;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ObjectSpec;
import java.io.InputStream;

/**
 * Parses an object of the class path once and says how many nanoseconds that took; what {@link
 * ColdParseBenchmark} runs in JVMs of their own. Argument: the name of the resource.
 */
public final class ColdParse {
  private ColdParse() {}

  public static void main(String[] args) throws Exception {
    byte[] bytes;
    try (InputStream resource = ClassLoader.getSystemResourceAsStream(args[0])) {
      bytes = resource.readAllBytes();
    }
    long start = System.nanoTime();
    ObjectSpec object = ObjectFile.parse(bytes);
    long time = System.nanoTime() - start;
    System.out.println(object.programs().isEmpty() ? "nothing" : Long.toString(time));
  }
}
