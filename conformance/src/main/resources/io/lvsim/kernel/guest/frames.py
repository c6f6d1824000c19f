"""frames.py: keeps every frame that passes the machines' interfaces.

The file is a sequence of records: interface number (4 bytes), nanoseconds since the lab's beginning (8), 1 for a frame
that leaves its machine (1), length (4), the frame; all big-endian.
"""
import socket, struct

import linux

PACKET_OUTGOING = 4


class Frames:
    def __init__(self, path):
        self.file, self.sockets, self.names = open(path, "wb"), [], []
        self.began = 0

    def watch(self, box):
        """Begins with a machine's interfaces; frames are kept by the numbers of their names."""
        with linux.network_of_another(box.pid):
            for nic in box.spec["interfaces"]:
                if nic["kind"] == "WIRE":
                    name = box.name + "." + nic["name"]
                    if name not in self.names:
                        self.names.append(name)
                    self.sockets.append((self.names.index(name), linux.listen_to(nic["name"])))

    def forget(self, box):
        """Lets go of a machine that is switched off: its interfaces would not go while somebody listens."""
        for number, s in [pair for pair in self.sockets if self.names[pair[0]].startswith(box.name + ".")]:
            s.close()
            self.sockets.remove((number, s))

    def begin(self, began):
        for _, s in self.sockets:
            while self.receive(s):
                pass
        self.began = began

    def collect(self):
        for number, s in self.sockets:
            while True:
                got = self.receive(s)
                if not got:
                    break
                frame, at, outgoing = got
                self.file.write(struct.pack(">IqBI", number, at - self.began, outgoing, len(frame)) + frame)
        self.file.flush()

    @staticmethod
    def receive(s):
        try:
            frame, more, _, address = s.recvmsg(1 << 17, 100)
        except (BlockingIOError, OSError):
            return None
        at = 0
        for level, kind, data in more:
            if level == socket.SOL_SOCKET and kind == linux.SO_TIMESTAMPNS:
                seconds, nanos = struct.unpack("qq", data[:16])
                at = seconds * 10**9 + nanos
        return frame, at, int(address[2] == PACKET_OUTGOING)
