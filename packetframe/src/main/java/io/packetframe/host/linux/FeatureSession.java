package io.packetframe.host.linux;

import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.Reading.Unreadable;
import io.packetframe.host.linux.ReceiveVlanOffload.Feature;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Ethtool;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads and switches features of one interface by the ethtool ioctl. */
final class FeatureSession {
  private static final int AF_INET = 2;

  /** SOCK_DGRAM | SOCK_CLOEXEC. */
  private static final int SOCKET_TYPE = 2 | 0x80000;

  private final Syscalls syscalls;
  private final Fd socket;
  private final String interfaceName;

  private FeatureSession(Syscalls syscalls, Fd socket, String interfaceName) {
    this.syscalls = syscalls;
    this.socket = socket;
    this.interfaceName = interfaceName;
  }

  static <T> Reading<T> in(
      Syscalls syscalls, String interfaceName, Function<FeatureSession, Reading<T>> work) {
    long socket = syscalls.socket(AF_INET, SOCKET_TYPE, 0);
    if (Errno.isError(socket)) {
      return new Unreadable<>("ethtool " + interfaceName, "socket: " + Errno.of(socket));
    }
    try (Fd fd = new Fd(syscalls, socket)) {
      return work.apply(new FeatureSession(syscalls, fd, interfaceName));
    }
  }

  /** Returns how the features of these names are; those that the kernel lacks are left out. */
  Reading<Map<String, Feature>> read(List<String> names) {
    return names()
        .flatMap(
            known -> {
              ByteBuffer features = Ethtool.getFeatures(known.size());
              return run("ETHTOOL_GFEATURES", features)
                  .flatMap(
                      _ -> {
                        Map<String, Feature> found = new LinkedHashMap<>();
                        for (String name : names) {
                          if (known.contains(name)) {
                            found.put(name, feature(features, known.indexOf(name)));
                          }
                        }
                        return new Present<>(found);
                      });
            });
  }

  /** Returns the names of those that are on, for good or not. */
  Reading<List<String>> on(List<String> names) {
    return read(names)
        .flatMap(
            features ->
                new Present<>(
                    names.stream()
                        .filter(name -> isOn(features.getOrDefault(name, Feature.FIXED_OFF)))
                        .toList()));
  }

  private static boolean isOn(Feature feature) {
    return feature == Feature.ON || feature == Feature.FIXED_ON;
  }

  private static Feature feature(ByteBuffer features, int index) {
    boolean fixed = Ethtool.isFixed(features, index);
    if (Ethtool.isActive(features, index)) {
      return fixed ? Feature.FIXED_ON : Feature.ON;
    }
    return fixed ? Feature.FIXED_OFF : Feature.OFF;
  }

  /** Asks for the features of these names; what the driver makes of it is to be read. */
  Reading<Boolean> set(List<String> names, boolean on) {
    return names()
        .flatMap(
            known -> {
              ByteBuffer change = Ethtool.setFeatures(known.size());
              for (String name : names) {
                if (known.contains(name)) {
                  Ethtool.request(change, known.indexOf(name), on);
                }
              }
              return run("ETHTOOL_SFEATURES", change);
            });
  }

  private Reading<List<String>> names() {
    ByteBuffer set = Ethtool.getFeatureCount();
    return run("ETHTOOL_GSSET_INFO", set)
        .flatMap(
            _ -> {
              int count = Ethtool.featureCount(set);
              ByteBuffer names = Ethtool.getFeatureNames(count);
              return run("ETHTOOL_GSTRINGS", names)
                  .flatMap(
                      _ -> {
                        List<String> all = new ArrayList<>();
                        for (int i = 0; i < count; i++) {
                          all.add(Ethtool.featureName(names, i));
                        }
                        return new Present<>(all);
                      });
            });
  }

  private Reading<Boolean> run(String command, ByteBuffer memory) {
    long answer = Ethtool.call(syscalls, socket.number(), interfaceName, memory);
    return Errno.isError(answer)
        ? new Unreadable<>(command + " " + interfaceName, Errno.of(answer).toString())
        : new Present<>(true);
  }
}
