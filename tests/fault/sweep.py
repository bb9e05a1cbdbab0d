"""sweep.py - one call fails, or the program is killed in it, in turn each: write, sync, truncate, open ..., a full disk,
each allocation of SQLite's and of our own, during import, check, payment, migration, backup, restore and init. Each time:
a clear error and a status as documented, or the whole work done; old state or new state; nothing left behind; and doing
it again completes it.

    sweep.py [SCENARIO...]   by day one point of every second kind, each kind with half of the commands; FAULT_LONG=1:
                             every point of all; FAULT_MOST=50: at most so many of each; FAULT_ONLY=MEMORY: of this kind
                             of call, or of the fault of this name
"""
from concurrent.futures import ThreadPoolExecutor
from world import *

# name, kind of call (shim.c), what it answers (SQLite's code or errno), all after it too, exit statuses allowed
IO, MEMORY, FILE = {4, 5}, {71}, {4, 5}
FAULTS = [
    ("read", "READ", 266, "", IO),
    ("write", "WRITE", 778, "", IO),
    ("writes from then on", "WRITE", 778, "lasting", IO),
    ("full disk", "WRITE", 13, "", IO),
    ("full disk from then on", "WRITE", 13, "lasting", IO),
    ("killed in a write", "WRITE", 0, "kill", ()),
    ("killed at a sync", "SYNC", 0, "kill", ()),
    ("killed when a file is deleted", "DELETE", 0, "kill", ()),
    ("killed when a file gets its name", "FILE_RENAME", 0, "kill", ()),
    ("sync", "SYNC", 1034, "", IO),
    ("truncate", "TRUNCATE", 1546, "", IO),
    ("open", "OPEN", 14, "", IO),
    ("opens from then on", "OPEN", 14, "lasting", IO),
    ("delete", "DELETE", 2570, "", IO),
    ("lock", "LOCK", 3850, "", IO),
    ("shared memory", "SHM_MAP", 5386, "", IO),
    ("lock in shared memory", "SHM_LOCK", 5130, "", IO),
    ("SQLite's memory", "MEMORY", 0, "", MEMORY),
    ("SQLite's memory from then on", "MEMORY", 0, "lasting", MEMORY),
    ("our memory", "OWN_MEMORY", 0, "", MEMORY),
    ("our memory from then on", "OWN_MEMORY", 0, "lasting", MEMORY),
    ("file: read", "FILE_READ", 5, "", FILE),
    ("file: open", "FILE_OPEN", 13, "", FILE),
    ("file: write", "FILE_WRITE", 28, "", FILE),
    ("file: sync", "FILE_SYNC", 5, "", FILE),
    ("file: link", "FILE_LINK", 28, "", FILE),
    ("file: no links here", "FILE_LINK", 1, "", FILE),
    ("file: rename", "FILE_RENAME", 28, "", FILE),
    ("file: rename over nothing only", "FILE_RENAME", 22, "", FILE),
]
MOST = int(os.environ.get("FAULT_MOST", "0" if LONG else "1"))  # points of each fault in each scenario; 0: all
ONLY = os.environ.get("FAULT_ONLY")
JOBS = int(os.environ.get("FAULT_JOBS", "2"))


