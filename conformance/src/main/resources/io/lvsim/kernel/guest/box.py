"""box.py: one machine of a lab: a process with namespaces of its own, its terminal, its files."""
import base64, json, os, signal, socket, subprocess, sys, traceback

import httpd, linux

PROGRAMS = os.path.dirname(os.path.abspath(__file__))
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"HOME": "/root", "USER": "root", "LOGNAME": "root", "SHELL": "/bin/bash", "TERM": "xterm",
               "LANG": "C.UTF-8", "PATH": PATH, "PYTHONDONTWRITEBYTECODE": "1"}
# Reads commands from descriptor 9, each ended by a NUL, and tells each one's status behind a mark.
READ_AND_RUN = r"""
while IFS= read -r -d '' -u 9 __command; do
  eval "$__command"
  printf '\036%s\036' "$?"
done
"""


def terminal():
    try:
        return os.openpty()
    except OSError as e:
        raise OSError(e.errno, "no terminal for a machine (are /dev/ptmx and /dev/pts there?): " + os.strerror(e.errno))


class Box:
    """The lab's side of a machine."""

    def __init__(self, spec, disk):
        self.spec, self.disk, self.name = spec, disk, spec["name"]
        self.control, far = socket.socketpair()
        self.terminal, slave = terminal()
        raw(slave)
        typed_out, self.typing = os.pipe()
        pid_out, pid_in = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            try:
                os.close(self.terminal), os.close(self.typing), self.control.close(), os.close(pid_out)
                inside(spec, disk, far, slave, typed_out, pid_in)
            except BaseException:
                traceback.print_exc()
            os._exit(1)
        far.close(), os.close(slave), os.close(typed_out), os.close(pid_in)
        self.pid = int(os.read(pid_out, 20) or b"0")  # as this namespace sees it
        os.close(pid_out)
        os.set_blocking(self.terminal, False)
        self.lines = self.control.makefile("r")

    def ask(self, **request):
        self.control.sendall((json.dumps(request) + "\n").encode())
        answer = self.lines.readline()
        if not answer:
            raise RuntimeError(self.name + " is gone")
        answer = json.loads(answer)
        if "error" in answer:
            raise RuntimeError(self.name + ": " + answer["error"])
        return answer

    def type(self, command):
        os.write(self.typing, command.encode() + b"\0")

    def end(self):
        """Pulls the plug."""
        os.kill(self.child, signal.SIGKILL)
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.child, 0)
        os.close(self.terminal), os.close(self.typing), self.control.close()


def raw(tty):
    import termios
    attributes = termios.tcgetattr(tty)
    attributes[0] = attributes[1] = 0  # no translation of what is read or written
    attributes[3] = 0  # no echo, no line editing
    termios.tcsetattr(tty, termios.TCSANOW, attributes)


def inside(spec, disk, control, tty, typed, pid_in):
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWUTS | linux.CLONE_NEWIPC | linux.CLONE_NEWNET | linux.CLONE_NEWPID)
    first = os.fork()
    if first:
        os.write(pid_in, b"%d" % first)
        os.close(pid_in)
        keep = (pid_in,)
        os.closerange(3, 1000)
        os.waitpid(first, 0)
        os._exit(0)
    os.close(pid_in)
    socket.sethostname(spec["name"])
    build_root(spec, disk)
    for version in ("all", "default"):
        try:
            linux.write_setting("net.ipv6.conf.%s.disable_ipv6" % version, "1")
        except OSError:
            pass
    if os.fork():
        bury_the_dead()
    shell = start_shell(tty, typed)
    requests = control.makefile("r")
    for line in requests:
        try:
            answer = Inside(spec, shell).carry_out(json.loads(line))
        except Exception as e:
            answer = {"error": "%s: %s" % (type(e).__name__, e)}
        control.sendall((json.dumps(answer) + "\n").encode())


def bury_the_dead():
    """What a namespace's first process is for."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            os._exit(0)


def start_shell(tty, typed):
    """The terminal's shell; should it exit, another takes its place."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        null = os.open("/dev/null", os.O_RDONLY)
        os.dup2(null, 0), os.dup2(tty, 1), os.dup2(tty, 2)
        os.dup2(typed, 9) if typed != 9 else os.set_inheritable(9, True)
        os.closerange(3, 9), os.closerange(10, 1000)
        os.chdir("/root")
        # Woken by a packet, what is typed here does not cut in on a server that is still answering: on
        # machines of their own it could not.
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        while True:
            inner = os.fork()
            if inner == 0:
                os.execve("/bin/bash", ["bash", "--norc", "-c", READ_AND_RUN, "bash"], ENVIRONMENT)
            _, status = os.waitpid(inner, 0)
            os.write(1, b"\036%d\036" % os.waitstatus_to_exitcode(status))
    return pid


