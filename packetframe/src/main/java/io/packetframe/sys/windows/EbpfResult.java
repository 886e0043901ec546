package io.packetframe.sys.windows;

/** What functions of {@code ebpfapi.dll} return (ebpf_result.h). */
public enum EbpfResult {
  SUCCESS(0, "success"),
  VERIFICATION_FAILED(1, "verification failed"),
  JIT_COMPILATION_FAILED(2, "JIT compilation failed"),
  PROGRAM_LOAD_FAILED(3, "program load failed"),
  INVALID_FD(4, "invalid descriptor"),
  INVALID_OBJECT(5, "invalid object"),
  INVALID_ARGUMENT(6, "invalid argument"),
  OBJECT_NOT_FOUND(7, "object not found"),
  OBJECT_ALREADY_EXISTS(8, "object already exists"),
  FILE_NOT_FOUND(9, "file not found"),
  ALREADY_PINNED(10, "already pinned"),
  NOT_PINNED(11, "not pinned"),
  NO_MEMORY(12, "no memory"),
  PROGRAM_TOO_LARGE(13, "program too large"),
  RPC_EXCEPTION(14, "no answer of the service"),
  ALREADY_INITIALIZED(15, "already initialized"),
  ELF_PARSING_FAILED(16, "ELF parsing failed"),
  FAILED(17, "failed"),
  OPERATION_NOT_SUPPORTED(18, "operation not supported"),
  KEY_NOT_FOUND(19, "key not found"),
  ACCESS_DENIED(20, "access denied"),
  BLOCKED_BY_POLICY(21, "blocked by policy"),
  ARITHMETIC_OVERFLOW(22, "arithmetic overflow"),
  EXTENSION_FAILED_TO_LOAD(23, "extension failed to load"),
  INSUFFICIENT_BUFFER(24, "insufficient buffer"),
  NO_MORE_KEYS(25, "no more keys"),
  KEY_ALREADY_EXISTS(26, "key already exists"),
  NO_MORE_TAIL_CALLS(27, "no more tail calls"),
  PENDING(28, "pending"),
  OUT_OF_SPACE(29, "out of space"),
  CANCELED(30, "canceled"),
  INVALID_POINTER(31, "invalid pointer"),
  TIMEOUT(32, "timeout"),
  STALE_ID(33, "stale id"),
  INVALID_STATE(34, "invalid state");

  private final int number;
  private final String meaning;

  EbpfResult(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Tells whether a function returned this. */
  public boolean isResult(int result) {
    return number == result;
  }

  /** Returns the library's word for a result, which may be newer than this list. */
  public static String text(int result) {
    for (EbpfResult each : values()) {
      if (each.isResult(result)) {
        return "EBPF_" + each.name() + " (" + each.meaning + ")";
      }
    }
    return "result " + result;
  }
}
