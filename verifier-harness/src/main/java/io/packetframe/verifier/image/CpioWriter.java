package io.packetframe.verifier.image;

import io.packetframe.verifier.image.CpioEntry.CharacterDevice;
import io.packetframe.verifier.image.CpioEntry.Directory;
import io.packetframe.verifier.image.CpioEntry.RegularFile;
import io.packetframe.verifier.image.CpioEntry.SymbolicLink;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the "newc" format of the kernel's initramfs (Documentation/driver-api/early-userspace/
 * buffer-format.rst): per member a header of a magic and thirteen numbers of eight hex digits, the
 * name with a NUL, the content; header with name and content each padded to four bytes.
 *
 * <p>The same entries give the same bytes, in whatever order they come: members are sorted, owned
 * by root, and numbered in that order.
 */
public final class CpioWriter {
  private static final int TYPE_DIRECTORY = 0040000;
  private static final int TYPE_CHARACTER_DEVICE = 0020000;
  private static final int TYPE_REGULAR = 0100000;
  private static final int TYPE_LINK = 0120000;
  private static final String TRAILER = "TRAILER!!!";
  private static final long LARGEST = 0xffff_ffffL;

  /** Archives follow each other on any multiple of four; a block keeps other tools content. */
  private static final int BLOCK = 512;

  private final Counting out;
  private int inode;

  private CpioWriter(OutputStream out) {
    this.out = new Counting(out);
  }

  /** Writes one archive with its trailer; {@code out} stays open, so that another may follow. */
  public static void write(Collection<CpioEntry> entries, OutputStream out) throws IOException {
    CpioWriter writer = new CpioWriter(out);
    for (CpioEntry entry : withParents(entries).values()) {
      writer.member(entry);
    }
    writer.member(TRAILER, 0, Instant.EPOCH, 0, 0, Content.of(""));
    writer.pad(BLOCK);
    writer.out.flush();
  }

  private static SortedMap<String, CpioEntry> withParents(Collection<CpioEntry> entries) {
    SortedMap<String, CpioEntry> members = new TreeMap<>();
    for (CpioEntry entry : entries) {
      if (members.put(entry.path(), entry) != null) {
        throw new IllegalArgumentException("twice in one archive: " + entry.path());
      }
    }
    for (CpioEntry entry : entries) {
      String path = entry.path();
      for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
        String parent = path.substring(0, at);
        if (!(members.computeIfAbsent(parent, it -> new Directory(it, 0755))
            instanceof Directory)) {
          throw new IllegalArgumentException(path + " lies below " + parent + ", not a folder");
        }
      }
    }
    return members;
  }

  private void member(CpioEntry entry) throws IOException {
    String path = entry.path();
    switch (entry) {
      case Directory it ->
          member(path, TYPE_DIRECTORY | it.permissions(), Instant.EPOCH, 0, 0, Content.of(""));
      case RegularFile it ->
          member(path, TYPE_REGULAR | it.permissions(), it.modified(), 0, 0, it.content());
      case SymbolicLink it ->
          member(path, TYPE_LINK | 0777, Instant.EPOCH, 0, 0, Content.of(it.target()));
      case CharacterDevice it ->
          member(
              path,
              TYPE_CHARACTER_DEVICE | it.permissions(),
              Instant.EPOCH,
              it.major(),
              it.minor(),
              Content.of(""));
    }
  }

  private void member(
      String path, int mode, Instant modified, int major, int minor, Content content)
      throws IOException {
    long size = content.size();
    if (size > LARGEST) {
      throw new IOException(path + ": too large for a cpio archive: " + size + " bytes");
    }
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    boolean trailer = path.equals(TRAILER);
    out.write("070701".getBytes(StandardCharsets.US_ASCII));
    number(trailer ? 0 : ++inode);
    number(mode);
    number(0); // user
    number(0); // group
    number(trailer || (mode & TYPE_DIRECTORY) == 0 ? 1 : 2); // links
    number(modified.getEpochSecond());
    number(size);
    number(0); // device of the archive, major
    number(0); // minor
    number(major);
    number(minor);
    number(name.length + 1L);
    number(0); // checksum: only in the "crc" variant
    out.write(name);
    out.write(0);
    pad(4);
    long before = out.count;
    content.writeTo(out);
    if (out.count - before != size) {
      throw new IOException(path + ": changed while it was written");
    }
    pad(4);
  }

  private void number(long value) throws IOException {
    out.write(String.format(Locale.ROOT, "%08x", value).getBytes(StandardCharsets.US_ASCII));
  }

  private void pad(int multiple) throws IOException {
    while (out.count % multiple != 0) {
      out.write(0);
    }
  }

  /** Knows how far the archive has come. */
  private static final class Counting extends FilterOutputStream {
    private long count;

    private Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      count += length;
    }
  }
}
