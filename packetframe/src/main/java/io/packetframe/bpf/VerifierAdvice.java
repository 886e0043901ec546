package io.packetframe.bpf;

import java.util.List;
import java.util.Optional;

/** What to change in a program for complaints whose cause is known from their wording. */
final class VerifierAdvice {
  /**
   * A complaint of many kernels.
   *
   * @param phrases that all stand in it
   * @param remedy for whoever writes the program
   */
  private record Known(String remedy, List<String> phrases) {
    Known(String remedy, String... phrases) {
      this(remedy, List.of(phrases));
    }

    boolean isIn(String reason) {
      for (String phrase : phrases) {
        if (!reason.contains(phrase)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The first that fits counts, so the special ones come before the general ones. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "compare the address with data_end before this access", "invalid access to packet"),
          new Known(
              "test the pointer for NULL before this access", "invalid mem access", "_or_null'"),
          new Known(
              "test the pointer for NULL before it is handed on", "type=", "_or_null expected="),
          new Known(
              "this is a number to the verifier: reach kernel memory with bpf_probe_read_kernel or"
                  + " a typed pointer",
              "invalid mem access 'scalar'"),
          new Known(
              "this is a number to the verifier: reach kernel memory with bpf_probe_read_kernel or"
                  + " a typed pointer",
              "invalid mem access 'inv'"),
          new Known(
              "bound the index from below: make it unsigned, or compare it with 0",
              "min value is negative"),
          new Known(
              "bound the index from below: make it unsigned, or compare it with 0",
              "unbounded min value"),
          new Known(
              "bound the index: `if (i < N)` on the same variable, or `i &= N - 1`",
              "unbounded memory access"),
          new Known(
              "bound the index: `if (i < N)` on the same variable, or `i &= N - 1`",
              "max value is outside of the allowed memory range"),
          new Known(
              "the access ends behind the map's value: compare the index with its size",
              "invalid access to map value"),
          new Known(
              "make the memory at least as large as the helper reads or writes",
              "invalid access to memory"),
          new Known(
              "the map is frozen or made read-only for programs: write to another",
              "write into map forbidden"),
          new Known(
              "this program type has no such field in its context, or may only read it",
              "invalid bpf_context access",
              "off="),
          new Known(
              "change nothing on the context pointer itself before this access",
              "dereference of modified ctx ptr"),
          new Known("initialise the register on every path to this instruction", "!read_ok"),
          new Known(
              "initialise all bytes of the variable, padding too", "invalid indirect read from"),
          new Known("initialise all bytes of the variable, padding too", "invalid read from stack"),
          new Known(
              "the stack is the 512 bytes below r10: stay within them", "invalid write to stack"),
          new Known("the stack is the 512 bytes below r10: stay within them", "invalid stack type"),
          new Known(
              "the stack has 512 bytes: move large variables to a per-CPU array", "stack limit"),
          new Known(
              "the stack has 512 bytes in all functions of a call chain: move large variables to a"
                  + " per-CPU array",
              "combined stack size"),
          new Known(
              "functions that make tail calls, and their callers, share 256 bytes of stack: move"
                  + " large variables to a per-CPU array",
              "tail_calls are not allowed"),
          new Known("access it in units of its alignment, or copy it byte by byte", "misaligned"),
          new Known(
              "give the loop a bound that the verifier can see, or use bpf_loop",
              "infinite loop detected"),
          new Known("this kernel has no loops (before Linux 5.3): unroll it", "back-edge"),
          new Known(
              "split the program by tail calls, or loops by bpf_loop: the verifier gives up after"
                  + " this many steps",
              "program is too large"),
          new Known(
              "fewer branches in a row: split the function, or merge conditions",
              "jumps is too complex"),
          new Known("remove the instructions that no path reaches", "unreachable insn"),
          new Known("jump inside of the function", "jump out of range"),
          new Known("end every path with exit", "last insn is not an exit or jmp"),
          new Known(
              "this program type, or this kernel, has no such helper",
              "program of this type cannot use helper"),
          new Known("this program type, or this kernel, has no such helper", "unknown func"),
          new Known("this program type, or this kernel, has no such helper", "invalid func"),
          new Known("license the object under the GPL, or do without the helper", "GPL"),
          new Known(
              "release the reference on every path (e.g. bpf_ringbuf_submit, bpf_sk_release)",
              "Unreleased reference"),
          new Known("return a value in that range", "At program exit", "should have been in"),
          new Known("return a value in that range", "program exit", "R0 has"),
          new Known("name the function or tracepoint to attach to", "must provide btf_id"),
          new Known("divide by something that is not 0", "div by zero"),
          new Known("r10 is the frame: copy it before you change it", "frame pointer is read only"),
          new Known("use the map only through helpers", "pointer arithmetic on map_ptr"),
          new Known("hand the helper what it expects in that register", "type=", "expected="));

  private VerifierAdvice() {}

  static Optional<String> on(String reason) {
    for (Known complaint : KNOWN) {
      if (complaint.isIn(reason)) {
        return Optional.of(complaint.remedy());
      }
    }
    return Optional.empty();
  }
}
