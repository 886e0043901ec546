package io.packetframe.bpf;

/** What surrounds the packet of a test run, as the program's context shows it. */
public sealed interface TestContext permits XdpContext, SkbContext {}
