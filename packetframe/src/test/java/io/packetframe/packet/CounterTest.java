package io.packetframe.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and order of the counters, written down a second time: they may only grow. */
class CounterTest {
  private static final List<String> WIRE_FORMAT =
      List.of(
          """
          rx_total matched_v4 matched_v6 matched_src_only matched_dst_only matched_both fwd_ok
          fwd_dry_run pass_fragment pass_low_ttl pass_no_neigh pass_not_ip pass_frag_needed
          drop_unreachable err_parse err_fib_other err_vlan pass_not_in_devmap pass_complex_header
          err_head_shift custom_fib_hit custom_fib_miss custom_fib_no_neigh compare_agree
          compare_disagree ecmp_hash_v4 ecmp_hash_v6 ecmp_dead_leg_fallback route_source_resync
          neigh_cache_miss nexthop_seq_retry bmp_peer_down bogon_dropped mss_clamp_applied
          mss_clamp_skipped err_tail_call err_mutation_ctx pass_ndp err_ctx_offset_range
          err_redirect_failed rx_total_tc fwd_ok_tc fib_cache_hit fib_cache_miss fib_cache_stale
          err_parse_tc err_parse_tc_l2 err_parse_tc_vlan err_parse_tc_l3_v4 err_parse_tc_l3_v6
          """
              .strip()
              .split("\\s+"));

  @Test
  void theFirstFiftyAreTheWireFormat() {
    assertThat(Arrays.stream(Counter.values()).limit(50).map(Counter::text))
        .containsExactlyElementsOf(WIRE_FORMAT);
    assertThat(Counter.FWD_OK.index()).isEqualTo(6);
  }

  @Test
  void oursFollow() {
    assertThat(Arrays.stream(Counter.values()).skip(50).map(Counter::text))
        .containsExactly(
            "pass_local",
            "pass_no_route",
            "pass_unreachable",
            "pass_unknown_vlan",
            "pass_not_ours",
            "pass_bad_header",
            "pass_martian",
            "pass_too_long",
            "pass_frags",
            "pass_not_configured");
  }

  @Test
  void aNameFindsItsCounter() {
    assertThat(Counter.named("pass_martian")).contains(Counter.PASS_MARTIAN);
    assertThat(Counter.named("PASS_MARTIAN")).isEmpty();
  }
}
