"""SecureDrop 2024: a store beside the application that answered anybody."""

import os
import socket
from pathlib import Path

from pytest import mark

from tests.fronts import Fronts

LISTENING = "0A"


def listeners(process: int) -> set[int]:
    """The TCP ports on which a process or one of its children listens."""
    family = {process, *children(process)}
    sockets = {link for each in family for link in links(each)}
    found = set()
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process}/net/{name}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == LISTENING and f"socket:[{words[9]}]" in sockets:
                found.add(int(words[1].rpartition(":")[2], 16))
    return found


def children(process: int) -> set[int]:
    """All processes below."""
    below = {
        int(each) for path in Path(f"/proc/{process}/task").glob("*/children") for each in path.read_text().split()
    }
    return below | {each for child in below for each in children(child)}


def links(process: int) -> set[str]:
    """What a process holds open."""
    found = set()
    for path in Path(f"/proc/{process}/fd").iterdir():
        try:
            found.add(os.readlink(path))
        except FileNotFoundError:
            continue
    return found


def postmaster(fronts: Fronts) -> int:
    home = fronts.database.server.home  # type: ignore[attr-defined]
    return int((home / "data" / "postmaster.pid").read_text().split()[0])


def port_of(address: str) -> int:
    return int(address.rpartition(":")[2])


@mark.slow
def test_nothing_listens_but_the_two_fronts(fronts: Fronts):
    public, staff = fronts.processes

    assert listeners(public) == {port_of(fronts.public)}
    assert listeners(staff) == {port_of(fronts.staff)}
    assert listeners(postmaster(fronts)) == set()


@mark.slow
def test_the_fronts_listen_on_this_machine_alone(fronts: Fronts):
    elsewhere = [each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]

    for address in {each for each in elsewhere if not each.startswith("127.")}:
        for port in (port_of(fronts.public), port_of(fronts.staff)):
            with socket.socket() as line:
                line.settimeout(1)
                assert line.connect_ex((address, port)) != 0


@mark.slow
def test_the_database_asks_every_login_for_its_pass_word(fronts: Fronts):
    home = fronts.database.server.home  # type: ignore[attr-defined]
    rules = (home / "data" / "pg_hba.conf").read_text().splitlines()

    assert all(rule.split()[0] == "local" for rule in rules)
    assert [rule for rule in rules if "trust" in rule] == []
    assert [rule.split()[2] for rule in rules if "peer" in rule] == ["sl_super", "sl_super"]
