"""crash.py - the program is killed (SIGKILL) at a random moment of an import, a check, payments, a migration, a backup, a
restore or init. Afterwards the database opens, `verify` is clean, each file or step is wholly there or wholly absent, and
doing it again completes it, with the same rows as an undisturbed run and nothing left behind.

    crash.py [SEED]     FAULT_KILLS: how many (by day 27, in the long run 360)
"""
import random
import signal
from world import *

KILLS = int(os.environ.get("FAULT_KILLS", "360" if LONG else "27"))
NOTICES = 20000 if LONG else 2000


class Step:
    """Words in a folder made from a template. `halfway`: so many of the last words may be wanting, file by file. `once`:
    when it is done, doing it again is refused with these words, or (a check) is another thing."""

    def __init__(self, name, template, *words, main="county.db", halfway=0, once=None):
        self.name, self.template, self.words, self.main = name, template, words, main
        self.halfway, self.once = halfway, once

    def undisturbed(self, folder):
        fresh(self.template, folder)
        main = os.path.join(folder, self.main)
        self.states = [holds(main, clock=False)]
        for cut in range(self.halfway, 0, -1):
            jianfu(folder, *self.words[:-cut], status=None)
            self.states.append(holds(main, clock=False))
            fresh(self.template, folder)
        began = time.time()
        self.status = jianfu(folder, *self.words, status=None).returncode
        self.seconds = time.time() - began
        if self.status not in (0, 1):
            raise SystemExit(f"{self.name}: status {self.status}")
        self.states.append(holds(main, clock=False))
        self.others = {holds(path, clock=False) for path in kept(folder)}

    def killed_after(self, folder, seconds):
        """Whether it was still running."""
        fresh(self.template, folder)
        process = subprocess.Popen([JIANFU, *self.words], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def wrong(self, folder, last_only):
        main = holds(os.path.join(folder, self.main), clock=False)
        if main not in (self.states[-1:] if last_only else self.states):
            return f"{self.main} is {main}, not one of {self.states}"
        copies = {os.path.basename(path): holds(path, clock=False) for path in kept(folder)}
        for name, value in copies.items():
            if value not in self.states and value not in self.others:
                return f"{name} is {value}"
        if main == self.states[-1] and not self.others <= set(copies.values()):
            return "what it was before was not kept"
        return None

    def after(self, folder):
        """What is wrong after a kill; None: nothing."""
        unsound = self.states[0].startswith("unsound")
        if os.path.exists(os.path.join(folder, "county.db")) and not unsound and self.name != "init":
            done = jianfu(folder, "verify", status=None)
            if done.returncode != 0:
                return f"verify: {done.stdout}{done.stderr}"
        wrong = self.wrong(folder, False) if self.name != "init" else None  # which goes on, migration by migration
        if wrong:
            return wrong
        there = holds(os.path.join(folder, self.main), clock=False) == self.states[-1]
        if not (there and self.name == "check"):
            done = jianfu(folder, *self.words, status=None)
            refused = there and self.once and self.once in done.stderr
            if done.returncode != self.status and not refused:
                return f"again: status {done.returncode}: {done.stderr}"
        wrong = self.wrong(folder, True)
        if wrong:
            return f"again: {wrong}"
        left = [name for name in leftovers(folder) if not name.startswith(".jianfu-")]  # those README tells of
        if left:
            return f"left behind: {left}"
        done = jianfu(folder, "verify", status=None)
        return None if done.returncode == 0 else f"verify: {done.stdout}{done.stderr}"


def kept(folder):
    return [path for path in glob.glob(os.path.join(folder, "county.db.before-*")) if ".part" not in path]


def steps(root):
    def template(name, of=None):
        folder = os.path.join(root, "template", name)
        if of:
            shutil.copytree(of, folder, symlinks=True)
        else:
            os.makedirs(folder)
        return folder

    base = template("county")
    papers = county(base, NOTICES, JIANFU, NOTICES // 20)
    superseding(os.path.join(papers, "20-notices-2004H2.xml"), os.path.join(papers, "again.xml"))
    later = template("restore", base)
    jianfu(later, "backup", "copy.db")
    jianfu(later, "import", "papers/20-notices-2005H1.xml")
    damaged = template("damaged", later)
    damage(os.path.join(damaged, "county.db"))
    for version in INTERRUPTED:
        old_database(os.path.join(template(f"v{version}"), "county.db"), version)
    size = os.path.getsize(os.path.join(papers, "20-notices-2005H1.xml"))
    print(f"a file of {size / 1e6:.1f} MB", flush=True)
    return [Step("import", base, "import", "papers/20-notices-2005H1.xml", "papers/80-further-2005H1.xml", halfway=1),
            Step("import of later versions", base, "import", "papers/again.xml"),
            Step("check", later, "check"),
            Step("payment", base, "refund", "pay", "TH1", "--from", "pay.csv", once="R0001"),
            *(Step(f"migration from version {version}", os.path.join(root, "template", f"v{version}"), "verify")
              for version in INTERRUPTED),
            Step("backup", base, "backup", "copy.db", main="copy.db", once="exists already"),
            Step("restore", later, "restore", "copy.db"),
            Step("restore over a damaged one", damaged, "restore", "copy.db"),
            Step("init", template("empty"), "init", once="exists already")]


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    count = Count()
    root = workplace()
    try:
        made = steps(root)
        folder = os.path.join(root, "work")
        for number, step in enumerate(made):
            step.undisturbed(folder)
            hit, kills = 0, KILLS // len(made) + (number < KILLS % len(made))
            for kill in range(kills):
                moment = chance.random() * step.seconds
                hit += step.killed_after(folder, moment)
                wrong = step.after(folder)
                count.check(wrong is None, f"{step.name}, killed after {moment:.4f} of {step.seconds:.4f} s: {wrong}")
            print(f"{step.name}: {hit} of {kills} killed before the end, which is after {step.seconds:.2f} s", flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    count.end()


main()
