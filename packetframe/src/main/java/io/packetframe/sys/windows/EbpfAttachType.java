package io.packetframe.sys.windows;

import java.util.UUID;

/** The hooks that we attach to (ebpf_program_attach_type_guids.h), by GUID. */
public enum EbpfAttachType {
  /** Frames that come in; its parameter is the index of the interface. */
  XDP("85e0d8ef-579e-4931-b072-8ee226bb2e9d", EbpfProgramType.XDP),
  /** Sockets that take an address of their own. */
  BIND("b9707e04-8127-4c72-833e-05b1fb439496", EbpfProgramType.BIND),
  /** IPv4 connections that begin here; of UDP, the first packet to a peer. */
  CGROUP_INET4_CONNECT("a82e37b1-aee7-11ec-9a30-18602489beee", EbpfProgramType.CGROUP_SOCK_ADDR),
  /** The same for IPv6. */
  CGROUP_INET6_CONNECT("a82e37b2-aee7-11ec-9a30-18602489beee", EbpfProgramType.CGROUP_SOCK_ADDR);

  private final UUID guid;
  private final EbpfProgramType programType;

  EbpfAttachType(String guid, EbpfProgramType programType) {
    this.guid = UUID.fromString(guid);
    this.programType = programType;
  }

  /** Returns what the hook is known by. */
  public Guid guid() {
    return new Guid(guid);
  }

  /** Returns the type of programs that it takes. */
  public EbpfProgramType programType() {
    return programType;
  }
}
