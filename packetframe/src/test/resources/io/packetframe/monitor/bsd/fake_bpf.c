/*
 * bpf(4) of one system, as its headers say it is: the C library's four functions, and what tests
 * ask of it. The numbers are written down here once more on purpose, not computed.
 * Compile with -DFREEBSD, -DOPENBSD, -DNETBSD, -DMACOS or -DDRAGONFLY.
 */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#if defined(NETBSD)
#define SETIF 0x8090426cUL
#define IFREQ 144
#define GSTATS 0x4080426fUL
#define DIRECTION 0x80044279UL
#elif defined(OPENBSD)
#define SETIF 0x8020426cUL
#define IFREQ 32
#define GSTATS 0x4008426fUL
#define DIRECTION 0x8004427dUL
#else
#define SETIF 0x8020426cUL
#define IFREQ 32
#define GSTATS 0x4008426fUL
#define DIRECTION 0x80044277UL
#endif

#if defined(OPENBSD) || defined(MACOS)
#define CAPLEN 8
#define WORD 4
#else
#define CAPLEN 16
#define WORD 8
#endif
#if defined(OPENBSD)
#define HEADER 24
#else
#define HEADER (CAPLEN + 10)
#endif
#define ALIGNED(n) (((n) + WORD - 1) & ~(size_t)(WORD - 1))

#define LARGEST 4096
#define FIRST_FD 1000
#define DEVICES 8

struct instruction {
  uint16_t code;
  uint8_t jt, jf;
  uint32_t k;
};

struct device {
  int open, bound, immediate;
  uint32_t length, direction, count;
  struct instruction filter[512];
  unsigned char buffer[LARGEST];
  size_t filled;
  uint64_t received, dropped;
};

static struct device devices[DEVICES];
static char problem[200];
static uint32_t data_link = 1;
static int busy;

static void wrong(const char *what) {
  if (problem[0] == 0) {
    snprintf(problem, sizeof problem, "%s", what);
  }
}

const char *fake_problem(void) { return problem; }

void fake_data_link(int number) { data_link = (uint32_t)number; }

/* So many numbered devices are in use by others. */
void fake_busy(int count) { busy = count; }

int fake_open_devices(void) {
  int count = 0;
  for (int i = 0; i < DEVICES; i++) {
    count += devices[i].open;
  }
  return count;
}

static int refuse(int number) {
  errno = number;
  return -1;
}

static struct device *of(int fd) {
  if (fd < FIRST_FD || fd >= FIRST_FD + DEVICES || !devices[fd - FIRST_FD].open) {
    wrong("a descriptor that is not open");
    return NULL;
  }
  return &devices[fd - FIRST_FD];
}

int open(const char *path, int flags, ...) {
  if (flags != 4) {
    wrong("open with other flags than O_RDONLY | O_NONBLOCK");
  }
#if defined(MACOS)
  int number = -1, end = 0;
  if (sscanf(path, "/dev/bpf%d%n", &number, &end) != 1 || path[end] != 0) {
    wrong("open of another path");
    return refuse(2);
  }
  if (number < busy) {
    return refuse(16);
  }
  if (number >= DEVICES) {
    return refuse(2);
  }
  if (devices[number].open) {
    return refuse(16);
  }
#else
  if (strcmp(path, "/dev/bpf") != 0) {
    wrong("open of another path");
    return refuse(2);
  }
  if (busy) {
    return refuse(13);
  }
  int number = 0;
  while (number < DEVICES && devices[number].open) {
    number++;
  }
  if (number == DEVICES) {
    return refuse(16);
  }
#endif
  memset(&devices[number], 0, sizeof devices[number]);
  devices[number].open = 1;
  devices[number].length = 64; /* too short for anyone who does not ask for more */
  devices[number].dropped = 0xfffffffe; /* close to where 32 bits end */
  devices[number].direction = 99;
  return FIRST_FD + number;
}

int close(int fd) {
  struct device *device = of(fd);
  if (device == NULL) {
    return refuse(9);
  }
  device->open = 0;
  return 0;
}

static int set_interface(struct device *device, const unsigned char *ifreq) {
  size_t name = strnlen((const char *)ifreq, 16);
  if (name == 16) {
    wrong("a name without an end");
  }
  for (size_t i = name; i < IFREQ; i++) {
    if (ifreq[i] != 0) {
      wrong("ifreq with more than a name");
    }
  }
  if (strcmp((const char *)ifreq, "em0") != 0) {
    return refuse(6);
  }
  device->bound = 1;
  return 0;
}

static int set_filter(struct device *device, const unsigned char *program) {
  uint32_t count, padding;
  struct instruction *filter;
  memcpy(&count, program, 4);
  memcpy(&padding, program + 4, 4);
  memcpy(&filter, program + 8, 8);
  if (padding != 0) {
    wrong("bpf_program with padding");
  }
  if (!device->bound || device->direction == 99) {
    wrong("BIOCSETF before BIOCSETIF and the direction: unfiltered frames would stay");
  }
  if (count < 1 || count > 512 || (filter[count - 1].code & 7) != 6) {
    wrong("a filter that no kernel takes");
    return refuse(22);
  }
  memcpy(device->filter, filter, count * sizeof *filter);
  device->count = count;
  device->filled = 0;
  return 0;
}

static void statistics(const struct device *device, unsigned char *memory) {
#if defined(NETBSD)
  memset(memory, 0, 128);
  memcpy(memory, &device->received, 8);
  memcpy(memory + 8, &device->dropped, 8);
#else
  uint32_t received = (uint32_t)device->received, dropped = (uint32_t)device->dropped;
  memcpy(memory, &received, 4);
  memcpy(memory + 4, &dropped, 4);
#endif
}

