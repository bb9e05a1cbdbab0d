"""sweep.py - one call fails, or the program is killed in it, or the power goes, in turn each: write, sync, truncate, open
..., a full disk, each allocation of SQLite's and of our own, during import, check, payment, migration, backup, restore and
init. Each time: a clear error and a status as documented, or the whole work done; old state or new state; nothing left
behind; and doing it again completes it.

    sweep.py [SCENARIO...]   by day a few points of each fault; FAULT_LONG=1: every point of all; FAULT_MOST=50: at most so many
                             of each; FAULT_ONLY=MEMORY: of this kind of call, or of the fault of this name;
                             FAULT_SEED=7: which points (by day always the same), and what power cuts leave

The program works on a disk in memory and forks at each point (shim.c); here the states are judged in which it left the disk.
A state that was judged before, to the last byte, is not judged again.
"""
from concurrent.futures import ThreadPoolExecutor
import random
from world import *

# by day always the same points: a test that fails for chance tells nothing of the change that it should judge
SEED = int(os.environ.get("FAULT_SEED", random.SystemRandom().randrange(1 << 30) if LONG else 1))
# name, kind of call, what it answers (SQLite's code, an errno, or a seed), how (the last two: shim.c), exit statuses allowed
IO, MEMORY, FILE = {4, 5}, {71}, {4, 5}
FAULTS = [
    ("read", "READ", 266, "once", IO),
    ("reads from then on", "READ", 266, "lasting", IO),
    ("write", "WRITE", 778, "once", IO),
    ("writes from then on", "WRITE", 778, "lasting", IO),
    ("full disk", "WRITE", 13, "once", IO),
    ("full disk from then on", "WRITE", 13, "lasting", IO),
    ("killed in a write", "WRITE", 0, "kill", ()),
    ("killed at a sync", "SYNC", 0, "kill", ()),
    ("killed when a file is deleted", "DELETE", 0, "kill", ()),
    ("killed when a file gets its name", "FILE_RENAME", 0, "kill", ()),
    ("sync", "SYNC", 1034, "once", IO),
    ("truncate", "TRUNCATE", 1546, "once", IO),
    ("open", "OPEN", 14, "once", IO),
    ("opens from then on", "OPEN", 14, "lasting", IO),
    ("delete", "DELETE", 2570, "once", IO),
    ("lock", "LOCK", 3850, "once", IO),
    ("shared memory", "SHM_MAP", 5386, "once", IO),
    ("lock in shared memory", "SHM_LOCK", 5130, "once", IO),
    ("SQLite's memory", "MEMORY", 0, "once", MEMORY),
    ("SQLite's memory from then on", "MEMORY", 0, "lasting", MEMORY),
    ("our memory", "OWN_MEMORY", 0, "once", MEMORY),
    ("our memory from then on", "OWN_MEMORY", 0, "lasting", MEMORY),
    ("file: read", "FILE_READ", 5, "once", FILE),
    ("file: open", "FILE_OPEN", 13, "once", FILE),
    ("file: write", "FILE_WRITE", 28, "once", FILE),
    ("file: sync", "FILE_SYNC", 5, "once", FILE),
    ("file: link", "FILE_LINK", 28, "once", FILE),
    ("file: no links here", "FILE_LINK", 1, "once", FILE),
    ("file: rename", "FILE_RENAME", 28, "once", FILE),
    ("file: rename over nothing only", "FILE_RENAME", 22, "once", FILE),
    ("power cut", "POWER", SEED, "cut", ()),
]
MOST = int(os.environ.get("FAULT_MOST", "0" if LONG else "1"))  # points of each fault in each scenario; 0: all
MOST_MEMORY = 40 * MOST  # they are cheap, for they hardly ever leave a state that is to be judged
ONLY = os.environ.get("FAULT_ONLY")
JOBS = int(os.environ.get("FAULT_JOBS", "2"))


class Try:
    """What shim.c tells of one point. The last one of power cuts is number 0: the command had ended."""

    def __init__(self, line):
        fields = line.rstrip("\n").split("\t")
        self.nth, self.status, self.fate = int(fields[1]), int(fields[2]), fields[3]
        self.kept, self.digest = (int(fields[4]), int(fields[5])), fields[6]
        self.message = fields[7].replace("\v", "\n")


