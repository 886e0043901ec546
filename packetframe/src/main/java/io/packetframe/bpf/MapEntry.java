package io.packetframe.bpf;

/** A key of a map with its value. */
public record MapEntry<K, V>(K key, V value) {}