def build_root(spec, disk):
    """This machine's own files over those of the system that the lab runs on."""
    linux.check(linux.libc.mount(b"none", b"/", None, linux.MS_REC | linux.MS_PRIVATE, None), "mount /")
    root, upper, work = (os.path.join(disk, d) for d in ("root", "upper", "work"))
    for d in (upper, work):
        os.makedirs(d, exist_ok=True)
    linux.mount("overlay", root, "overlay", 0, "lowerdir=/,upperdir=%s,workdir=%s" % (upper, work))
    linux.mount("proc", root + "/proc", "proc")
    linux.mount("sysfs", root + "/sys", "sysfs")
    linux.mount("/dev", root + "/dev", "", linux.MS_BIND | linux.MS_REC)
    kept = os.path.join(disk, "kept")
    for d in ("root", "tmp", "var/log", "var/www"):
        os.makedirs(os.path.join(kept, d), exist_ok=True)
        linux.mount(os.path.join(kept, d), os.path.join(root, d), "", linux.MS_BIND)
    linux.mount("tmpfs", root + "/run", "tmpfs")
    linux.mount(PROGRAMS, root + "/run/lvsim", "", linux.MS_BIND)
    for d in ("run/lock", "run/netns", "usr/local/sbin", "usr/local/bin", "var/www/html"):
        os.makedirs(os.path.join(root, d), exist_ok=True)
    os.chroot(root)
    os.chdir("/root")
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    if not os.path.exists("/var/log/.installed"):
        install(spec)
    open("/var/log/.installed", "w").close()


def install(spec):
    for name in os.listdir("/run/lvsim/bin"):
        target = "/usr/local/sbin/" + name
        if not os.path.lexists(target):
            os.symlink("/run/lvsim/bin/" + name, target)
    put("/etc/hostname", spec["name"] + "\n")
    put("/etc/hosts", "127.0.0.1 localhost\n127.0.1.1 %s\n" % spec["name"])
    put("/etc/sysctl.conf", "")
    for path, content in spec["files"]:
        put(path, base64.b64decode(content))


def put(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(content.encode() if isinstance(content, str) else content)


class Inside:
    """Carries out what the lab asks of the machine's first process."""

    def __init__(self, spec, shell):
        self.spec, self.shell = spec, shell

    def carry_out(self, request):
        return getattr(self, "do_" + request["do"])(request) or {}

    def do_boot(self, request):
        """Parameters come before addresses, so that no real server answers for the VIP meanwhile."""
        self.batch(["link set lo up"] + self.spec["devices"])
        for nic in self.spec["interfaces"]:
            if nic["kind"] != "LOOPBACK":
                linux.whole_frames(nic["name"])
        for key, value in self.spec["sysctls"]:
            linux.write_setting(key, value)
        self.apply_sysctl_conf()
        self.batch(self.spec["up"])

    def apply_sysctl_conf(self):
        """As at boot: what is refused is passed over."""
        for line in text("/etc/sysctl.conf").splitlines():
            key, equals, value = line.strip().lstrip("-").partition("=")
            if equals and not key.startswith(("#", ";")):
                try:
                    linux.write_setting(key.strip(), value.strip())
                except OSError:
                    pass

    def do_services(self, request):
        for name in self.spec["services"]:
            subprocess.run(["/usr/local/sbin/systemctl", "start", name], check=True)

    def batch(self, lines):
        if not lines:
            return
        done = subprocess.run(["ip", "-batch", "-"], input="\n".join(lines) + "\n", text=True,
                              capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())

    def do_look(self, request):
        """What the machine's kernel says of itself."""
        found = {"neighbours": text("/proc/net/arp"), "services": text("/proc/net/ip_vs"),
                 "connections": text("/proc/net/ip_vs_conn"), "files": {}, "settings": {}}
        for path in request["files"]:
            try:
                with open(path, "rb") as f:
                    found["files"][path] = f.read().decode("utf-8", "replace")
            except OSError as e:
                found["files"][path] = None
        for key in request["settings"]:
            found["settings"][key] = text("/proc/sys/" + key.replace(".", "/")).strip()
        return found

    def do_interrupt(self, request):
        """Kills whatever the terminal's shell has started."""
        for pid in os.listdir("/proc"):
            if pid.isdigit() and self.is_foreground(int(pid)):
                os.kill(int(pid), signal.SIGKILL)

    def is_foreground(self, pid):
        depth = 0
        while pid > 1:
            if pid == self.shell:
                return depth >= 2  # the shell's keeper, the shell, what it runs
            pid, depth = parent(pid), depth + 1
        return False


def parent(pid):
    try:
        with open("/proc/%d/stat" % pid) as f:
            return int(f.read().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def text(path):
    try:
        with open(path) as f:
            return f.read()
    except OSError:
        return ""
