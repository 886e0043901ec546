/*
 * ebpfapi.dll as we need it: what it exports, and a driver behind it with one native image. Every
 * argument is looked at byte by byte; the first that the library would not take is remembered. The
 * structs are those of its public headers, in this file's own words; where the headers of Linux or
 * of Windows have the same struct, the compiler compares.
 *
 * As a library of Linux: gcc -shared -fPIC. As a DLL: x86_64-w64-mingw32-gcc -shared.
 */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#define EXPORT __declspec(dllexport)
#else
#include <linux/bpf.h>
#define EXPORT
typedef struct {
  uint32_t Data1;
  uint16_t Data2;
  uint16_t Data3;
  uint8_t Data4[8];
} GUID;
#endif

_Static_assert(sizeof(GUID) == 16 && offsetof(GUID, Data2) == 4, "GUID");
_Static_assert(offsetof(GUID, Data3) == 6 && offsetof(GUID, Data4) == 8, "GUID");
#ifdef _WIN32
_Static_assert((uintptr_t)HKEY_LOCAL_MACHINE == (uintptr_t)(intptr_t)(int32_t)0x80000002, "registry");
_Static_assert(RRF_RT_REG_SZ == 2 && sizeof(DWORD) == 4 && sizeof(WCHAR) == 2, "registry");
#endif
_Static_assert(sizeof(size_t) == 8 && sizeof(void *) == 8, "64 bits");
#ifdef _WIN32
_Static_assert(ENOENT == 2 && ENOMEM == 12 && EINVAL == 22 && ENOSPC == 28, "errnos");
_Static_assert(EPERM == 1 && EIO == 5 && E2BIG == 7 && EBADF == 9 && EACCES == 13, "errnos");
_Static_assert(EBUSY == 16 && EEXIST == 17 && ENOSYS == 40, "errnos");
_Static_assert(ENOTSUP == 129 && EOPNOTSUPP == 130, "errnos");
#endif

/* What bpf() takes. */
struct map_create {
  uint32_t type, key_size, value_size, max_entries, flags;
};
struct map_element {
  uint32_t map_fd, padding;
  uint64_t key, value, flags;
};
struct program_load {
  uint32_t type, count;
  uint64_t instructions, license;
  uint32_t log_level, log_size;
  uint64_t log;
  uint32_t version, flags;
};

#ifndef _WIN32
_Static_assert(offsetof(struct map_create, type) == offsetof(union bpf_attr, map_type), "attr");
_Static_assert(offsetof(struct map_create, key_size) == offsetof(union bpf_attr, key_size), "attr");
_Static_assert(offsetof(struct map_create, value_size) == offsetof(union bpf_attr, value_size), "attr");
_Static_assert(offsetof(struct map_create, max_entries) == offsetof(union bpf_attr, max_entries), "attr");
_Static_assert(offsetof(struct map_element, map_fd) == offsetof(union bpf_attr, map_fd), "attr");
_Static_assert(offsetof(struct map_element, key) == offsetof(union bpf_attr, key), "attr");
_Static_assert(offsetof(struct map_element, value) == offsetof(union bpf_attr, value), "attr");
_Static_assert(offsetof(struct map_element, value) == offsetof(union bpf_attr, next_key), "attr");
_Static_assert(offsetof(struct program_load, type) == offsetof(union bpf_attr, prog_type), "attr");
_Static_assert(offsetof(struct program_load, count) == offsetof(union bpf_attr, insn_cnt), "attr");
_Static_assert(offsetof(struct program_load, instructions) == offsetof(union bpf_attr, insns), "attr");
_Static_assert(offsetof(struct program_load, license) == offsetof(union bpf_attr, license), "attr");
_Static_assert(offsetof(union bpf_attr, link_detach.link_fd) == 0, "attr");
_Static_assert(BPF_MAP_CREATE == 0 && BPF_MAP_LOOKUP_ELEM == 1 && BPF_MAP_GET_NEXT_KEY == 4, "cmd");
_Static_assert(BPF_PROG_LOAD == 5 && BPF_LINK_DETACH == 34, "cmd");
#endif

/* What it says of objects. */
struct map_info {
  uint32_t id, type, key_size, value_size, max_entries;
  char name[64];
  uint32_t flags, inner_map_id, pinned_path_count;
};
struct program_info {
  uint32_t id, type, map_count;
  uintptr_t map_ids;
  char name[64];
  GUID type_uuid, attach_type_uuid;
  uint32_t pinned_path_count, link_count;
};
_Static_assert(sizeof(struct map_info) == 96 && offsetof(struct map_info, name) == 20, "info");
_Static_assert(sizeof(struct program_info) == 128, "info");
_Static_assert(offsetof(struct program_info, name) == 24, "info");
_Static_assert(offsetof(struct program_info, attach_type_uuid) == 104, "info");

