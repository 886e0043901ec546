package io.packetframe.host.linux;

import io.packetframe.host.linux.Reading.Unreadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The processes that hold a BPF object, found as a person would: through the descriptors of all.
 * Objects also live by pins, attachments and processes of other pid namespaces, so an empty list
 * does not mean that nobody owns it.
 *
 * @param holders those that we found, by process id
 * @param isComplete whether we could look everywhere; other users' processes are closed without
 *     CAP_SYS_PTRACE, and the search ends after a bounded number of descriptors
 */
public record BpfObjectHolders(List<BpfObjectHolder> holders, boolean isComplete) {

  /** A router with 1,000 processes has 50,000; looking at as many takes half a second. */
  static final int MAX_DESCRIPTORS = 100_000;

  /** Copies the list. */
  public BpfObjectHolders {
    holders = List.copyOf(holders);
  }

  /** Finds who holds a program, by itself or through a link that runs it. */
  public static BpfObjectHolders ofProgram(HostFiles files, int id) {
    return search(files, "prog_id", id);
  }

  /** Finds who holds a link. */
  public static BpfObjectHolders ofLink(HostFiles files, int id) {
    return search(files, "link_id", id);
  }

  private static BpfObjectHolders search(HostFiles files, String field, int id) {
    List<BpfObjectHolder> holders = new ArrayList<>();
    Reading<List<String>> processes = files.list("/proc");
    boolean complete = processes.optional().isPresent();
    int seen = 0;
    for (int process : numbers(processes)) {
      String directory = "/proc/" + process;
      Reading<List<String>> descriptors = files.list(directory + "/fd");
      // Absent is a process that has ended since: it holds nothing any more.
      complete &= !(descriptors instanceof Unreadable);
      for (int descriptor : numbers(descriptors)) {
        if (++seen > MAX_DESCRIPTORS) {
          return new BpfObjectHolders(holders, false);
        }
        if (holds(files, directory, descriptor, field, id)) {
          String comm = files.read(directory + "/comm").optional().orElse("");
          holders.add(BpfObjectHolder.of(process, comm));
          break;
        }
      }
    }
    return new BpfObjectHolders(holders, complete);
  }

  private static boolean holds(
      HostFiles files, String directory, int descriptor, String field, int id) {
    String target = files.readLink(directory + "/fd/" + descriptor).optional().orElse("");
    if (!isBpfObject(target)) {
      return false;
    }
    String information = files.read(directory + "/fdinfo/" + descriptor).optional().orElse("");
    return StatusField.of(information, field).equals(Integer.toUnsignedString(id));
  }

  /** The kernel names a link with _ where it was created and with - where it was opened by id. */
  static boolean isBpfObject(String target) {
    return target.equals("anon_inode:bpf-prog")
        || target.equals("anon_inode:bpf_link")
        || target.equals("anon_inode:bpf-link");
  }

  /** Returns the names that are numbers, smallest first. */
  private static List<Integer> numbers(Reading<List<String>> names) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names.optional().orElse(List.of())) {
      if (isNumber(name)) {
        numbers.add(Integer.valueOf(name));
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  private static boolean isNumber(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() < 10;
  }
}
