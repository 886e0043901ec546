package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpfObjectHoldersTest {
  private static final BpfObjectHolder PYTHON = new BpfObjectHolder(13558, "python3");

  private final HostFiles host = HostTrees.files("custom-6.18-amd64");

  @TempDir Path root;

  @Test
  void findsTheHolder() {
    assertThat(BpfObjectHolders.ofProgram(host, 5843).holders()).containsExactly(PYTHON);
    assertThat(BpfObjectHolders.ofLink(host, 90).holders()).containsExactly(PYTHON);
  }

  @Test
  void takesNeitherMapsNorOtherIdsForIt() {
    // 506 is the map's id, 90 the link's, 584 only the beginning of the program's.
    for (int id : new int[] {506, 90, 584, 0}) {
      assertThat(BpfObjectHolders.ofProgram(host, id).holders()).isEmpty();
    }
  }

  @Test
  void knowsBothNamesOfALink() {
    assertThat(BpfObjectHolders.isBpfObject("anon_inode:bpf_link")).isTrue();
    assertThat(BpfObjectHolders.isBpfObject("anon_inode:bpf-link")).isTrue();
    assertThat(BpfObjectHolders.isBpfObject("anon_inode:bpf-map")).isFalse();
    assertThat(BpfObjectHolders.isBpfObject("/tmp/anon_inode:bpf-prog")).isFalse();
  }

  @Test
  void ordersByProcessAndNamesEachOnce() throws IOException {
    makeHolder(1000, "b");
    makeHolder(9, "a");
    Path again = root.resolve("proc/9");
    Files.createSymbolicLink(again.resolve("fd/4"), Path.of("anon_inode:bpf_link"));
    Files.writeString(again.resolve("fdinfo/4"), "link_id:\t3\nprog_id:\t7\n");
    assertThat(BpfObjectHolders.ofProgram(new HostFiles(root), 7))
        .hasToString(
            "BpfObjectHolders[holders=[BpfObjectHolder[processId=9, command=a],"
                + " BpfObjectHolder[processId=1000, command=b]], isComplete=true]");
  }

  @Test
  void takesNamesThatAreMeantToConfuse() throws IOException {
    makeHolder(5, "\u001b[2Jrm\n\u202egnp\n");
    assertThat(BpfObjectHolders.ofProgram(new HostFiles(root), 7).holders())
        .containsExactly(new BpfObjectHolder(5, "\\u{1b}[2Jrm\\u{a}\\u{202e}gnp"));
  }

  @Test
  void saysThatItCouldNotLookEverywhere() throws IOException {
    assertThat(BpfObjectHolders.ofProgram(new HostFiles(root), 7).isComplete()).isFalse();
    makeHolder(5, "a");
    Files.createDirectories(root.resolve("proc/6"));
    assertThat(BpfObjectHolders.ofProgram(new HostFiles(root), 7).isComplete())
        .as("a process that has ended")
        .isTrue();
    Files.writeString(root.resolve("proc/6/fd"), "");
    BpfObjectHolders holders = BpfObjectHolders.ofProgram(new HostFiles(root), 7);
    assertThat(holders.isComplete()).as("a process that is closed to us").isFalse();
    assertThat(holders.holders()).hasSize(1);
  }

  private void makeHolder(int process, String comm) throws IOException {
    Path directory = root.resolve("proc/" + process);
    Files.createDirectories(directory.resolve("fd"));
    Files.createDirectories(directory.resolve("fdinfo"));
    Files.createDirectories(root.resolve("proc/self/fd"));
    Files.createSymbolicLink(directory.resolve("fd/3"), Path.of("anon_inode:bpf-prog"));
    Files.writeString(directory.resolve("fdinfo/3"), "pos:\t0\nprog_id:\t7\n");
    Files.writeString(directory.resolve("comm"), comm);
  }
}