/* Results, and errnos of Microsoft's C library. */
enum { SUCCESS, INVALID_FD = 4, INVALID_ARGUMENT = 6, FILE_NOT_FOUND = 9, NO_MEMORY = 12, FAILED = 17, ACCESS_DENIED = 20 };
enum { NO_ENTRY = 2, INVALID = 22 };

enum { HASH = 1, ARRAY = 2, PERCPU_ARRAY = 5, RINGBUF = 13 };
enum { XDP, BIND, CONNECT4, HOOKS };
enum { CPUS = 3, ATTRIBUTES = 160, KEYS = 4, FDS = 256, MAPS = 64, PROGRAMS = 3 };
#define FILE_NAME "C:\\images\\sockets.sys"
#define FORBIDDEN_FILE_NAME "C:\\images\\\xc3\xa4.sys" /* in UTF-8 */

static const GUID hooks[HOOKS] = {
    {0x85e0d8ef, 0x579e, 0x4931, {0xb0, 0x72, 0x8e, 0xe2, 0x26, 0xbb, 0x2e, 0x9d}},
    {0xb9707e04, 0x8127, 0x4c72, {0x83, 0x3e, 0x05, 0xb1, 0xfb, 0x43, 0x94, 0x96}},
    {0xa82e37b1, 0xaee7, 0x11ec, {0x9a, 0x30, 0x18, 0x60, 0x24, 0x89, 0xbe, 0xee}},
};

/* A value for each processor; of ordinary maps the first alone. */
struct map {
  const char *name;
  uint32_t type, key_size, value_size, max_entries;
  uint64_t values[CPUS][KEYS];
  uint16_t keys[KEYS];
  int count;
};
enum { CONNECTS, BINDS, PORT_BYTES, BUCKETS, SUM, CONSTANTS, EVENTS, WITHOUT_SUM, REAL_MAPS };
static struct map maps[MAPS] = {
    {"connects", PERCPU_ARRAY, 4, 8, 1, {{0}}, {0}, 1},
    {"binds", ARRAY, 4, 8, 1, {{0}}, {0}, 1},
    {"port_bytes", HASH, 2, 8, 4, {{0}}, {0}, 0},
    {"Held_ns_log2", PERCPU_ARRAY, 4, 32, 1, {{0}}, {0}, 1},
    {"held_ns_sum", ARRAY, 4, 8, 1, {{0}}, {0}, 1},
    {".rodata", ARRAY, 4, 12, 1, {{0}}, {0}, 1},
    {"events", RINGBUF, 0, 0, 4096, {{0}}, {0}, 0},
    {"a_name_of_sixty_three_bytes_is_the_longest_that_there_is___log2", ARRAY, 4, 16, 1, {{0}}, {0}, 1},
};
static int map_count = REAL_MAPS;

static const struct {
  const char *name;
  uint32_t type;
  int hook;
} programs[PROGRAMS] = {{"count_frames", 1, XDP}, {"count_binds", 2, BIND}, {"count_connects", 3, CONNECT4}};

enum kind { FREE, MAP, PROGRAM, LINK };
static struct {
  enum kind kind;
  int index;
  int detached;
} fds[FDS];

static const char *first_problem = "";
static int calls, failing = -1, zero_fd, is_silent, is_without_compiler;

static void wrong(const char *what) {
  if (*first_problem == '\0') {
    first_problem = what;
  }
}

/* What may fail is counted; the one that was chosen does. */
static int fails(void) { return calls++ == failing; }

static int opened(enum kind kind, int index) {
  for (int fd = 3; fd < FDS; fd++) {
    if (fds[fd].kind == FREE) {
      fds[fd].kind = kind;
      fds[fd].index = index;
      fds[fd].detached = 0;
      return fd;
    }
  }
  wrong("too many descriptors");
  return -1;
}

static int is_open(int64_t fd, enum kind kind) {
  if (fd <= 0 || fd >= FDS || fds[fd].kind != kind) {
    wrong("a descriptor of something else, or of nothing");
    return 0;
  }
  return 1;
}

static void zero_from(const unsigned char *bytes, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (bytes[i] != 0) {
      wrong("bytes behind the attributes of a command are set");
    }
  }
}

static struct map *map_of(uint32_t fd) { return is_open(fd, MAP) ? &maps[fds[fd].index] : NULL; }

static int found(const struct map *map, const unsigned char *key) {
  for (int i = 0; i < map->count; i++) {
    if (memcmp(key, map->key_size == 2 ? (void *)&map->keys[i] : (void *)"\0\0\0\0", map->key_size) == 0) {
      return i;
    }
  }
  return -1;
}

