package io.packetframe.lint;

import java.util.List;
import java.util.Optional;

/**
 * Which release has which helper. Ids are given out in order (__BPF_FUNC_MAPPER in
 * include/uapi/linux/bpf.h), so the highest one of each release says it for all. Since 6.2 new
 * functions are kfuncs; no helper came after 211.
 */
final class HelperReleases {
  /** The highest id of a release. */
  private record Release(int highest, KernelLine line, List<String> names) {}

  private static final int HIGHEST_OF_OLDEST = 155;

  private static final List<Release> RELEASES =
      List.of(
          release(
              162,
              5,
              11,
              "task_storage_get",
              "task_storage_delete",
              "get_current_task_btf",
              "bprm_opts_set",
              "ktime_get_coarse_ns",
              "ima_inode_hash",
              "sock_from_file"),
          release(163, 5, 12, "check_mtu"),
          release(165, 5, 13, "for_each_map_elem", "snprintf"),
          release(168, 5, 14, "sys_bpf", "btf_find_by_name_kind", "sys_close"),
          release(
              175,
              5,
              15,
              "timer_init",
              "timer_set_callback",
              "timer_start",
              "timer_cancel",
              "get_func_ip",
              "get_attach_cookie",
              "task_pt_regs"),
          release(
              179,
              5,
              16,
              "get_branch_snapshot",
              "trace_vprintk",
              "skc_to_unix_sock",
              "kallsyms_lookup_name"),
          release(
              185,
              5,
              17,
              "find_vma",
              "loop",
              "strncmp",
              "get_func_arg",
              "get_func_ret",
              "get_func_arg_cnt"),
          release(
              193,
              5,
              18,
              "get_retval",
              "set_retval",
              "xdp_get_buff_len",
              "xdp_load_bytes",
              "xdp_store_bytes",
              "copy_from_user_task",
              "skb_set_tstamp",
              "ima_file_hash"),
          release(
              203,
              5,
              19,
              "kptr_xchg",
              "map_lookup_percpu_elem",
              "skc_to_mptcp_sock",
              "dynptr_from_mem",
              "ringbuf_reserve_dynptr",
              "ringbuf_submit_dynptr",
              "ringbuf_discard_dynptr",
              "dynptr_read",
              "dynptr_write",
              "dynptr_data"),
          release(
              207,
              6,
              0,
              "tcp_raw_gen_syncookie_ipv4",
              "tcp_raw_gen_syncookie_ipv6",
              "tcp_raw_check_syncookie_ipv4",
              "tcp_raw_check_syncookie_ipv6"),
          release(209, 6, 1, "ktime_get_tai_ns", "user_ringbuf_drain"),
          release(211, 6, 2, "cgrp_storage_get", "cgrp_storage_delete"));

  private HelperReleases() {}

  /** The first release with a helper, and the helper's name. */
  record Helper(String name, KernelLine since) {}

  /** Returns what is known of a helper that came after the oldest release; empty for older ones. */
  static Optional<Helper> newer(int id) {
    int before = HIGHEST_OF_OLDEST;
    for (Release release : RELEASES) {
      if (id > before && id <= release.highest()) {
        return Optional.of(new Helper(release.names().get(id - before - 1), release.line()));
      }
      before = release.highest();
    }
    return Optional.empty();
  }

  /** Tells whether any kernel has a helper of that id. */
  static boolean exists(int id) {
    return id > 0 && id <= RELEASES.getLast().highest();
  }

  private static Release release(int highest, int major, int minor, String... names) {
    return new Release(highest, new KernelLine(major, minor), List.of(names));
  }
}
