package io.packetframe.fastpath;

import io.packetframe.net.VlanId;

/** A tag that an egress device writes, and the priorities in it. */
public record EgressTag(VlanId vlan, Priorities priorities) {}