static int lookup(const struct map_element *element) {
  struct map *map = map_of(element->map_fd);
  if (map == NULL || element->key == 0 || element->value == 0) {
    return -INVALID;
  }
  int at = found(map, (const unsigned char *)(uintptr_t)element->key);
  if (at < 0) {
    return -NO_ENTRY;
  }
  unsigned char *value = (unsigned char *)(uintptr_t)element->value;
  for (int cpu = 0; cpu < (map->type == PERCPU_ARRAY ? CPUS : 1); cpu++) {
    memcpy(value + (size_t)cpu * map->value_size, map->values[cpu] + at, map->value_size);
  }
  return 0;
}

static int next_key(const struct map_element *element) {
  struct map *map = map_of(element->map_fd);
  if (map == NULL || element->value == 0) {
    return -INVALID;
  }
  int at = element->key == 0 ? 0 : found(map, (const unsigned char *)(uintptr_t)element->key) + 1;
  if (at >= map->count) {
    return -NO_ENTRY;
  }
  memcpy((void *)(uintptr_t)element->value, &map->keys[at], map->key_size);
  return 0;
}

static int load(const struct program_load *program) {
  static const unsigned char smallest[16] = {0xb7, 0, 0, 0, 0, 0, 0, 0, 0x95};
  if (program->type != 2 || program->count != 2) {
    wrong("another program than the smallest one of type BIND");
  } else if (memcmp((void *)(uintptr_t)program->instructions, smallest, sizeof smallest) != 0) {
    wrong("other instructions than those of the smallest program");
  }
  if (*(const char *)(uintptr_t)program->license != '\0') {
    wrong("a license");
  }
  return is_without_compiler ? -INVALID : opened(PROGRAM, 0);
}

EXPORT int bpf(int command, void *attributes, unsigned int size) {
  const unsigned char *bytes = attributes;
  if (is_silent || fails()) {
    return -INVALID;
  }
  if (size != ATTRIBUTES) {
    wrong("attributes of another size");
    return -INVALID;
  }
  switch (command) {
  case 0: {
    const struct map_create *create = attributes;
    zero_from(bytes, offsetof(struct map_create, flags), size);
    if (create->type != ARRAY || create->key_size != 4 || create->value_size != 8 || create->max_entries != 1) {
      wrong("another map than an array of one number");
    }
    return opened(MAP, BINDS);
  }
  case 1:
    zero_from(bytes, 4, 8);
    zero_from(bytes, offsetof(struct map_element, flags), size);
    return lookup(attributes);
  case 4:
    zero_from(bytes, 4, 8);
    zero_from(bytes, offsetof(struct map_element, flags), size);
    return next_key(attributes);
  case 5:
    zero_from(bytes, offsetof(struct program_load, log_level), size);
    return load(attributes);
  case 34:
    zero_from(bytes, 4, size);
    uint32_t link = *(const uint32_t *)attributes;
    if (!is_open(link, LINK)) {
      return -INVALID;
    }
    fds[link].detached = 1;
    return 0;
  default:
    wrong("a command that is not used");
    return -INVALID;
  }
}

EXPORT int ebpf_object_load_native_by_fds(
    const char *file, size_t *map_room, int32_t *map_fds, size_t *program_room, int32_t *program_fds) {
  if (fails()) {
    return FAILED;
  }
  if (strcmp(file, FORBIDDEN_FILE_NAME) == 0) {
    return ACCESS_DENIED;
  }
  if (strcmp(file, FILE_NAME) != 0) {
    return FILE_NOT_FOUND;
  }
  size_t map_space = *map_room, program_space = *program_room;
  *map_room = (size_t)map_count;
  *program_room = PROGRAMS;
  if (map_space < (size_t)map_count || program_space < PROGRAMS) {
    return NO_MEMORY;
  }
  for (int i = 0; i < map_count; i++) {
    map_fds[i] = zero_fd && i == 1 ? 0 : opened(MAP, i);
  }
  for (int i = 0; i < PROGRAMS; i++) {
    program_fds[i] = opened(PROGRAM, i);
  }
  return SUCCESS;
}

EXPORT int ebpf_object_get_info_by_fd(int32_t fd, void *info, uint32_t *size, int *type) {
  if (fails()) {
    return FAILED;
  }
  if (type != NULL || fd <= 0 || fd >= FDS || (fds[fd].kind != MAP && fds[fd].kind != PROGRAM)) {
    wrong("a question about no map and no program");
    return INVALID_FD;
  }
  zero_from(info, 0, *size);
  if (fds[fd].kind == MAP) {
    const struct map *map = &maps[fds[fd].index];
    struct map_info *told = info;
    if (*size != sizeof *told) {
      wrong("room of another size for what a map is");
      return INVALID_ARGUMENT;
    }
    *told = (struct map_info){7, map->type, map->key_size, map->value_size, map->max_entries, "", 0, ~0u, 0};
    strncpy(told->name, map->name, sizeof told->name - 1);
  } else {
    struct program_info *told = info;
    if (*size != sizeof *told) {
      wrong("room of another size for what a program is");
      return INVALID_ARGUMENT;
    }
    told->id = 9;
    told->type = programs[fds[fd].index].type;
    told->attach_type_uuid = hooks[programs[fds[fd].index].hook];
    if (programs[fds[fd].index].hook == XDP) {
      memset(&told->attach_type_uuid, 0, sizeof(GUID)); /* its section said no hook */
    }
    strncpy(told->name, programs[fds[fd].index].name, sizeof told->name - 1);
  }
  return SUCCESS;
}