class Scenario:
    """A command in a folder. `halfway`: it goes in steps, each of which may be the last; again it goes on from there."""

    def __init__(self, name, template, *words, main="county.db", halfway=False):
        self.name, self.template, self.words, self.main, self.halfway = name, template, words, main, halfway

    def see(self, folder):
        """The main file, and every other database that stands there."""
        main = holds(os.path.join(folder, self.main))
        others = {}
        for path in sorted(glob.glob(os.path.join(folder, "*.db*"))):
            name = os.path.basename(path)
            if name != self.main and not re.search(r"-wal$|-shm$|-journal$|\.sha256$|\.part", name):
                others[re.sub(r"restore-\d+$", "restore-N", name)] = holds(path)
        return main, others

    def run(self, folder, fault=""):
        report = os.path.join(folder, "..", os.path.basename(folder) + ".report")
        done = jianfu(folder, *self.words, program=FAULTY, status=None, JIANFU_FAULT=fault, JIANFU_FAULT_REPORT=report)
        counts = {}
        if os.path.exists(report):
            counts = {line.split()[0]: int(line.split()[1]) for line in open(report)}
            os.unlink(report)
        return done, counts

    def undisturbed(self, folder):
        fresh(self.template, folder)
        self.old = self.see(folder)
        fresh(self.template, folder)
        self.done, self.counts = self.run(folder)
        if self.done.returncode not in (0, 1):
            raise SystemExit(f"{self.name}: {self.done.stderr}")
        self.new = self.see(folder)
        if self.main == "county.db":
            jianfu(folder, "verify", program=FAULTY)
        self.kept = self.counts["kept_blocks"], self.counts["kept_bytes"]

    def wrong_state(self, folder, must_be_new):
        """What is neither old nor new, or None; and what the main file holds. `old` and `new` were verified, so rows that
        are the same to the last byte need not be once more."""
        main, others = self.see(folder)
        wrong = None
        if main != self.new[0] and (must_be_new or main != self.old[0] and not self.halfway):
            wrong = f"{self.main} is {main}, was {self.old[0]}, should be {self.new[0]}"
        if main.startswith("unsound") and main != self.old[0]:
            wrong = f"{self.main} is {main}"
        for name, value in others.items():
            if value not in (self.new[1].get(name), self.old[1].get(name)):
                wrong = f"{name} is {value}, should be {self.new[1].get(name)}"
        missing = [name for name in self.new[1] if name not in others]
        if main == self.new[0] != self.old[0] and missing:
            wrong = f"{missing[0]} is missing"
        return wrong, main

    def one(self, folder, fault, nth):
        """A fault of this one point, as a text; None: all as it should be."""
        name, point, code, how, statuses = fault
        fresh(self.template, folder)
        done, counts = self.run(folder, f"{point} {nth} {code} {how}")
        success = done.returncode == self.done.returncode
        if how == "kill" and done.returncode == -9:
            return self.again(folder, False)
        if done.returncode < 0 or not counts:
            return f"crashed: {done.returncode} {done.stderr}"
        if not counts["fired"]:
            return None  # threads: it did not come to that this time
        if not success and done.returncode not in statuses:
            return f"status {done.returncode}: {done.stderr}"
        if not success and not re.search(r"^jianfu: .{10,}", done.stderr, re.M):
            return f"no message: '{done.stderr}'"
        if not success and code == 13 and point == "WRITE" and "disk is full" not in done.stderr:
            return f"it is not said that the disk is full: '{done.stderr}'"
        if counts["kept_blocks"] > self.kept[0] or counts["kept_bytes"] > self.kept[1]:
            return f"kept {counts['kept_blocks']} blocks, {counts['kept_bytes']} bytes of SQLite's"
        if leftovers(folder):
            return f"left behind: {leftovers(folder)}"
        wrong = self.again(folder, success)
        return f"status {done.returncode}: {wrong}: {done.stderr}" if wrong else None

    def again(self, folder, success):
        """What is wrong with the state; and when it is not the new one, with doing it again."""
        wrong, main = self.wrong_state(folder, success)
        if wrong or success or main == self.new[0]:
            return wrong
        done, _ = self.run(folder)
        if done.returncode != self.done.returncode:
            return f"again: status {done.returncode}: {done.stderr}"
        wrong, _ = self.wrong_state(folder, True)
        left = [name for name in leftovers(folder) if not name.startswith(".jianfu-")]  # those README tells of
        return f"again: {wrong or left}" if wrong or left else None

    def points(self, fault):
        """Which calls of this kind shall fail: all, or a few from the first to the last."""
        count = self.counts[fault[1]]
        if MOST == 0 or count <= MOST:
            return range(1, count + 1)
        seed = sum(map(ord, self.name + fault[0]))
        return sorted({1 + (seed * 7919 + i * count // MOST) % count for i in range(MOST)})


def scenarios(root):
    made = []

    def template(name):
        folder = os.path.join(root, "template", name)
        if name != "county":
            shutil.copytree(os.path.join(root, "template", "county"), folder, symlinks=True)
        return folder

    base = template("county")
    os.makedirs(base)
    papers = county(base)
    superseding(os.path.join(papers, "20-notices-2004H2.xml"), os.path.join(papers, "again.xml"))
    made.append(Scenario("import", base, "import", "papers/80-further-2005H1.xml"))
    made.append(Scenario("import in bulk", base, "import", "papers/20-notices-2005H1.xml"))
    made.append(Scenario("import of later versions", base, "import", "papers/again.xml"))
    made.append(Scenario("payment", base, "refund", "pay", "TH1", "--from", "pay.csv"))
    made.append(Scenario("check", base, "check"))
    made.append(Scenario("backup", base, "backup", "copy.db", main="copy.db"))
    folder = template("restore")
    jianfu(folder, "backup", "copy.db", program=FAULTY)
    jianfu(folder, "import", "papers/80-further-2005H1.xml", program=FAULTY)
    made.append(Scenario("restore", folder, "restore", "copy.db"))
    damaged = os.path.join(root, "template", "damaged")
    shutil.copytree(folder, damaged, symlinks=True)
    damage(os.path.join(damaged, "county.db"))
    made.append(Scenario("restore over a damaged one", damaged, "restore", "copy.db"))
    nothing = os.path.join(root, "template", "nothing")
    shutil.copytree(folder, nothing, symlinks=True)
    os.unlink(os.path.join(nothing, "county.db"))
    made.append(Scenario("restore where nothing is", nothing, "restore", "copy.db"))
    old = os.path.join(root, "template", "old")
    os.makedirs(old)
    old_database(os.path.join(old, "county.db"), RELEASES[0])
    made.append(Scenario("migration", old, "verify", halfway=True))
    empty = os.path.join(root, "template", "empty")
    os.makedirs(empty)
    made.append(Scenario("init", empty, "init", halfway=True))
    return made


def main():
    count = Count()
    root = workplace()
    wanted = sys.argv[1:]
    try:
        for number, s in enumerate(scenarios(root)):
            if wanted and s.name not in wanted:
                continue
            began, done = time.time(), 0
            s.undisturbed(os.path.join(root, "undisturbed"))
            faults = [fault for i, fault in enumerate(FAULTS) if LONG or ONLY or (i + number) % 2 == 0]
            work = [(fault, nth) for fault in faults if not ONLY or ONLY in fault[:2] for nth in s.points(fault)]
            free = [os.path.join(root, f"job{i}") for i in range(JOBS)]

            def one(item):
                folder = free.pop()
                try:
                    return item, s.one(folder, *item)
                finally:
                    free.append(folder)
            with ThreadPoolExecutor(JOBS) as pool:
                for (fault, nth), wrong in pool.map(one, work):
                    count.check(wrong is None, f"{s.name}: {fault[0]} {nth} of {s.counts[fault[1]]}: {wrong}")
                    done += 1
            print(f"{s.name}: {done} faults, {time.time() - began:.1f} s", flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    count.end()


main()
