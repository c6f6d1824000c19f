"""linux.py: the few system calls that Python does not offer."""
import contextlib, ctypes, fcntl, os, re, socket, struct, time

libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x4000000, 0x8000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_RDONLY, MS_BIND, MS_REC, MS_PRIVATE = 1, 0x1000, 0x4000, 0x40000
ETH_P_ALL = 3
TICK = 10000000  # ns, where HZ is 100
WHEEL_TICKS = 4096  # the slots of timers up to 43 minutes are as wide, or a part of it
BEAT_TICKS = 208  # of the directors' counters, counted from when a network namespace is made
SO_TIMESTAMPNS = 35
SO_RCVBUFFORCE = 33


def check(result, what):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, "%s: %s" % (what, os.strerror(error)))


def unshare(flags):
    check(libc.unshare(flags), "unshare")


def network_of(pid):
    """A descriptor that stands for the network namespace that a process is in now."""
    return os.open("/proc/%d/ns/net" % pid, os.O_RDONLY)


def enter_network(fd):
    check(libc.setns(fd, CLONE_NEWNET), "setns")


def mount(source, target, kind, flags=0, options=""):
    os.makedirs(target, exist_ok=True)
    check(libc.mount(source.encode(), target.encode(), kind.encode(), flags, options.encode()),
          "mount " + target)


def sleep_until_machines_are_made():
    """So long before the lab begins that a beat of its counters ends then."""
    sleep_until(-4 * BEAT_TICKS)


def sleep_until_the_lab_begins():
    """The kernel's timers lie in slots that are some ticks wide: a lab begins where a slot of every width does."""
    sleep_until(0)


def sleep_until(tick_of_wheel):
    with open("/proc/timer_list") as f:
        jiffies = int(re.search(r"^jiffies: (\d+)", f.read(), re.M).group(1))
    tick = time.monotonic_ns() // TICK + (tick_of_wheel - jiffies) % WHEEL_TICKS
    time.sleep(max(0, tick * TICK - time.monotonic_ns()) / 1e9)


@contextlib.contextmanager
def network_of_another(pid):
    """Within it, this process is in another's network namespace; it is given the path of its own."""
    here, there = network_of(os.getpid()), network_of(pid)
    enter_network(there)
    try:
        yield "/proc/%d/fd/%d" % (os.getpid(), here)
    finally:
        enter_network(here)
        os.close(here), os.close(there)


def whole_frames(nic):
    """Checksums are filled in and segments are no larger than the MTU, as on a wire."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for command in (0x17, 0x1F, 0x24, 0x2C):  # ETHTOOL_STXCSUM, STSO, SGSO, SGRO
            value = ctypes.create_string_buffer(struct.pack("II", command, 0))
            request = struct.pack("16sP", nic.encode(), ctypes.addressof(value))
            try:
                fcntl.ioctl(s, 0x8946, request)  # SIOCETHTOOL
            except OSError:
                pass


def listen_to(nic):
    """A socket that is given every frame that passes an interface of this network namespace."""
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    s.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
    s.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    s.bind((nic, ETH_P_ALL))
    s.setblocking(False)
    return s


def write_setting(key, value):
    path = "/proc/sys/" + key.replace("/", "\0").replace(".", "/").replace("\0", ".")
    with open(path, "w") as f:
        f.write(value)
