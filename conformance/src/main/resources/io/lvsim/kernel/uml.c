/*
 * Preloaded into linux.uml, the kernel that runs as a process.
 *
 * 1. The clock. While the guest has nothing to do, time jumps to its next
 *    timer, so waiting takes no time here; while it is busy, its time runs
 *    LVSIM_SLOW times slower than the wall clock, so the cost of emulation
 *    hardly shows in its timers.  LVSIM_SLOW=0 leaves the clock alone.
 * 2. The registers.  User Mode Linux 6.1 keeps 2696 bytes of extended state;
 *    hosts with larger state (AMX) refuse such a short image.  It is padded.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>

#define SECOND 1000000000LL
#define EPOCH (1767225600LL * SECOND) /* 2026-01-01 00:00:00 UTC */

typedef long long nanos;

static int (*host_clock)(clockid_t, struct timespec *);
static int (*host_settime)(timer_t, int, const struct itimerspec *, struct itimerspec *);
static int (*host_gettime)(timer_t, struct itimerspec *);
static int (*host_suspend)(const sigset_t *);
static int (*host_timeofday)(struct timeval *, void *);

static nanos slow = 1, wanted_slow = 1; /* guest nanosecond per host nanoseconds */
static nanos host_base, guest_base, guest_start, deadline;
static timer_t timer;
static int have_timer, untouched;

static nanos to_nanos(const struct timespec *t)
{
	return t->tv_sec * SECOND + t->tv_nsec;
}

static void put(struct timespec *t, nanos n)
{
	t->tv_sec = n / SECOND;
	t->tv_nsec = n % SECOND;
}

static nanos host_now(void)
{
	struct timespec t;

	host_clock(CLOCK_MONOTONIC, &t);
	return to_nanos(&t);
}

static nanos guest_now(void)
{
	return guest_base + (host_now() - host_base) / slow;
}

static void begin(void)
{
	const char *text = getenv("LVSIM_SLOW");

	if (host_clock)
		return;
	host_settime = dlsym(RTLD_NEXT, "timer_settime");
	host_gettime = dlsym(RTLD_NEXT, "timer_gettime");
	host_suspend = dlsym(RTLD_NEXT, "sigsuspend");
	host_timeofday = dlsym(RTLD_NEXT, "gettimeofday");
	host_clock = dlsym(RTLD_NEXT, "clock_gettime");
	wanted_slow = text ? atoll(text) : 0;
	untouched = wanted_slow <= 0;
	host_base = guest_base = guest_start = host_now();
}

int clock_gettime(clockid_t clock, struct timespec *t)
{
	begin();
	if (untouched || (clock != CLOCK_MONOTONIC && clock != CLOCK_REALTIME))
		return host_clock(clock, t);
	put(t, clock == CLOCK_MONOTONIC ? guest_now() : EPOCH + guest_now() - guest_start);
	return 0;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	struct timespec now;

	begin();
	if (untouched)
		return host_timeofday(t, zone);
	clock_gettime(CLOCK_REALTIME, &now);
	t->tv_sec = now.tv_sec;
	t->tv_usec = now.tv_nsec / 1000;
	return 0;
}

int timer_settime(timer_t id, int flags, const struct itimerspec *new, struct itimerspec *old)
{
	struct itimerspec slowed;
	nanos value;

	begin();
	if (untouched)
		return host_settime(id, flags, new, old);
	timer = id;
	have_timer = 1;
	value = to_nanos(&new->it_value);
	deadline = value ? guest_now() + value : 0;
	put(&slowed.it_value, value * slow);
	put(&slowed.it_interval, to_nanos(&new->it_interval) * slow);
	return host_settime(id, flags, &slowed, old);
}

int timer_gettime(timer_t id, struct itimerspec *left)
{
	nanos value;

	begin();
	if (untouched)
		return host_gettime(id, left);
	value = deadline ? deadline - guest_now() : 0;
	put(&left->it_value, value > 0 ? value : 0);
	put(&left->it_interval, 0);
	return 0;
}

/* The guest is idle: its next timer is due now. */
int sigsuspend(const sigset_t *mask)
{
	struct itimerspec now = { { 0, 0 }, { 0, 1 } };

	begin();
	if (untouched)
		return host_suspend(mask);
	if (slow != wanted_slow) { /* the first time: it has booted far enough to keep time */
		guest_base = guest_now();
		host_base = host_now();
		slow = wanted_slow;
	}
	if (have_timer && deadline) {
		nanos left = deadline - guest_now();

		if (left > 0)
			guest_base += left;
		host_settime(timer, 0, &now, NULL);
	}
	return host_suspend(mask);
}

#define GETREGSET 0x4204
#define SETREGSET 0x4205
#define NT_X86_XSTATE 0x202

static char image[65536] __attribute__((aligned(64)));

long ptrace(int request, ...)
{
	static long (*host_ptrace)(int, ...);
	static size_t whole_size;
	va_list more;

	va_start(more, request);
	long pid = va_arg(more, long);
	void *address = va_arg(more, void *);
	void *data = va_arg(more, void *);
	va_end(more);

	if (!host_ptrace)
		host_ptrace = dlsym(RTLD_NEXT, "ptrace");
	if (request == SETREGSET && (long)address == NT_X86_XSTATE) {
		struct iovec *given = data, whole = { image, sizeof image };

		if (!whole_size) {
			if (host_ptrace(GETREGSET, pid, address, &whole) < 0)
				return -1;
			whole_size = whole.iov_len;
		}
		if (given->iov_len < whole_size) {
			memset(image, 0, whole_size);
			memcpy(image, given->iov_base, given->iov_len);
			whole.iov_len = whole_size;
			return host_ptrace(request, pid, address, &whole);
		}
	}
	return host_ptrace(request, pid, address, data);
}
