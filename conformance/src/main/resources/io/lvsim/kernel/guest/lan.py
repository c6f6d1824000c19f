"""lan.py: the switches and cables of a lab, all in one network namespace: bridges and the far ends of veth pairs."""
import os, struct, subprocess

import linux

SYSFS = "/run/lvsim-lan-sys"


class Lan:
    def __init__(self, lab):
        self.lab, self.bridges, self.ports, self.count = lab, {}, {}, 0
        linux.mount("sysfs", SYSFS, "sysfs")
        for version in ("all", "default"):
            linux.write_setting("net.ipv6.conf.%s.disable_ipv6" % version, "1")
        lines = []
        for spec in lab["switches"]:
            lines += self.bridge(spec["name"], int(spec["aging"] * 100))
        batch(lines)

    def bridge(self, name, aging):
        device = self.bridges[name] = "br%d" % len(self.bridges)
        return ["link add %s address 02:00:00:99:00:%02x type bridge stp_state 0 mcast_snooping 0 ageing_time %d"
                % (device, len(self.bridges), aging), "link set %s up" % device]

    def plug_all(self, boxes):
        lines, hubs = [], {}
        for host in self.lab["hosts"]:
            box = boxes[host["name"]]
            for nic in host["interfaces"]:
                if nic["kind"] != "WIRE":
                    continue
                where = nic["switch"]
                if where is None:  # a cable between two hosts: a bridge that learns nothing
                    ends = tuple(sorted((host["name"] + "." + nic["name"], nic["peer"])))
                    if ends not in hubs:
                        hubs[ends] = "cable%d" % len(hubs)
                        lines += self.bridge(hubs[ends], 0)
                    where = hubs[ends]
                lines += self.plug(box, nic, where)
        batch(lines)
        for port in self.ports.values():
            linux.whole_frames(port["device"])
        for link in self.lab["links"]:
            self.set_quality(link["host"], link["nic"], link["delay"], link["rate"], link["loss"])

    def plug(self, box, nic, switch):
        device = "p%d" % self.count
        self.count += 1
        self.ports[box.name + "." + nic["name"]] = {"device": device, "name": nic["port"], "switch": switch}
        return ["link add %s address 02:00:00:99:01:%02x type veth peer name %s netns %d address %s mtu %d"
                % (device, self.count, nic["name"], box.pid, nic["mac"], nic["mtu"]),
                "link set %s mtu %d" % (device, max(1500, nic["mtu"])),
                "link set %s master %s up" % (device, self.bridges[switch])]

    def take_cables_out(self, box):
        """A machine that is switched off leaves its cables where they are plugged; no frame of its last moment passes."""
        with linux.network_of_another(box.pid) as home:
            lines = []
            for nic in box.spec["interfaces"]:
                port = self.ports.get(box.name + "." + nic["name"])
                if port:
                    lines.append("link set %s down" % nic["name"])
                    lines.append("link set %s name x%s netns %s" % (nic["name"], port["device"], home))
            batch(lines)

    def plug_again(self, box, spec):
        lines = []
        for nic in spec["interfaces"]:
            port = self.ports.get(box.name + "." + nic["name"])
            if port:
                lines.append("link set x%s name %s netns %d" % (port["device"], nic["name"], box.pid))
        batch(lines)

    def set_up(self, host, nic, up):
        """A cable that is pulled: neither end has a carrier."""
        batch(["link set %s %s" % (self.ports[host + "." + nic]["device"], "up" if up else "down")])

    def set_quality(self, host, nic, delay, rate, loss):
        """delay in seconds each way, rate in bits a second or 0, loss from 0 to 1."""
        device = self.ports[host + "." + nic]["device"]
        quality = []
        if delay:
            quality += ["delay", "%dus" % round(delay * 1e6)]
        if loss:
            quality += ["loss", "%.6f%%" % (loss * 100)]
        if rate:
            quality += ["rate", "%dbit" % rate]
        for where in (device,):
            subprocess.run(["tc", "qdisc", "del", "dev", where, "root"], capture_output=True)
            if quality:
                subprocess.run(["tc", "qdisc", "add", "dev", where, "root", "netem"] + quality, check=True)

    def tables(self):
        """What each switch has learned: MAC and port."""
        found = {}
        numbers = {}
        for port in self.ports.values():
            path = "%s/class/net/%s/brport/port_no" % (SYSFS, port["device"])
            if os.path.exists(path):
                with open(path) as f:
                    numbers[port["switch"], int(f.read(), 0)] = port["name"]
        for name, device in self.bridges.items():
            entries = found[name] = []
            with open("%s/class/net/%s/brforward" % (SYSFS, device), "rb") as f:
                data = f.read()
            for at in range(0, len(data), 16):
                mac, low, local, _, high = struct.unpack("6sBBIB3x", data[at:at + 16])
                if not local:
                    entries.append([mac.hex(":"), numbers.get((name, low | high << 8), "?")])
        return found


def batch(lines):
    if lines:
        done = subprocess.run(["ip", "-batch", "-"], input="\n".join(lines) + "\n", text=True, capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
