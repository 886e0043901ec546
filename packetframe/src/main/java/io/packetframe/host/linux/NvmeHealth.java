package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.HostPlatform;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The health of NVMe disks: that of their controllers, which are asked only where the kernel says
 * that they work and no network is between.
 */
final class NvmeHealth {
  private static final String LIVE = "live";
  private static final String LOCAL = "pcie";

  private final NvmeControllers controllers;
  private final Patience<ByteBuffer> logs;

  NvmeHealth(HostFiles files, SmartLogSource logs) {
    this.controllers = new NvmeControllers(files);
    this.logs = new Patience<>("SMART log of", logs::of, HostPlatform.PATIENCE_MILLIS);
  }

  /** Returns the health of those block devices that are on NVMe. */
  Map<String, Fact<String>> of(List<String> blockDevices) {
    Map<String, String> ways = new HashMap<>();
    for (String name : blockDevices) {
      List<String> all = controllers.of(name);
      if (!all.isEmpty()) {
        ways.put(name, best(all));
      }
    }
    Map<String, Fact<String>> health = new HashMap<>();
    List<String> asked = new ArrayList<>();
    for (String controller : ways.values().stream().distinct().sorted().toList()) {
      Optional<String> silent = whyNotAsked(controller);
      if (silent.isPresent()) {
        health.put(controller, Fact.unknown(silent.get()));
      } else {
        asked.add(controller);
      }
    }
    List<Fact<ByteBuffer>> answers = logs.of(asked);
    for (int i = 0; i < asked.size(); i++) {
      health.put(asked.get(i), answers.get(i).flatMap(SmartLog::health));
    }
    Map<String, Fact<String>> ofDevices = new HashMap<>();
    ways.forEach(
        (name, controller) ->
            ofDevices.put(name, health.getOrDefault(controller, Fact.unknown("not asked"))));
    return ofDevices;
  }

  /** Of several that lead to a disk one is enough: the first that may be asked. */
  private String best(List<String> all) {
    for (String controller : all) {
      if (whyNotAsked(controller).isEmpty()) {
        return controller;
      }
    }
    return all.getFirst();
  }

  /** A controller that is being reset would answer when that is over, or never. */
  private Optional<String> whyNotAsked(String controller) {
    String state = controllers.state(controller).orElse(LIVE);
    if (!state.equals(LIVE)) {
      return Optional.of(controller + " is " + state);
    }
    String transport = controllers.transport(controller).orElse(LOCAL);
    return transport.equals(LOCAL)
        ? Optional.empty()
        : Optional.of(controller + " is reached by " + transport + " and was not asked");
  }
}