int ioctl(int fd, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  uint32_t *number = argument;
  struct device *device = of(fd);
  if (device == NULL) {
    return refuse(9);
  }
  switch (request) {
  case 0x40044271UL: /* BIOCVERSION: two u_short */
    ((uint16_t *)argument)[0] = 1;
    ((uint16_t *)argument)[1] = 1;
    return 0;
  case 0xc0044266UL: /* BIOCSBLEN */
    if (device->bound) {
      wrong("BIOCSBLEN after BIOCSETIF");
      return refuse(22);
    }
    device->length = *number > LARGEST ? LARGEST : *number;
    *number = device->length;
    return 0;
  case 0x40044266UL: /* BIOCGBLEN */
    *number = device->length;
    return 0;
  case 0x4004426aUL: /* BIOCGDLT */
    if (!device->bound) {
      wrong("BIOCGDLT before BIOCSETIF");
      return refuse(22);
    }
    *number = data_link;
    return 0;
  case 0x80044270UL: /* BIOCIMMEDIATE */
    device->immediate = *number == 1;
    return 0;
  case 0x80104267UL: /* BIOCSETF */
    return set_filter(device, argument);
  case SETIF:
    return set_interface(device, argument);
  case GSTATS:
    statistics(device, argument);
    return 0;
  case DIRECTION:
#if defined(MACOS) || defined(DRAGONFLY)
    if (*number > 1) {
      wrong("BIOCSSEESENT takes 0 and 1");
    }
#else
    if (*number > 2) {
      wrong("a direction of more than 2");
    }
#endif
    device->direction = *number;
    return 0;
  default:
    wrong("an ioctl that this system does not have");
    return refuse(25);
  }
}

long read(int fd, void *memory, size_t size) {
  struct device *device = of(fd);
  if (device == NULL) {
    return refuse(9);
  }
  if (size != device->length) {
    wrong("a read of another size than BIOCGBLEN's");
    return refuse(22);
  }
  if (!device->immediate) {
    wrong("a read without BIOCIMMEDIATE");
  }
  if (device->filled == 0) {
    return refuse(35);
  }
  memcpy(memory, device->buffer, device->filled);
  size_t filled = device->filled;
  device->filled = 0;
  return (long)filled;
}

static uint32_t loaded(const unsigned char *frame, uint32_t length, uint64_t at, int width, int *end) {
  uint32_t value = 0;
  if (at + (uint64_t)width > length) {
    *end = 1;
    return 0;
  }
  for (int i = 0; i < width; i++) {
    value = value << 8 | frame[at + (uint64_t)i];
  }
  return value;
}

/* What the filters of the tests need, and no more. */
static uint32_t filtered(const struct device *device, const unsigned char *frame, uint32_t length) {
  uint32_t a = 0, x = 0;
  for (uint32_t at = 0; at < device->count; at++) {
    const struct instruction *now = &device->filter[at];
    int end = 0;
    switch (now->code) {
    case 0x00: a = now->k; break;
    case 0x01: x = now->k; break;
    case 0x20: a = loaded(frame, length, now->k, 4, &end); break;
    case 0x28: a = loaded(frame, length, now->k, 2, &end); break;
    case 0x30: a = loaded(frame, length, now->k, 1, &end); break;
    case 0x50: a = loaded(frame, length, (uint64_t)x + now->k, 1, &end); break;
    case 0x74: a >>= now->k; break;
    case 0x05: at += now->k; break;
    case 0x15: at += a == now->k ? now->jt : now->jf; break;
    case 0x06: return now->k;
    default: wrong("an instruction that this fake does not have"); return 0;
    }
    if (end) {
      return 0;
    }
  }
  wrong("a filter without an end");
  return 0;
}

static int sees(const struct device *device, int is_outgoing) {
#if defined(OPENBSD)
  return !(device->direction & (is_outgoing ? 2u : 1u));
#elif defined(FREEBSD) || defined(NETBSD)
  return device->direction == 1 || device->direction == (is_outgoing ? 2u : 0u);
#else
  return !is_outgoing || device->direction == 1;
#endif
}

static void capture(struct device *device, const unsigned char *frame, uint32_t length, uint32_t taken) {
  uint32_t captured = taken < length ? taken : length;
  size_t link = data_link == 1 ? 14 : data_link == 0 ? 4 : 0;
  uint16_t header = (uint16_t)(ALIGNED(link + HEADER) - link);
  size_t start = ALIGNED(device->filled);
  if (start + header + captured > device->length) {
    device->dropped++;
    return;
  }
  unsigned char *record = device->buffer + start;
  memset(record, 0x5a, header);
  memcpy(record + CAPLEN, &captured, 4);
  memcpy(record + CAPLEN + 4, &length, 4);
  memcpy(record + CAPLEN + 8, &header, 2);
  memcpy(record + header, frame, captured);
  device->filled = start + header + captured;
}

/* A frame passes em0. */
void fake_frame(const unsigned char *frame, int length, int is_outgoing) {
  for (int i = 0; i < DEVICES; i++) {
    struct device *device = &devices[i];
    if (!device->open || device->count == 0 || !sees(device, is_outgoing)) {
      continue;
    }
    device->received++;
    uint32_t taken = filtered(device, frame, (uint32_t)length);
    if (taken != 0) {
      capture(device, frame, (uint32_t)length, taken);
    }
  }
}
