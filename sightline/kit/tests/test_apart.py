"""A file is read in a process of its own, which may neither linger, nor grow, nor see what is ours."""

import platform
import sys
from pathlib import Path

from pytest import fixture, mark, raises

from sightline.kit import bounds
from sightline.kit.apart import Unreadable, read_apart

pytestmark = mark.slow


@fixture
def reader(tmp_path):
    """A reader that does this."""

    def written(text: str) -> Path:
        path = tmp_path / "reader.py"
        path.write_text(text)
        return path

    return written


def test_what_the_reader_writes_comes_back(reader):
    echo = reader("import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read().upper())")

    assert read_apart(echo, b"six beds") == b"SIX BEDS"


def test_a_reader_that_fails_is_one_answer_and_tells_nothing(reader):
    fails = reader("raise SystemExit('a path, a secret')")

    with raises(Unreadable) as told:
        read_apart(fails, b"")

    assert str(told.value) == ""


@mark.parametrize(
    "harm",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "held = bytearray(2 << 30)",
        "open('full', 'wb').write(bytes(200 << 20))",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    ],
    ids=["never ends", "sleeps", "takes the memory", "fills the disk", "dies"],
)
def test_a_reader_meets_its_bounds(harm, reader):
    with raises(Unreadable):
        read_apart(reader(harm), b"", seconds=1, megabytes=128)


def test_nothing_of_our_surroundings_reaches_the_reader(reader, monkeypatch):
    monkeypatch.setenv("SIGHTLINE_CONTEXT_KEY", "ours alone")

    seen = read_apart(reader("import os\nprint(sorted(os.environ))"), b"")

    assert b"SIGHTLINE" not in seen


fenced = mark.skipif(bounds.version() < 1, reason="This kernel has no Landlock, and its files are not closed.")


@fenced
@mark.parametrize(
    "reach",
    [
        "open({file!r}).read()",
        "open({file!r}, 'w')",
        "os.listdir({folder!r})",
        "os.unlink({file!r})",
        "os.rename({file!r}, 'mine')",
        "os.link({file!r}, 'mine')",
        "os.symlink({file!r}, 'mine'); open('mine').read()",
        "os.chdir({folder!r}); open('ours').read()",
        "open('/etc/passwd').read()",
        "open('/proc/%d/environ' % os.getppid()).read()",
        "subprocess.run([sys.executable, '-c', 'open({file!r}).read()'], check=True)",
    ],
)
def test_nothing_on_the_disk_is_there_for_the_reader(reach, reader, tmp_path):
    ours = tmp_path / "kept" / "ours"
    ours.parent.mkdir()
    ours.write_text("six beds")
    tried = reader(
        f"import os, subprocess, sys\nprint('begun', flush=True)\n{reach.format(file=str(ours), folder=str(ours.parent))}"
    )

    with raises(Unreadable):
        read_apart(tried, b"")

    assert ours.read_text() == "six beds"
    assert read_apart(reader("print('begun')"), b"") == b"begun\n"


@fenced
def test_the_reader_writes_in_its_own_folder_and_uses_the_libraries(reader):
    works = reader(
        "from PIL import Image\nImage.new('L', (2, 2)).save('drawn.png')\nprint(Image.open('drawn.png').size)"
    )

    assert read_apart(works, b"") == b"(2, 2)\n"


filtered = mark.skipif(platform.machine() not in bounds.MACHINES, reason="We do not know this machine's numbers.")


@filtered
@mark.parametrize(
    "harm",
    [
        "os.fork()",
        "os.posix_spawn({python!r}, [{python!r}, '-c', ''], {{}})",
        "os.execv({python!r}, [{python!r}, '-c', ''])",
        "os.kill(os.getppid(), 0)",
        "os.kill(0, 0)",
        "os.pidfd_open(os.getppid())",
        "socket.socket(socket.AF_UNIX)",
        "ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0) and os.stat(os.strerror(ctypes.get_errno()))",
    ],
)
def test_the_reader_is_alone(harm, reader):
    tried = reader(
        "import ctypes, errno, os, socket\n"
        f"try: {harm.format(python=sys.executable)}\n"
        "except OSError as refused: print(refused.errno == errno.EPERM or refused.filename)"
    )

    assert read_apart(tried, b"").strip() in (b"True", b"Operation not permitted")


def test_the_reader_may_work_in_threads(reader):
    works = reader("from threading import Thread\none = Thread(target=print, args=['drawn'])\none.start()\none.join()")

    assert read_apart(works, b"") == b"drawn\n"


def test_a_reader_that_opens_files_without_end_is_stopped(reader):
    with raises(Unreadable):
        read_apart(reader("held = [open(f'f{n}', 'w') for n in range(200)]"), b"")


def test_each_file_has_a_folder_of_its_own_that_is_gone_afterwards(reader):
    leaves = reader("import os\nopen('left', 'w').write('x')\nprint(os.getcwd(), os.listdir())")

    first, second = (read_apart(leaves, b"").decode().split()[0] for _ in range(2))

    assert first != second
    assert not Path(first).exists()