judged = {}  # bytes of a database that has nothing beside it -> what it holds


def holds_of(path):
    if not os.path.exists(path) or os.path.exists(path + "-wal") or os.path.exists(path + "-journal"):
        return holds(path)
    key = bytes_of(path)
    if key not in judged:
        judged[key] = holds(path)
    return judged[key]


class State:
    """In which a disk was left: the main file, every other database that stands there, what nobody asked for, and what was
    wrong when the command was given once more."""

    def __init__(self, folder, main):
        self.main, self.others, self.again = holds_of(os.path.join(folder, main)), {}, None
        self.left = leftovers(folder)
        for path in sorted(glob.glob(os.path.join(folder, "*.db*"))):
            name = os.path.basename(path)
            if name != main and not re.search(r"-wal$|-shm$|-journal$|\.sha256$|\.part", name):
                self.others[re.sub(r"restore-\d+$", "restore-N", name)] = holds_of(path)
        self.version = version_of(os.path.join(folder, main))
        self.note = note_of(os.path.join(folder, main))


def note_of(path):
    """Of the note beside a copy: absent, right or wrong."""
    if not os.path.exists(path + ".sha256"):
        return "absent"
    if not os.path.exists(path):
        return "wrong"
    with open(path, "rb") as copy, open(path + ".sha256", encoding="utf-8", errors="replace") as note:
        return "right" if note.read().startswith(hashlib.sha256(copy.read()).hexdigest()) else "wrong"


def version_of(path):
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    except sqlite3.DatabaseError:
        return None
    try:
        return db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        return None
    finally:
        db.close()  # else whoever wants it alone waits for us


