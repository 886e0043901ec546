package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import java.util.List;
import java.util.Optional;

/** Several links that stand for one hook, e.g. one for each CPU. */
final class LinkGroup implements Link {
  private final List<Link> links;

  /** Takes ownership of at least one link. */
  LinkGroup(List<Link> links) {
    this.links = List.copyOf(links);
  }

  @Override
  public Way way() {
    return links.getFirst().way();
  }

  @Override
  public Optional<String> remark() {
    return links.getFirst().remark();
  }

  /** Updates one after the other; those that came first keep the new program if one is refused. */
  @Override
  public void update(Program next) throws BpfException {
    for (Link link : links) {
      link.update(next);
    }
  }

  @Override
  public void close() {
    links.forEach(Link::close);
  }
}
