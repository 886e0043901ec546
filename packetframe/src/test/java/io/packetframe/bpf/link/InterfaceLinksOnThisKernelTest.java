package io.packetframe.bpf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.LinkInfo;
import io.packetframe.bpf.PinMismatchException;
import io.packetframe.bpf.Pins;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.FrameSender;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import io.packetframe.testing.PrivateBpffs;
import io.packetframe.testing.TestLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XDP and traffic control on pairs of interfaces, on the kernel that runs the tests. */
@KernelTest
class InterfaceLinksOnThisKernelTest {
  private static final int XDP_PASS = 2;
  private static final int TC_OK = 0;
  private static final int TCX_NEXT = -1;
  private static final int FRAMES = 20_000;
  private static final int FEWER_FRAMES = 2_000;
  private static final int BURST = 200;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  /** Every way to attach a program where frames arrive. */
  enum Hook {
    XDP_LINK("xdp", XDP_PASS),
    XDP_NETLINK("xdp", XDP_PASS),
    TCX("tc", TCX_NEXT),
    CLSACT("tc", TC_OK);

    private final String section;
    private final int verdict;

    Hook(String section, int verdict) {
      this.section = section;
      this.verdict = verdict;
    }

    boolean isDispatched() {
      return section.equals("xdp");
    }

    Link attach(CountingProgram program, int index) throws BpfException {
      return switch (this) {
        case XDP_LINK -> Xdp.attachByLink(program.program(), index, XdpMode.GENERIC);
        case XDP_NETLINK -> Xdp.attachByNetlink(program.program(), index, XdpMode.GENERIC);
        case TCX -> tcx(program, index);
        case CLSACT -> Tc.attachByClsact(program.program(), index, TcDirection.INGRESS);
      };
    }
  }

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @ParameterizedTest
  @EnumSource(Hook.class)
  void noFrameMeetsNeitherProgramWhileTheyAreExchanged(Hook hook) throws Exception {
    KernelIds.assertUnchangedBy(syscalls, () -> exchange(hook));
  }

  private void exchange(Hook hook) throws Exception {
    List<String> before = OpenDescriptors.targets();
    boolean takesTurns = hook.isDispatched() && isEmulated();
    int frames = takesTurns ? FEWER_FRAMES : FRAMES;
    try (TestLink veth = TestLink.veth().up();
        FrameSender sender = FrameSender.on(veth.peerIndex());
        CountingProgram first = CountingProgram.load(syscalls, hook.section, hook.verdict);
        CountingProgram second = CountingProgram.load(syscalls, hook.section, hook.verdict)) {
      try (Link link = hook.attach(first, veth.index())) {
        if (takesTurns) {
          for (int sent = 0; sent < frames; sent += BURST) {
            link.update(sent / BURST % 2 == 0 ? second.program() : first.program());
            sender.send(BURST);
          }
        } else {
          updateUnder(CompletableFuture.runAsync(() -> sender.send(frames)), link, first, second);
        }
        assertThat(first.count()).isPositive();
        assertThat(second.count()).isPositive();
        assertThat(first.count() + second.count()).isEqualTo(frames);
      }
      sender.send(10);
      assertThat(first.count() + second.count()).as("after close").isEqualTo(frames);
    }
    assertThat(OpenDescriptors.targets()).isEqualTo(before);
  }

  private static void updateUnder(
      CompletableFuture<Void> traffic, Link link, CountingProgram first, CountingProgram second)
      throws Exception {
    int updates = 0;
    while (!traffic.isDone()) {
      link.update(updates % 2 == 0 ? second.program() : first.program());
      updates++;
    }
    traffic.get(1, TimeUnit.MINUTES);
    assertThat(updates).isGreaterThan(2);
  }

  /**
   * Tells whether QEMU translates the code. The kernel rewrites its XDP dispatcher at each update
   * of a program; a processor that QEMU emulates may then still run the breakpoint that stood there
   * meanwhile, which the kernel takes for a fault (seen: "Oops: int3" in 6.12). There, frames and
   * updates take turns.
   */
  private static boolean isEmulated() throws IOException {
    return Files.readString(Path.of("/proc/cpuinfo")).contains("QEMU TCG");
  }

