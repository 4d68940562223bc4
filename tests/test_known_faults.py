"""The scan of libraries, against a service on this machine that speaks as the real one does."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from pytest import fixture

from tests import known_faults
from tests.materials import bill

Answers = Callable[[list[str]], list[dict]]


@fixture
def service() -> Iterator[Callable[[Answers], str]]:
    """`service(answers)` starts one that answers each batch of package addresses so; gives its address."""
    running: list[HTTPServer] = []

    def started(answers: Answers) -> str:
        class Service(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                results = answers([query["package"]["purl"] for query in said["queries"]])
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps({"results": results}).encode())

            def log_message(self, *_: object) -> None:
                pass

        running.append(HTTPServer(("127.0.0.1", 0), Service))
        Thread(target=running[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_port}/v1/querybatch"

    yield started
    for server in running:
        server.shutdown()
        server.server_close()


def test_every_library_is_asked_about_and_none_has_a_known_fault(service, capsys):
    heard: list[str] = []

    def answers(libraries):
        heard.extend(libraries)
        return [{} for _ in libraries]

    assert known_faults.main(service(answers)) == 0
    assert heard == [each["purl"] for each in bill()["components"]]
    assert f"{len(heard)} of {len(heard)} libraries asked about, 0 with known faults." in capsys.readouterr().out


def test_a_library_with_a_known_fault_is_named_with_it(service, capsys):
    faulty = bill()["components"][3]["purl"]

    address = service(lambda some: [{"vulns": [{"id": "INV-2026-1"}]} if each == faulty else {} for each in some])

    assert known_faults.main(address) == 1
    assert f"{faulty}: INV-2026-1" in capsys.readouterr().out


def test_one_that_was_not_answered_is_a_failure_and_not_a_clean_scan(service, capsys):
    last = bill()["components"][-1]["purl"]

    assert known_faults.main(service(lambda some: [{} for each in some if each != last])) == 1
    assert f"{last}: NOT SCANNED" in capsys.readouterr().out


def test_a_service_that_cannot_be_reached_is_a_failure(capsys):
    assert known_faults.main("http://127.0.0.1:9/v1/querybatch") == 2
    assert "NOT SCANNED" in capsys.readouterr().out


def test_an_answer_in_another_shape_is_a_failure(service, capsys):
    assert known_faults.main(service(lambda some: [])) == 1
    assert "0 of" in capsys.readouterr().out


def test_many_libraries_are_asked_about_in_several_requests(service, monkeypatch):
    sizes: list[int] = []
    monkeypatch.setattr(known_faults, "AT_ONCE", 40)

    def answers(libraries):
        sizes.append(len(libraries))
        return [{} for _ in libraries]

    assert known_faults.main(service(answers)) == 0
    assert sum(sizes) == len(bill()["components"])
    assert max(sizes) == 40
