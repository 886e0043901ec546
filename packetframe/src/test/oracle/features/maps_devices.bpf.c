// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Maps of interfaces, processors, sockets and groups. */
#include "feature.bpf.h"

#define MAP(name, kind, entries, keys, values) struct { \
	__uint(type, BPF_MAP_TYPE_##kind); \
	__uint(max_entries, entries); \
	__uint(key_size, keys); \
	__uint(value_size, values); \
} name SEC(".maps")

MAP(ports, DEVMAP, 8, 4, 4);
MAP(ports_with_programs, DEVMAP, 8, 4, 8);
MAP(ports_by_hash, DEVMAP_HASH, 8, 4, 8);
MAP(processors, CPUMAP, 2, 4, 8);
MAP(queues, XSKMAP, 4, 4, 4);
MAP(sockets, SOCKMAP, 4, 4, 8);
MAP(sockets_by_hash, SOCKHASH, 4, 4, 8);
MAP(listeners, REUSEPORT_SOCKARRAY, 4, 4, 8);
MAP(groups, CGROUP_ARRAY, 4, 4, 4);

SEC("xdp")
int redirect(struct xdp_md *context)
{
	if (context->rx_queue_index == 1)
		return bpf_redirect_map(&ports, 1, 0);
	if (context->rx_queue_index == 2)
		return bpf_redirect_map(&ports_with_programs, 1, 0);
	if (context->rx_queue_index == 3)
		return bpf_redirect_map(&ports_by_hash, 1, 0);
	if (context->rx_queue_index == 4)
		return bpf_redirect_map(&processors, 1, 0);
	return bpf_redirect_map(&queues, 1, XDP_PASS);
}

SEC("sk_msg")
int message(struct sk_msg_md *context)
{
	return bpf_msg_redirect_map(context, &sockets, 0, 0);
}

SEC("sk_skb/stream_verdict")
int verdict(struct __sk_buff *skb)
{
	u32 key = 0;
	return bpf_sk_redirect_hash(skb, &sockets_by_hash, &key, 0);
}

SEC("sk_reuseport")
int listener(struct sk_reuseport_md *context)
{
	u32 key = 0;
	bpf_sk_select_reuseport(context, &listeners, &key, 0);
	return SK_PASS;
}

SEC("tc")
int group(struct __sk_buff *skb)
{
	return bpf_skb_under_cgroup(skb, &groups, 0);
}
