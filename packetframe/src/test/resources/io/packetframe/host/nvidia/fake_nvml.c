/*
 * NVML as nvml.h declares it, with three cards: one that answers, one that tells no utilisation,
 * and one that has fallen off the bus.
 */
#include <string.h>

static int initialised;
static char answering, half, lost;

int nvmlInit_v2(void)
{
	initialised++;
	return 0;
}

int nvmlShutdown(void)
{
	initialised--;
	return 0;
}

int fake_initialised(void)
{
	return initialised;
}

int nvmlDeviceGetHandleByPciBusId_v2(const char *bus, void **device)
{
	if (!initialised)
		return 1;
	if (!strcmp(bus, "0000:3b:00.0"))
		*device = &answering;
	else if (!strcmp(bus, "0000:01:00.0"))
		*device = &half;
	else if (!strcmp(bus, "0000:02:00.0"))
		*device = &lost;
	else
		return 2;
	return 0;
}

struct memory {
	unsigned long long total, free, used;
};

int nvmlDeviceGetMemoryInfo(void *device, struct memory *memory)
{
	if (device == &lost)
		return 15;
	if (device != &answering && device != &half)
		return 2;
	memory->total = 15843721216ULL;
	memory->free = 15000000000ULL;
	memory->used = 843721216ULL;
	return 0;
}

struct utilisation {
	unsigned int gpu, memory;
};

int nvmlDeviceGetUtilizationRates(void *device, struct utilisation *rates)
{
	if (device == &half)
		return 3;
	if (device != &answering)
		return 2;
	rates->gpu = 37;
	rates->memory = 11;
	return 0;
}

const char *nvmlErrorString(int result)
{
	switch (result) {
	case 1:
		return "Uninitialized";
	case 2:
		return "Invalid Argument";
	case 3:
		return "Not Supported";
	case 15:
		return "GPU is lost";
	default:
		return "Unknown Error";
	}
}
