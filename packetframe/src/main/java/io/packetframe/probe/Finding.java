package io.packetframe.probe;

/**
 * One row of a report.
 *
 * @param name the capability
 * @param verdict the answer
 * @param required whether the report fails without a pass
 */
public record Finding(String name, Verdict verdict, boolean required) {}
