/*
 * The functions of kernel32, setupapi and advapi32 that ask for disks, display adapters and values
 * of the registry, with Windows' numbers. Each checks what it is given; what Windows would not take
 * is error 87 (ERROR_INVALID_PARAMETER), and errno stands in for GetLastError.
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#define INVALID ((void *)-1)

static int disk, list;
static int open_disks, open_lists;

int fake_open(void)
{
	return open_disks + open_lists;
}

static int fail(int error)
{
	errno = error;
	return 0;
}

static int is_wide(const uint16_t *wide, const char *text)
{
	for (; *text; text++, wide++)
		if (*wide != (uint8_t)*text)
			return 0;
	return *wide == 0;
}

static uint32_t put_wide(uint8_t *out, uint32_t size, const char *text)
{
	uint32_t i, length = strlen(text) + 1;

	if (2 * length > size)
		return 0;
	for (i = 0; i < length; i++) {
		out[2 * i] = text[i];
		out[2 * i + 1] = 0;
	}
	return 2 * length;
}

void *CreateFileW(const uint16_t *path, uint32_t access, uint32_t share, void *security,
		  uint32_t disposition, uint32_t flags, void *template)
{
	if (access || share != 3 || security || disposition != 3 || flags || template) {
		fail(87);
		return INVALID;
	}
	if (!is_wide(path, "\\\\.\\PHYSICALDRIVE0")) {
		fail(2);
		return INVALID;
	}
	open_disks++;
	return &disk;
}

int CloseHandle(void *handle)
{
	if (handle != &disk)
		return fail(6);
	open_disks--;
	return 1;
}

int DeviceIoControl(void *handle, uint32_t code, const uint32_t *in, uint32_t in_size, uint8_t *out,
		    uint32_t out_size, uint32_t *returned, void *overlapped)
{
	if (handle != &disk || overlapped || code != 0x2d1400 || in_size != 12 || in[1] || in[2])
		return fail(87);
	memset(out, 0xee, out_size);
	if (in[0] == 0 && out_size >= 64) {
		uint32_t head[] = { 40, 60, 0, 0, 48, 0, 0, 11, 20 };

		memcpy(out, head, sizeof(head));
		memcpy(out + 48, "ST4000NM  ", 11);
		*returned = 60;
		return 1;
	}
	if (in[0] == 7 && out_size >= 12) {
		uint32_t penalty[] = { 12, 12, 1 };

		memcpy(out, penalty, sizeof(penalty));
		*returned = 12;
		return 1;
	}
	return fail(50);
}

static const uint8_t display[16] = { 0x68, 0xe9, 0x36, 0x4d, 0x25, 0xe3, 0xce, 0x11,
				     0xbf, 0xc1, 0x08, 0x00, 0x2b, 0xe1, 0x03, 0x18 };

void *SetupDiGetClassDevsW(const uint8_t *class, void *enumerator, void *window, uint32_t flags)
{
	if (memcmp(class, display, sizeof(display)) || enumerator || window || flags != 2) {
		fail(87);
		return INVALID;
	}
	open_lists++;
	return &list;
}

int SetupDiDestroyDeviceInfoList(void *given)
{
	if (given != &list)
		return fail(6);
	open_lists--;
	return 1;
}

struct information {
	uint32_t size;
	uint8_t class[16];
	uint32_t instance;
	uint64_t reserved;
};

int SetupDiEnumDeviceInfo(void *given, uint32_t index, struct information *information)
{
	if (given != &list)
		return fail(6);
	if (information->size != sizeof(*information))
		return fail(1784);
	if (index > 0)
		return fail(259);
	information->instance = 77;
	return 1;
}

int SetupDiGetDeviceRegistryPropertyW(void *given, struct information *information, uint32_t property,
				      uint32_t *type, uint8_t *out, uint32_t size, uint32_t *needed)
{
	uint32_t number;
	const char *text;

	if (given != &list || information->instance != 77 || !type)
		return fail(87);
	switch (property) {
	case 0x00:
		text = "NVIDIA GeForce RTX 3090";
		break;
	case 0x01:
		text = "PCI\\VEN_10DE&DEV_2204&SUBSYS_403B1458&REV_A1";
		break;
	case 0x04:
		text = "nvlddmkm";
		break;
	case 0x09:
		text = "{4d36e968-e325-11ce-bfc1-08002be10318}\\0001";
		break;
	case 0x0b:
		text = "NVIDIA";
		break;
	case 0x15:
		number = 1;
		goto number;
	case 0x1c:
		number = 0x1f0007;
		goto number;
	default:
		return fail(13);
	}
	*needed = put_wide(out, size, text);
	return *needed ? 1 : fail(122);
number:
	memcpy(out, &number, 4);
	*needed = 4;
	return 1;
}

uint32_t RegGetValueW(void *root, const uint16_t *key, const uint16_t *name, uint32_t types,
		      uint32_t *type, uint8_t *out, uint32_t *size)
{
	uint64_t bytes = 25769803776ULL;

	if ((uint64_t)root != 0xffffffff80000002ULL || types != 0xffff || !type || *size < 8)
		return 87;
	if (!is_wide(key, "SYSTEM\\CurrentControlSet\\Control\\Class\\"
			  "{4d36e968-e325-11ce-bfc1-08002be10318}\\0001")
	    || !is_wide(name, "HardwareInformation.qwMemorySize"))
		return 2;
	memcpy(out, &bytes, 8);
	*size = 8;
	return 0;
}