class Scenario:
    """A command in a folder. `halfway`: it goes in steps, each of which may be the last; again it goes on from there. `sparse`:
    in the long run, too, each tenth allocation only, for most of its many are those of another scenario again."""

    def __init__(self, name, template, *words, main="county.db", halfway=False, sparse=False):
        self.name, self.template, self.words, self.main = name, template, words, main
        self.halfway, self.sparse = halfway, sparse
        self.states, self.between = {}, {}

    def start(self, dumps, fault):
        os.makedirs(dumps)
        return subprocess.Popen([FAULTY, *self.words], cwd=self.template, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, errors="replace",
                                env=dict(ENVIRONMENT, JIANFU_FAULT=fault, JIANFU_FAULT_DUMPS=dumps))

    def undisturbed(self, dumps):
        process = self.start(dumps, "")
        out, said = process.communicate()
        self.status, lines = process.returncode, [line.split("\t") for line in out.splitlines()]
        if self.status not in (0, 1, 3):
            raise SystemExit(f"{self.name}: {said}")
        self.begin = lines[0][1]
        self.kept, end = (int(lines[1][1]), int(lines[1][2])), lines[1][3]
        self.counts = {line[1]: int(line[2]) for line in lines[2:]}
        self.old = State(self.template, self.main)
        self.new = State(os.path.join(dumps, end), self.main)
        self.states = {self.begin: self.old, end: self.new}
        if self.main == "county.db":
            jianfu(os.path.join(dumps, end), "verify", program=FAULTY)
        shutil.rmtree(dumps)
        self.on_the_real_disk(dumps)

    def on_the_real_disk(self, folder):
        """The one in memory is to be like it."""
        fresh(self.template, folder)
        jianfu(folder, *self.words, program=FAULTY, status=self.status)
        real = State(folder, self.main)
        if (real.main, real.others, real.note) != (self.new.main, self.new.others, self.new.note):
            raise SystemExit(f"{self.name}: on the real disk {vars(real)}, on that in memory {vars(self.new)}")
        shutil.rmtree(folder)

    def state(self, digest, dumps):
        if digest not in self.states:
            folder = os.path.join(dumps, digest)
            state = State(folder, self.main)
            if state.main != self.new.main:
                state.again = self.do_again(folder)
            self.states[digest] = state
            shutil.rmtree(folder)
        return self.states[digest]

    def do_again(self, folder):
        """By the same program on the real disk."""
        done = jianfu(folder, *self.words, program=FAULTY, status=None)
        if done.returncode != self.status:
            return f"again: status {done.returncode}: {done.stderr}"
        state = State(folder, self.main)
        wrong = self.wrong(state, True)
        left = [name for name in state.left if not name.startswith(".jianfu-")]  # those README tells of
        return f"again: {wrong or left}" if wrong or left else None

    def wrong(self, state, must_be_new):
        """What is neither old nor new. Both were verified, so rows that are the same to the last byte need not be once
        more. Between the steps of a migration there is one state of each version."""
        if state.main.startswith("unsound") and state.main != self.old.main:
            return f"{self.main} is {state.main}"
        if state.main != self.new.main and (must_be_new or state.main != self.old.main):
            if must_be_new or not self.halfway:
                return f"{self.main} is {state.main}, was {self.old.main}, should be {self.new.main}"
            if self.between.setdefault(state.version, state.main) != state.main:
                return f"{self.main} is {state.main}, of version {state.version} was {self.between[state.version]}"
        for name, value in state.others.items():
            if value not in (self.new.others.get(name), self.old.others.get(name)):
                return f"{name} is {value}, should be {self.new.others.get(name)}"
        if state.main == self.new.main != self.old.main and state.note != self.new.note:
            return f"{self.main}: its note is {state.note}, should be {self.new.note}"
        missing = [name for name in self.new.others if name not in state.others]
        if state.main == self.new.main != self.old.main and missing:
            return f"{missing[0]} is missing"
        return None

    def judge(self, fault, one, dumps):
        """What is wrong, as a text; None: all as it should be."""
        _, point, code, how, statuses = fault
        if one.fate == "missed":
            return None  # threads: it did not come to that this time
        if one.fate == "crashed" or one.status < 0:
            return f"crashed: {one.status} {one.message}"
        state = self.state(one.digest, dumps)
        if one.fate == "stopped":
            return self.wrong(state, one.nth == 0) or state.again
        success = one.status == self.status
        if not success and one.status not in statuses:
            return f"status {one.status}: {one.message}"
        if not success and not re.search(r"^jianfu: .{10,}", one.message, re.M):
            return f"no message: '{one.message}'"
        if not success and code == 13 and point == "WRITE" and "disk is full" not in one.message:
            return f"it is not said that the disk is full: '{one.message}'"
        if one.kept[0] > self.kept[0] or one.kept[1] > self.kept[1]:
            return f"kept {one.kept[0]} blocks, {one.kept[1]} bytes of SQLite's"
        if state.left:
            return f"left behind: {state.left}"
        wrong = self.wrong(state, success) or state.again
        return f"status {one.status}: {wrong}: {one.message}" if wrong else None

    def sweep(self, fault, part, parts, dumps, count):
        """Every point of a fault, or some from the first to the last; of these the part that is one process's. How many."""
        name, point, code, how, _ = fault
        memory, calls = point.endswith("MEMORY"), self.counts[point]
        most = MOST_MEMORY if memory else MOST
        step = max(1, -(-calls // most)) if most else 10 if memory and self.sparse else 1
        first = 1 + random.Random(f"{SEED} {self.name} {name}").randrange(step) + part * step
        tried, process = 0, self.start(dumps, f"{point} {first} {step * parts} {code} {how}")
        for line in process.stdout:
            if line.startswith("try\t"):
                one = Try(line)
                wrong = self.judge(fault, one, dumps)
                count.check(wrong is None, f"{self.name}: {name} {one.nth} of {calls}: {wrong}")
                tried += one.fate != "missed"
        said = process.stderr.read()
        count.check(process.wait() == self.status, f"{self.name}: {name}: the run without a fault: {said}")
        shutil.rmtree(dumps)
        return tried


def scenarios(root):
    made = []

    def template(name):
        folder = os.path.join(root, "template", name)
        if name != "county":
            shutil.copytree(os.path.join(root, "template", "county"), folder, symlinks=True)
        return folder

    base = template("county")
    os.makedirs(base)
    # small, for every allocation counts; but one file must be large enough to be read in bulk
    papers = county(base, notices=400, further=3, payees=3)
    # on the disk in memory: of a real file, a child would read on where its parent is
    os.unlink(os.path.join(base, "papers"))
    # as an older program saves it
    with open(os.path.join(papers, "80-further-2005H1.xml"), encoding="utf-8") as paper, \
            open(os.path.join(base, "further.xml"), "w", encoding="gb18030") as older:
        older.write(paper.read().replace('encoding="UTF-8"', 'encoding="GB18030"', 1))
    shutil.copy(os.path.join(papers, "20-notices-2005H1.xml"), os.path.join(base, "bulk.xml"))
    superseding(os.path.join(papers, "20-notices-2004H2.xml"), os.path.join(base, "again.xml"))
    made.append(Scenario("import", base, "import", "further.xml"))
    made.append(Scenario("import in bulk", base, "import", "bulk.xml"))
    made.append(Scenario("import of later versions", base, "import", "again.xml"))
    # read in bulk, undone, read again with care, refused
    with open(os.path.join(base, "bulk.xml"), encoding="utf-8") as whole, \
            open(os.path.join(base, "refused.xml"), "w", encoding="utf-8") as spoilt:
        spoilt.write(re.sub(r' total="', ' total="-', whole.read(), count=1))
    made.append(Scenario("import that is refused", base, "import", "refused.xml"))
    made.append(Scenario("payment", base, "refund", "pay", "TH1", "--from", "pay.csv"))
    made.append(Scenario("backup", base, "backup", "copy.db", main="copy.db"))
    for version in INTERRUPTED:
        old = os.path.join(root, "template", f"v{version}")
        os.makedirs(old)
        old_database(os.path.join(old, "county.db"), version)
        made.append(Scenario(f"migration from version {version}", old, "verify", halfway=True,
                             sparse=version != INTERRUPTED[0]))
    folder = template("restore")
    jianfu(folder, "backup", "copy.db", program=FAULTY)
    jianfu(folder, "import", "further.xml", program=FAULTY)
    made.append(Scenario("restore", folder, "restore", "copy.db"))
    paged = os.path.join(root, "template", "paged")
    shutil.copytree(folder, paged, symlinks=True)
    other_pages(os.path.join(paged, "copy.db"))
    made.append(Scenario("restore of other pages", paged, "restore", "copy.db"))
    damaged = os.path.join(root, "template", "damaged")
    shutil.copytree(folder, damaged, symlinks=True)
    damage(os.path.join(damaged, "county.db"))
    made.append(Scenario("restore over a damaged one", damaged, "restore", "copy.db"))
    nothing = os.path.join(root, "template", "nothing")
    shutil.copytree(folder, nothing, symlinks=True)
    lose(os.path.join(nothing, "county.db"))
    made.append(Scenario("restore where nothing is", nothing, "restore", "copy.db"))
    empty = os.path.join(root, "template", "empty")
    os.makedirs(empty)
    made.append(Scenario("init", empty, "init", halfway=True, sparse=True))
    made.append(Scenario("check", base, "check", sparse=True))
    return made


def main():
    print(f"seed {SEED}", flush=True)
    count = Count()
    root = workplace()
    wanted, points = sys.argv[1:], dict.fromkeys((fault[0] for fault in FAULTS), 0)
    try:
        for s in scenarios(root):
            if wanted and s.name not in wanted:
                continue
            began, before = time.time(), sum(points.values())
            s.undisturbed(os.path.join(root, "undisturbed"))
            work = [(fault, part, parts) for fault in FAULTS if s.counts[fault[1]] and (not ONLY or ONLY in fault[:2])
                    for parts in [JOBS if fault[1] == "MEMORY" else 1] for part in range(parts)]
            with ThreadPoolExecutor(JOBS) as pool:
                tried = pool.map(lambda item: s.sweep(*item, os.path.join(root, f"{item[0][0]} {item[1]}"), count), work)
                for (fault, _, _), n in zip(work, tried):
                    points[fault[0]] += n
            print(f"{s.name}: {sum(points.values()) - before} points, {len(s.states)} states, "
                  f"{time.time() - began:.1f} s", flush=True)
        print(", ".join(f"{name} {n}" for name, n in points.items() if n) + f": {sum(points.values())} points", flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    count.end()


main()