  @Test
  void xdpTakesTheLinkInBothModesAndSaysWho() throws Exception {
    for (XdpMode mode : XdpMode.values()) {
      try (TestLink veth = TestLink.veth();
          CountingProgram program = CountingProgram.load(syscalls, "xdp", XDP_PASS);
          CountingProgram other = CountingProgram.load(syscalls, "xdp", XDP_PASS)) {
        int id = program.program().info().id();
        try (Link link = Xdp.attach(program.program(), veth.index(), mode)) {
          assertThat(link.way()).isEqualTo(Way.BPF_LINK);
          assertThat(link.remark()).isEmpty();
          assertThat(AttachedXdp.on(syscalls, veth.index()))
              .isEqualTo(new AttachedXdp.Occupied(id, mode.word()));
          assertThatThrownBy(() -> Xdp.attach(other.program(), veth.index(), mode).close())
              .isInstanceOfSatisfying(
                  BpfException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY));
        }
        assertThat(AttachedXdp.on(syscalls, veth.index())).isEqualTo(new AttachedXdp.Free());
      }
    }
  }

  @Test
  void xdpByNetlinkNeverTouchesTheProgramOfAnother() throws Exception {
    try (TestLink veth = TestLink.veth();
        CountingProgram mine = CountingProgram.load(syscalls, "xdp", XDP_PASS);
        CountingProgram foreign = CountingProgram.load(syscalls, "xdp", XDP_PASS)) {
      Link link = Xdp.attachByNetlink(mine.program(), veth.index(), XdpMode.GENERIC);
      assertThat(link.way()).isEqualTo(Way.NETLINK);
      assertThatThrownBy(
              () -> Xdp.attachByNetlink(foreign.program(), veth.index(), XdpMode.GENERIC).close())
          .hasMessageContaining("EBUSY");
      takeAway(veth.index());
      try (Link theirs = Xdp.attachByNetlink(foreign.program(), veth.index(), XdpMode.GENERIC)) {
        assertThat(theirs.way()).isEqualTo(Way.NETLINK);
        assertThatThrownBy(() -> link.update(mine.program())).hasMessageContaining("EEXIST");
        link.close();
        assertThat(AttachedXdp.on(syscalls, veth.index()))
            .isEqualTo(new AttachedXdp.Occupied(foreign.program().info().id(), "generic"));
      }
      assertThat(AttachedXdp.on(syscalls, veth.index())).isEqualTo(new AttachedXdp.Free());
    }
  }

  /** As another administrator would: whatever program is there. */
  private void takeAway(int index) {
    NetlinkMessage message = new NetlinkMessage(19, 0, 16).fixed(4, index);
    int xdp = message.nested(43);
    message.u32(1, -1).u32(3, XdpMode.GENERIC.flag());
    message.end(xdp);
    assertThat(Rtnetlink.request(syscalls, message)).isZero();
  }

  @Test
  void aLinkIsReplacedOnlyIfTheExpectedProgramIsThere() throws Exception {
    try (TestLink veth = TestLink.veth();
        CountingProgram first = CountingProgram.load(syscalls, "xdp", XDP_PASS);
        CountingProgram second = CountingProgram.load(syscalls, "xdp", XDP_PASS);
        KernelLink link = Xdp.attachByLink(first.program(), veth.index(), XdpMode.GENERIC)) {
      link.replace(first.program(), second.program());
      assertThat(link.info().programId()).isEqualTo(second.program().info().id());
      assertThatThrownBy(() -> link.replace(first.program(), second.program()))
          .isInstanceOfSatisfying(
              BpfException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPERM));
      LinkInfo info = link.info();
      assertThat(info.type()).as("BPF_LINK_TYPE_XDP").isEqualTo(6);
      try (KernelLink same = KernelLink.openById(syscalls, info.id())) {
        assertThat(same.info()).isEqualTo(info);
      }
      assertThat(link.info()).as("after another holder's close").isEqualTo(info);
    }
  }

  @Test
  void aPinnedLinkStaysUntilItIsDetached(@TempDir Path directory) throws Exception {
    try (PrivateBpffs bpffs = PrivateBpffs.over(directory);
        TestLink veth = TestLink.veth();
        CountingProgram program = CountingProgram.load(syscalls, "xdp", XDP_PASS)) {
      int id = program.program().info().id();
      Path pin = bpffs.pin("link");
      try (KernelLink link = Xdp.attachByLink(program.program(), veth.index(), XdpMode.GENERIC)) {
        link.pin(pin);
      }
      assertThat(AttachedXdp.on(syscalls, veth.index()))
          .isEqualTo(new AttachedXdp.Occupied(id, "generic"));
      try (KernelLink link = KernelLink.openPinned(syscalls, pin)) {
        link.detach();
        assertThat(AttachedXdp.on(syscalls, veth.index())).isEqualTo(new AttachedXdp.Free());
      }
      Pins.remove(syscalls, pin);
      program.program().pin(bpffs.pin("program"));
      assertThatThrownBy(() -> KernelLink.openPinned(syscalls, bpffs.pin("program")).close())
          .isInstanceOf(PinMismatchException.class);
    }
  }

  @Test
  void programsOfTcxRunInTheOrderOfTheirPlaces() throws Exception {
    try (TestLink veth = TestLink.veth().up();
        FrameSender sender = FrameSender.on(veth.peerIndex());
        CountingProgram stop = CountingProgram.load(syscalls, "tc", TC_OK);
        CountingProgram next = CountingProgram.load(syscalls, "tc", TCX_NEXT);
        Link _ = tcx(stop, veth.index())) {
      try (Link _ =
          Tc.attachByTcx(next.program(), veth.index(), TcDirection.INGRESS, TcxPlace.last())) {
        sender.send(5);
        assertThat(next.count()).as("behind one that ends the chain").isZero();
      }
      for (TcxPlace place : List.of(TcxPlace.first(), TcxPlace.before(stop.program()))) {
        long before = next.count();
        try (Link _ = Tc.attachByTcx(next.program(), veth.index(), TcDirection.INGRESS, place)) {
          sender.send(5);
          assertThat(next.count()).isEqualTo(before + 5);
        }
      }
      assertThatThrownBy(
              () ->
                  Tc.attachByTcx(
                          stop.program(),
                          veth.index(),
                          TcDirection.INGRESS,
                          TcxPlace.after(next.program()))
                      .close())
          .isInstanceOf(BpfException.class);
    }
  }

  @Test
  void clsactServesBothDirectionsAndGoesWithItsLastFilter() throws Exception {
    try (TestLink veth = TestLink.veth().up();
        FrameSender sender = FrameSender.on(veth.index());
        CountingProgram out = CountingProgram.load(syscalls, "tc", TC_OK);
        CountingProgram in = CountingProgram.load(syscalls, "tc", TC_OK)) {
      int index = veth.index();
      Link egress = Tc.attachByClsact(out.program(), index, TcDirection.EGRESS);
      Link ingress = Tc.attachByClsact(in.program(), index, TcDirection.INGRESS);
      assertThat(egress.way()).isEqualTo(Way.CLSACT);
      sender.send(7);
      assertThat(out.count()).isEqualTo(7);
      assertThat(in.count()).isZero();
      egress.close();
      assertThat(qdisc(index)).as("another's filter is in it").isEqualTo(Errno.EEXIST);
      ingress.close();
      // The one that made the qdisc was closed first, and somebody else used it then.
      assertThat(new Clsact(syscalls, index).filters(TcDirection.INGRESS)).isEmpty();
      assertThat(new Clsact(syscalls, index).remove()).isZero();
      try (Link alone = Tc.attachByClsact(out.program(), index, TcDirection.EGRESS)) {
        alone.update(in.program());
        sender.send(3);
        assertThat(in.count()).isEqualTo(3);
      }
      assertThat(new Clsact(syscalls, index).remove()).as("gone already").isNegative();
    }
  }

  @Test
  void tcTakesWhatTheKernelHasAndSaysWhichItWas() throws Exception {
    try (TestLink veth = TestLink.veth().up();
        FrameSender sender = FrameSender.on(veth.peerIndex());
        CountingProgram program = CountingProgram.load(syscalls, "tc", TCX_NEXT)) {
      try (Link link = Tc.attach(program.program(), veth.index(), TcDirection.INGRESS)) {
        sender.send(4);
        assertThat(program.count()).isEqualTo(4);
        if (link.way() == Way.CLSACT) {
          assertThat(link.remark()).contains("TCX (Linux 6.6): EINVAL (invalid argument)");
        } else {
          assertThat(link.way()).isEqualTo(Way.BPF_LINK);
          assertThat(link.remark()).isEmpty();
        }
      }
      sender.send(4);
      assertThat(program.count()).isEqualTo(4);
    }
  }

  /** Asks whether there is a qdisc by making one. */
  private Errno qdisc(int index) {
    return Errno.of(new Clsact(syscalls, index).create());
  }

  private static Link tcx(CountingProgram program, int index) throws BpfException {
    try {
      return Tc.attachByTcx(program.program(), index, TcDirection.INGRESS, TcxPlace.last());
    } catch (BpfException e) {
      assumeTrue(!e.errno().equals(Errno.EINVAL), "no TCX before Linux 6.6: " + e.getMessage());
      throw e;
    }
  }
}
