package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ObjectSpec;
import java.io.IOException;
import java.io.InputStream;

/** The compiled data path, as it lies in the jar of BPF objects. */
final class ShippedObject {
  private static final String FOLDER = "/io/packetframe/bpf/objects/";

  private ShippedObject() {}

  /**
   * Reads it.
   *
   * @throws PacketFrameException if this installation has none or it is damaged
   */
  static ObjectSpec of(Stages stages) throws PacketFrameException {
    return read(stages.text());
  }

  /**
   * Reads the one that writes its decisions down.
   *
   * @throws PacketFrameException if this installation has none or it is damaged
   */
  static ObjectSpec traced(Stages stages) throws PacketFrameException {
    return read(stages.text() + "_traced");
  }

  private static ObjectSpec read(String object) throws PacketFrameException {
    String name = FOLDER + object + ".bpf.o";
    try (InputStream content = ShippedObject.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new FastPathException("this installation has no " + object + ".bpf.o");
      }
      return ObjectFile.parse(content.readAllBytes());
    } catch (IOException e) {
      throw new PacketFrameException(object + ".bpf.o cannot be read: " + e, null, e);
    }
  }
}
