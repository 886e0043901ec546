package io.packetframe.fastpath;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.ProgramArray;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes one entry after the other out of the maps, the slot of the second stage among them, and
 * puts it back: at once, or after a while, as chance wills. It works in the network namespace of
 * the devices, as who fills a devmap has to.
 */
final class Vanishing implements AutoCloseable {
  private static final int LONGEST_MICROSECONDS = 200;
  private static final byte[] PRESENT = {1};

  /** The kernel waits for all readers with the slot empty: chosen as often, it would be no more. */
  private static final int SLOT_ONCE_IN = 100;

  /** A change of the maps. */
  @FunctionalInterface
  private interface Change {
    void make() throws Exception;
  }

  /** What can be gone, and how it comes back. */
  private record Entry(Change remove, Change restore) {}

  private final BpfObject object;
  private final FilledMaps maps;
  private final List<Entry> entries = new ArrayList<>();
  private Optional<Entry> slot = Optional.empty();
  private final CompletableFuture<Integer> rounds = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stop;

  Vanishing(BpfObject object, Router router, boolean stages, PrivateNetwork network)
      throws Exception {
    this.object = object;
    this.maps = new FilledMaps(object);
    name(router, stages);
    thread = Thread.ofPlatform().name("vanishing").start(() -> run(network));
  }

  private void name(Router router, boolean stages) throws Exception {
    byte[] out = Entries.u32(router.out());
    for (String prefix : List.of("192.0.0.0/16", "198.51.100.0/24", "2001:db8::/32")) {
      IpPrefix allowed = IpPrefix.parse(prefix);
      add(FilledMaps.named("ALLOW", allowed), FilledMaps.prefix(allowed), PRESENT);
    }
    add("LOCAL_V4", Links.bytes(IpAddress.parse("10.0.0.1")), PRESENT);
    add("LOCAL_V6", Links.bytes(IpAddress.parse("2001:db8:1::1")), PRESENT);
    add("REDIRECT_DEVMAP", out, out);
    add("EGRESS_PORTS", out, Entries.egressPort(Router.LONGEST_FRAME, false));
    byte[] above = Entries.u32(router.above());
    add("VLAN_RESOLVE", above, maps.value("VLAN_RESOLVE", above));
    for (byte[] key : maps.keys("INGRESS")) {
      add("INGRESS", key, maps.value("INGRESS", key));
    }
    byte[] config = Entries.u32(0);
    byte[] forwards = maps.value("CFG", config);
    byte[] dryRun = Entries.config(true, FastPathBed.BOTH_FAMILIES | FastPathBed.VLAN, 0, 1);
    entries.add(
        new Entry(() -> maps.put("CFG", config, dryRun), () -> maps.put("CFG", config, forwards)));
    if (stages) {
      ProgramArray slots = new ProgramArray(object.map(Stages.SECOND_MAP));
      slot =
          Optional.of(
              new Entry(
                  () -> slots.clear(Stages.SECOND_SLOT),
                  () -> slots.set(Stages.SECOND_SLOT, object.program(Stages.SECOND))));
    }
  }

  private void add(String map, byte[] key, byte[] value) {
    entries.add(new Entry(() -> maps.delete(map, key), () -> maps.put(map, key, value)));
  }

  private void run(PrivateNetwork network) {
    try {
      rounds.complete(network.call(this::goOn));
    } catch (Exception | AssertionError e) {
      rounds.completeExceptionally(e);
    }
  }

  private int goOn() throws Exception {
    Random random = new Random(1);
    int done = 0;
    while (!stop) {
      Entry entry = entries.get(random.nextInt(entries.size()));
      if (slot.isPresent() && random.nextInt(SLOT_ONCE_IN) == 0) {
        entry = slot.get();
      }
      entry.remove.make();
      pause(random);
      entry.restore.make();
      pause(random);
      done++;
    }
    return done;
  }

  private static void pause(Random random) {
    if (random.nextBoolean()) {
      int microseconds = random.nextInt(LONGEST_MICROSECONDS);
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(microseconds));
    }
  }

  /** Puts everything back; returns how often something was gone. */
  int finish() throws Exception {
    stop = true;
    return rounds.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    stop = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