#ifndef WITHOUT_ATTACH
EXPORT int ebpf_program_attach_by_fds(
    int32_t program, const GUID *type, const void *parameters, size_t size, int32_t *link) {
  if (fails()) {
    return FAILED;
  }
  if (!is_open(program, PROGRAM)) {
    return INVALID_FD;
  }
  int hook = programs[fds[program].index].hook;
  if (memcmp(type, &hooks[hook], sizeof *type) != 0) {
    wrong("a program at a hook that is not its own");
    return INVALID_ARGUMENT;
  }
  if (hook == XDP ? size != 4 || *(const uint32_t *)parameters == 0 : size != 0 || parameters != NULL) {
    wrong("parameters that the hook does not have");
    return INVALID_ARGUMENT;
  }
  if (*link != -1) {
    wrong("a link that is one already");
  }
  *link = opened(LINK, hook);
  return SUCCESS;
}
#endif

EXPORT int ebpf_close_fd(int32_t fd) {
  if (fd <= 0 || fd >= FDS || fds[fd].kind == FREE) {
    wrong("something closed that is not open");
    return INVALID_FD;
  }
  fds[fd].kind = FREE;
  return SUCCESS;
}

EXPORT int libbpf_num_possible_cpus(void) { return is_silent || fails() ? -INVALID : CPUS; }

#ifndef _WIN32
/* Of advapi32.dll: what Windows was started with. */
int RegGetValueW(
    uintptr_t key, const uint16_t *path, const uint16_t *name, uint32_t flags, uint32_t *type, void *data, uint32_t *size) {
  static const uint16_t control[] = u"SYSTEM\\CurrentControlSet\\Control", options[] = u"SystemStartOptions";
  static const uint16_t told[] = u" NOEXECUTE=OPTIN  TESTSIGNING";
  if (key != 0xffffffff80000002 || flags != 2 || type != NULL || *size < sizeof told) {
    wrong("another question to the registry");
    return 87;
  }
  if (memcmp(path, control, sizeof control) != 0 || memcmp(name, options, sizeof options) != 0) {
    wrong("another value of the registry");
    return 2;
  }
  memcpy(data, told, sizeof told);
  *size = sizeof told;
  return 0;
}
#endif

/* What the tests say to it. */

/* Sockets do something: connect to a port with so many bytes, or bind. */
EXPORT void fake_event(int hook, int port, int bytes) {
  static int cpu;
  int attached = 0;
  for (int fd = 0; fd < FDS; fd++) {
    attached |= fds[fd].kind == LINK && fds[fd].index == hook && !fds[fd].detached;
  }
  if (!attached) {
    return;
  }
  if (hook == BIND) {
    maps[BINDS].values[0][0]++;
    return;
  }
  cpu = (cpu + 1) % CPUS;
  maps[CONNECTS].values[cpu][0]++;
  maps[BUCKETS].values[cpu][bytes % 4]++;
  maps[SUM].values[0][0] += (uint64_t)bytes;
  struct map *ports = &maps[PORT_BYTES];
  uint16_t key = (uint16_t)port;
  int at = found(ports, (unsigned char *)&key);
  if (at < 0) {
    at = ports->count++;
    ports->keys[at] = key;
  }
  ports->values[0][at] += (uint64_t)bytes;
}

EXPORT void fake_more_maps(int count) {
  for (; count > 0; count--) {
    maps[map_count] = maps[BINDS];
    maps[map_count++].name = ".filler";
  }
}

/* The call of that number fails, counted from now on. */
EXPORT void fake_fail(int call) {
  calls = 0;
  failing = call;
}

EXPORT int fake_calls(void) { return calls; }

EXPORT void fake_zero_descriptor(void) { zero_fd = 1; }

EXPORT void fake_without_driver(void) { is_silent = 1; }

EXPORT void fake_without_compiler(void) { is_without_compiler = 1; }

EXPORT int fake_open_descriptors(void) {
  int count = 0;
  for (int fd = 0; fd < FDS; fd++) {
    count += fds[fd].kind != FREE;
  }
  return count;
}

EXPORT const char *fake_problem(void) { return first_problem; }
