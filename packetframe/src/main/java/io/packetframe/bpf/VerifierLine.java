package io.packetframe.bpf;

/** What a line of the verifier's log is: its wording is no ABI, so this is what kernels do. */
enum VerifierLine {
  /** A complaint, or anything that we do not know better. */
  MESSAGE,
  /** An instruction, the state before one, or how its precision was tracked. */
  TRACE,
  /** A line of C: {@code ; code}, since Linux 6.8 {@code ; code @ file:line}. */
  SOURCE,
  /** Blank, statistics, or what accompanies a complaint. */
  NOISE;

  private static final String[] NOISES = {
    "processed",
    "insns processed ",
    "verification time ",
    "stack depth ",
    "max_states_per_insn ",
    "cur state:",
    "old state:",
    "arg#",
    "Unrecognized arg#",
    "reg type unsupported for arg#",
    "func#",
    "Live regs before insn:",
    "... ",
  };

  private static final String[] TRACES = {
    "from ",
    "last_idx ",
    "regs=",
    "mark_precise:",
    "parent ",
    "propagating ",
    "caller:",
    "callee:",
    "returning from callee:",
    "to caller at ",
    "Validating ",
  };

  private static final String[] TRACE_ENDS = {
    ": safe",
    "is safe for any args that match its prototype",
    "is safe for any args",
    "is global and assumed valid.",
    "is global and valid. Skipping.",
  };

  static VerifierLine of(String line) {
    if (line.isBlank() || startsWithOneOf(line, NOISES) || isFunctionStatistics(line)) {
      return NOISE;
    }
    if (line.startsWith(";")) {
      return SOURCE;
    }
    if (isInstruction(line) || isState(line) || isTrace(line)) {
      return TRACE;
    }
    return MESSAGE;
  }

  /** {@code subprog 0 (name) main insns_self 5 insns_total 15 stack 16}, since Linux 7.3. */
  static boolean isFunctionStatistics(String line) {
    return line.startsWith("subprog ") && line.contains(" insns_self ");
  }

  private static boolean isTrace(String line) {
    if (startsWithOneOf(line, TRACES)) {
      return true;
    }
    for (String end : TRACE_ENDS) {
      if (line.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /** {@code 12: (85) call ...} or the state before it, {@code 12: R0=...}. */
  private static boolean isInstruction(String line) {
    int digits = digits(line, 0);
    return digits > 0
        && line.startsWith(": ", digits)
        && (line.startsWith("(", digits + 2) || isState(line, digits + 2));
  }

  private static boolean isState(String line) {
    return isState(line, line.startsWith(" ") ? 1 : 0);
  }

  /** {@code frame1: R1=ctx}, {@code R1_w=...} or {@code fp-8=...}: a message has a blank there. */
  private static boolean isState(String line, int at) {
    if (line.startsWith("frame", at)) {
      int digits = digits(line, at + "frame".length());
      return digits > 0 && line.startsWith(":", at + "frame".length() + digits);
    }
    return isRegister(line, at) || line.startsWith("fp-", at);
  }

  private static boolean isRegister(String line, int at) {
    if (!line.startsWith("R", at)) {
      return false;
    }
    int digits = digits(line, at + 1);
    return digits > 0
        && (line.startsWith("=", at + 1 + digits) || line.startsWith("_", at + 1 + digits));
  }

  /** Returns the number in front of an instruction; -1 where the line is none. */
  static int instruction(String line) {
    int digits = digits(line, 0);
    // A program has a million instructions at most.
    if (digits == 0 || digits > 7 || !line.startsWith(": (", digits)) {
      return -1;
    }
    return Integer.parseInt(line.substring(0, digits));
  }

  /** Returns how many digits stand there. */
  static int digits(String line, int from) {
    int end = from;
    while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
      end++;
    }
    return end - from;
  }

  private static boolean startsWithOneOf(String line, String[] prefixes) {
    for (String prefix : prefixes) {
      if (line.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
