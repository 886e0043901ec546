package io.packetframe.bpf;

import io.packetframe.btf.BtfFeature;
import io.packetframe.btf.BtfUpload;
import io.packetframe.btf.BtfWriter;
import io.packetframe.btf.EncodedBtf;
import io.packetframe.spec.Btf;
import io.packetframe.spec.LineInfo;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * BPF_BTF_LOAD of an object's types (Linux 4.18, commit 69b693f0aefa). They are sent as they are;
 * only a kernel that refuses them is asked what it lacks, once, and gets what it can read.
 */
final class TypeUploader {
  /** {@code union bpf_attr} up to btf_log_level. */
  private static final int ATTR_SIZE = 28;

  private static final int LOG_SIZE = 64 * 1024;

  private final Syscalls syscalls;
  private final KernelMemory memory;

  TypeUploader(Syscalls syscalls) {
    this.syscalls = syscalls;
    this.memory = KernelMemory.of(syscalls);
  }

  /**
   * Uploads the types, with the texts of the programs' lines.
   *
   * @throws BpfException if the kernel refuses
   */
  ProgramTypes upload(Btf btf, List<ProgramSpec> programs) throws BpfException {
    Set<String> texts = new LinkedHashSet<>();
    for (ProgramSpec program : programs) {
      for (LineInfo line : program.lines()) {
        texts.add(line.file());
        texts.add(line.source());
      }
    }
    Optional<Set<BtfFeature>> known = memory.missing();
    EncodedBtf encoded = encode(btf, known.orElse(Set.of()), texts);
    ByteBuffer bytes = NativeMemory.copyOf(encoded.toArray());
    long answer = send(bytes);
    if (answer == -Errno.EINVAL.number() && known.isEmpty()) {
      Set<BtfFeature> missing = missing();
      if (!missing.isEmpty()) {
        encoded = encode(btf, missing, texts);
        bytes = NativeMemory.copyOf(encoded.toArray());
        answer = send(bytes);
      }
    }
    if (Errno.isError(answer)) {
      throw new BpfException("load the object's types", Errno.of(answer), complaint(bytes));
    }
    return new ProgramTypes(new Fd(syscalls, answer), encoded::offsetOf);
  }

  private static EncodedBtf encode(Btf btf, Set<BtfFeature> missing, Set<String> texts) {
    return BtfWriter.encode(BtfUpload.prepare(btf, missing), texts);
  }

  /** Asks about each feature; the answer is kept if the kernel left no doubt. */
  private Set<BtfFeature> missing() {
    Set<BtfFeature> missing = EnumSet.noneOf(BtfFeature.class);
    boolean conclusive = true;
    for (BtfFeature feature : BtfFeature.values()) {
      long answer = send(NativeMemory.copyOf(BtfWriter.write(feature.sample())));
      if (!Errno.isError(answer)) {
        new Fd(syscalls, answer).close();
      } else if (answer == -Errno.EINVAL.number()) {
        missing.add(feature);
      } else {
        conclusive = false;
      }
    }
    if (conclusive) {
      memory.missing(missing);
    }
    return missing;
  }

  private long send(ByteBuffer bytes) {
    return syscalls.bpf(BpfCommand.BTF_LOAD, attr(bytes));
  }

  private static KernelStruct attr(ByteBuffer bytes) {
    return new KernelStruct(ATTR_SIZE).pointer(0, bytes).u32(16, bytes.capacity());
  }

  /** Asks again for what the kernel has against the types. */
  private VerifierLog complaint(ByteBuffer bytes) {
    ByteBuffer log = NativeMemory.allocate(LOG_SIZE);
    long answer =
        syscalls.bpf(BpfCommand.BTF_LOAD, attr(bytes).pointer(8, log).u32(20, LOG_SIZE).u32(24, 1));
    if (!Errno.isError(answer)) {
      new Fd(syscalls, answer).close();
      return VerifierLog.EMPTY;
    }
    return new VerifierLog(NativeMemory.text(log, 0, LOG_SIZE), answer == -Errno.ENOSPC.number());
  }
}
