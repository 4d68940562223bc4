"""A line that is slow, half open, or dies at a chosen moment: a TCP proxy of our own, on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import sleep
from urllib.parse import urlsplit

HOST = "127.0.0.1"


@dataclass
class Line:
    """How the line behaves for the next connections, one fault each; afterwards it is fine.

    faults: "swallow" lets the request through and never brings an answer; "cut" lets half a request through and hangs
    up; "hang up" brings the first ten bytes of the answer; "slow" brings everything, a few bytes at a time.
    """

    to: int
    faults: list[str] = field(default_factory=list)
    listener: socket.socket = field(default_factory=socket.socket)
    carried: int = 0

    @property
    def address(self) -> str:
        """Where the line begins."""
        return f"http://{HOST}:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        """Carry connections until the listener is closed."""
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            fault = self.faults.pop(0) if self.faults else ""
            self.carried += 1
            Thread(target=self._carry, args=(near, fault), daemon=True).start()

    def _carry(self, near: socket.socket, fault: str) -> None:
        with near, socket.create_connection((HOST, self.to)) as far:
            request = whole_request(near)
            far.sendall(request[: len(request) // 2] if fault == "cut" else request)
            if fault == "cut":
                return
            answer = until_closed(far)
            if fault == "swallow":
                sleep(4)  # longer than whoever waits
            elif fault == "slow":
                for start in range(0, len(answer), 512):
                    near.sendall(answer[start : start + 512])
                    sleep(0.005)
            else:
                near.sendall(answer[:10] if fault == "hang up" else answer)


def whole_request(near: socket.socket) -> bytes:
    """A request with its body."""
    said = b""
    while b"\r\n\r\n" not in said:
        said += near.recv(65_536)
    head, _, body = said.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    while lengths and len(body) < int(lengths[0]):
        body += near.recv(65_536)
    return b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection")) + (
        b"\r\nConnection: close\r\n\r\n" + body
    )


def until_closed(far: socket.socket) -> bytes:
    """Everything that the front says before it closes."""
    said = b""
    while part := far.recv(65_536):
        said += part
    return said


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to a front; its faults are set by whoever uses it."""
    line = Line(urlsplit(address).port or 0)
    line.listener.bind((HOST, 0))
    line.listener.listen()
    Thread(target=line.serve, daemon=True).start()
    try:
        yield line
    finally:
        line.listener.shutdown(socket.SHUT_RDWR)  # closing alone would leave whoever accepts waiting
        line.listener.close()
