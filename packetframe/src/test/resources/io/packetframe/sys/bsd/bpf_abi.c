/*
 * Prints what this system's own headers say of bpf(4), a line for each number, as our table has it
 * (BpfAbi): cc -o bpf-abi bpf_abi.c && ./bpf-abi
 */
#include <sys/types.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <net/bpf.h>
#include <net/if.h>
#include <stddef.h>
#include <stdio.h>

#define REQUEST(name) printf(#name " %lx\n", (unsigned long)(unsigned int)name)
#define SIZE(name, type) printf(name " %zu\n", sizeof(type))

int main(void) {
  REQUEST(BIOCGBLEN);
  REQUEST(BIOCSBLEN);
  REQUEST(BIOCSETF);
#ifdef BIOCSETFNR
  REQUEST(BIOCSETFNR);
#endif
#ifdef BIOCSETWF
  REQUEST(BIOCSETWF);
#endif
  REQUEST(BIOCFLUSH);
  REQUEST(BIOCPROMISC);
  REQUEST(BIOCGDLT);
  REQUEST(BIOCGETIF);
  REQUEST(BIOCSETIF);
  REQUEST(BIOCSRTIMEOUT);
  REQUEST(BIOCGSTATS);
  REQUEST(BIOCIMMEDIATE);
  REQUEST(BIOCVERSION);
  REQUEST(BIOCSHDRCMPLT);
#ifdef BIOCSDLT
  REQUEST(BIOCSDLT);
#endif
  REQUEST(BIOCGDLTLIST);
#if defined(__OpenBSD__)
  printf("DIRECTION %lx\n", (unsigned long)(unsigned int)BIOCSDIRFILT);
#else
  printf("DIRECTION %lx\n", (unsigned long)(unsigned int)BIOCSSEESENT);
#endif
#ifdef BIOCLOCK
  REQUEST(BIOCLOCK);
#endif
  SIZE("ifreq", struct ifreq);
  SIZE("bpf_stat", struct bpf_stat);
  SIZE("bpf_hdr", struct bpf_hdr);
  printf("bh_caplen %zu\n", offsetof(struct bpf_hdr, bh_caplen));
  printf("bh_datalen %zu\n", offsetof(struct bpf_hdr, bh_datalen));
  printf("bh_hdrlen %zu\n", offsetof(struct bpf_hdr, bh_hdrlen));
  printf("alignment %zu\n", (size_t)BPF_WORDALIGN(1));
  return 0;
}
