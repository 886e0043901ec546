package io.packetframe.monitor.linux;

import io.packetframe.bpf.KernelTypes;
import io.packetframe.bpf.KernelTypesException;
import io.packetframe.sys.linux.Syscalls;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where in {@code struct task_struct} is what a switch of tasks is judged by. The state is {@code
 * __state} since Linux 5.14 (commit 2f064a59a11f), {@code state} before.
 *
 * @param state bytes; 0 where it is not known
 * @param number of the member {@code pid}, bytes; 0 where it is not known
 * @param problem what is not seen without them
 */
record TaskMembers(int state, int number, Optional<String> problem) {
  static TaskMembers ofThisKernel(Syscalls syscalls) {
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      OptionalInt state = types.offset("task_struct", "__state");
      if (state.isEmpty()) {
        state = types.offset("task_struct", "state");
      }
      OptionalInt number = types.offset("task_struct", "pid");
      return state.isPresent() && number.isPresent()
          ? new TaskMembers(state.getAsInt(), number.getAsInt(), Optional.empty())
          : unknown("this kernel's tasks have no such members");
    } catch (KernelTypesException e) {
      return unknown(e.getMessage());
    }
  }

  /** Returns what is said of a kernel that does not tell its types. */
  static TaskMembers unknown(String why) {
    return new TaskMembers(0, 0, Optional.of("waits of preempted tasks are not seen: " + why));
  }

  /** Returns them as the program takes them. */
  Map<String, Long> variables() {
    return Map.of("task_state", (long) state, "task_pid", (long) number);
  }
}
