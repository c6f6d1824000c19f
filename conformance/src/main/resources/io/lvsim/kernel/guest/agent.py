"""agent.py PLAN OUT: builds the labs of a plan on this kernel, one after the other, and types their steps.

PLAN is JSON as lvsim writes it. For each lab a directory OUT/NUMBER is filled: events.jsonl, an object a line, and
frames.bin (see frames.py). The directory is complete once OUT/NUMBER/done is there.
"""
import base64, json, os, select, shutil, sys, time, traceback

import linux
from box import Box
from frames import Frames
from lan import Lan

SETTLING_SECONDS = 2.0
LOOKING_SECONDS = 0.001
COMPARING_SECONDS = 0.05  # timers that are rounded up to ticks go off meanwhile
EPOCH = 1767225600  # 2026-01-01 00:00:00 UTC, when every lab begins
MARK = b"\x1e"
OUTPUT_MAX = 4 << 20


class Lab:
    def __init__(self, plan, out, sets_clock):
        self.plan, self.sets_clock = plan, sets_clock
        self.events = open(os.path.join(out, "events.jsonl"), "w")
        self.frames = Frames(os.path.join(out, "frames.bin"))
        self.disks = os.path.join(os.environ.get("LVSIM_DISKS", "/tmp"), "lvsim-disks-%d" % os.getpid())
        self.boxes = {}

    def run(self):
        try:
            self.build()
            for number, step in enumerate(self.plan["steps"], 1):
                self.take(number, step)
            self.tell(event="end", at=self.now())
        except Exception as e:
            self.tell(event="error", message="%s: %s" % (type(e).__name__, e), trace=traceback.format_exc())
        finally:
            self.frames.collect()
            for box in self.boxes.values():
                box.end()
            self.events.close()

    def build(self):
        if self.sets_clock:
            linux.sleep_until_machines_are_made()
        for host in self.plan["hosts"]:
            self.boxes[host["name"]] = Box(host, os.path.join(self.disks, host["name"]))
        self.lan = Lan(self.plan)
        self.lan.plug_all(self.boxes)
        for do in ("boot", "services"):
            for box in self.boxes.values():
                box.ask(do=do)
        for box in self.boxes.values():
            self.frames.watch(box)
        time.sleep(SETTLING_SECONDS)
        if self.sets_clock:
            linux.sleep_until_the_lab_begins()
            time.clock_settime(time.CLOCK_REALTIME, EPOCH)
        self.began = time.time_ns()
        self.frames.begin(self.began)
        self.tell(event="begin", interfaces=self.frames.names, kernel=os.uname().release)

    def now(self):
        return time.time_ns() - self.began

    def tell(self, **event):
        self.events.write(json.dumps(event) + "\n")
        self.events.flush()

    def take(self, number, step):
        self.tell(event="step", number=number, at=self.now())
        kind = step["kind"]
        if kind == "run":
            self.type(self.boxes[step["on"]], step)
        elif kind == "wait":
            time.sleep(step["seconds"])
        elif kind == "fault":
            for action in step["actions"]:
                self.fault(action)
        looks = self.plan["looks"] or kind == "look"
        if looks or kind == "mark":
            time.sleep(COMPARING_SECONDS if self.plan["looks"] else LOOKING_SECONDS)
        self.frames.collect()
        look = self.look(step) if looks else {}
        self.tell(event="done", number=number, at=self.now(), look=look)

    def look(self, step):
        found = {}
        for name, box in self.boxes.items():
            wanted = step.get("want", {}).get(name, {})
            found[name] = box.ask(do="look", files=wanted.get("files", []), settings=wanted.get("settings", []))
        return {"machines": found, "switches": self.lan.tables()}

    # ---- what is typed

    def type(self, box, step):
        limit = time.monotonic() + step["seconds"]
        for number, command in enumerate(step["commands"]):
            began = self.now()
            box.type(command)
            output, status = self.shown(box, limit)
            self.tell(event="typed", on=box.name, number=number, at=began, until=self.now(), status=status,
                      output=base64.b64encode(output).decode())
            if status is None:
                return

    def shown(self, box, limit):
        """What the terminal shows until the command has ended, and its exit status; None: it did not end in time."""
        got, interrupted = b"", False
        while True:
            at = got.find(MARK)
            if at >= 0 and got.find(MARK, at + 1) >= 0:
                end = got.index(MARK, at + 1)
                late = got[end + 1:]
                return got[:at] + late, None if interrupted else int(got[at + 1:end])
            if len(got) > OUTPUT_MAX:
                raise RuntimeError("a command on %s shows more than 4 MB" % box.name)
            ready, _, _ = select.select([box.terminal], [], [], max(0, limit - time.monotonic()))
            if ready:
                got += os.read(box.terminal, 65536)
            elif interrupted:
                raise RuntimeError("a command on %s did not end in time, and cannot be ended" % box.name)
            else:
                interrupted, limit = True, time.monotonic() + 5
                box.ask(do="interrupt")

    # ---- what breaks and is mended

    def fault(self, action):
        kind = action["kind"]
        if kind == "link":
            self.lan.set_up(action["host"], action["nic"], action["up"])
        elif kind == "quality":
            self.lan.set_quality(action["host"], action["nic"], action["delay"], action["rate"], action["loss"])
        elif kind == "power":
            self.power(action["host"], action["on"])

    def power(self, name, on):
        host = next(h for h in self.plan["hosts"] if h["name"] == name)
        if on and name not in self.boxes:
            box = self.boxes[name] = Box(host, os.path.join(self.disks, name))
            self.lan.plug_again(box, host)
            box.ask(do="boot"), box.ask(do="services")
            self.frames.watch(box)
        elif not on and name in self.boxes:
            self.frames.collect()
            box = self.boxes.pop(name)
            self.frames.forget(box)
            self.lan.take_cables_out(box)
            box.end()


def main(plan_file, out):
    with open(plan_file) as f:
        plan = json.load(f)
    for number, lab in enumerate(plan["labs"]):
        here = os.path.join(out, str(number))
        os.makedirs(here, exist_ok=True)
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                linux.unshare(linux.CLONE_NEWNET | linux.CLONE_NEWNS)
                linux.check(linux.libc.mount(b"none", b"/", None, linux.MS_REC | linux.MS_PRIVATE, None), "mount /")
                Lab(lab, here, plan["sets_clock"]).run()
                status = 0
            except BaseException:
                with open(os.path.join(here, "trouble"), "w") as f:
                    f.write(traceback.format_exc())
            os._exit(status)
        os.waitpid(pid, 0)
        shutil.rmtree(os.path.join(os.environ.get("LVSIM_DISKS", "/tmp"), "lvsim-disks-%d" % pid), ignore_errors=True)
        open(os.path.join(here, "done"), "w").close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
