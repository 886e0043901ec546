package io.packetframe.testing;

import io.packetframe.spec.Bytes;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passes system calls on and keeps the attributes of bpf(2) as they were when the call was made.
 */
public final class CapturedCalls {
  /** One call: the bytes, and where its pointers stand. */
  public record Call(BpfCommand command, Bytes attr, Set<Integer> pointers) {}

  private final List<Call> calls = new ArrayList<>();
  private final Syscalls syscalls;

  public CapturedCalls(Syscalls target) {
    this.syscalls =
        (Syscalls)
            Proxy.newProxyInstance(
                Syscalls.class.getClassLoader(),
                new Class<?>[] {Syscalls.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("bpf")) {
                    keep((BpfCommand) arguments[0], (KernelStruct) arguments[1]);
                  }
                  try {
                    return method.invoke(target, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  private void keep(BpfCommand command, KernelStruct attr) {
    byte[] bytes = new byte[attr.memory().capacity()];
    attr.memory().get(0, bytes);
    calls.add(
        new Call(
            command,
            Bytes.copyOf(bytes),
            attr.pointers().stream()
                .map(KernelStruct.PointerField::offset)
                .collect(Collectors.toSet())));
  }

  /** Returns the system calls to hand to the code under test. */
  public Syscalls syscalls() {
    return syscalls;
  }

  /** Returns the last call of that command. */
  public Call last(BpfCommand command) {
    return calls.reversed().stream()
        .filter(call -> call.command() == command)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no call of " + command));
  }
}
