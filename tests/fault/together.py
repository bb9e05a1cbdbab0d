"""together.py - eight at once on one database: two import, two pay, one checks, one reports, one takes backups, one looks
things up and verifies; by day for 10 s, in the long run (FAULT_LONG=1) for 60. No error but "busy, waited N s"; in the end
everything that was reported as done is there, once, sums and chain are right, and every backup is a sound one."""
import random
import threading
from world import *

SECONDS = 60 if LONG else 10
AMOUNT = 500  # fen; ten such payments are what a payee of world.county has to get
SCHEDULE = ("import", "import", "pay", "pay", "check", "report", "backup", "look")


class Office:
    def __init__(self, folder, count):
        self.folder, self.count = folder, count
        self.papers = county(folder, 600, JIANFU)
        with open(os.path.join(self.papers, "20-notices-2005H1.xml"), encoding="utf-8") as f:
            text = f.read()
        self.head = text[:text.index("<control")]
        self.notices = re.findall(r"<notice .*?</notice>", text, re.S)
        self.lock = threading.Lock()
        self.done = dict.fromkeys(SCHEDULE, 0)
        self.busy = 0
        self.stored, self.paid, self.backups = 0, [], []

    def run(self, what, *words, expected=(0,)):
        """The program, once; None when it said that it was busy."""
        done = jianfu(self.folder, *words, status=None)
        with self.lock:
            if re.search(r"busy, waited \d+ s", done.stderr) and done.returncode == 4:
                self.busy += 1
                return None
            self.done[what] += 1
            self.count.check(done.returncode in expected, f"{' '.join(words)}: {done.returncode} {done.stderr[:300]}"
                             f"{done.stdout[:600] if what == 'look' else ''}")
        return done

    def import_(self, worker, turn, chance):
        """A small file of notices of its own; now and then the one before once more."""
        before = os.path.join(self.folder, f"{worker}-{turn - 1}.xml")
        if os.path.exists(before) and chance.random() < 0.2:
            self.run("import", "import", before)
            return
        few = [n.replace('no="', f'no="{worker}{turn}-', 1) for n in chance.sample(self.notices, 20)]
        name = f"{worker}-{turn}.xml"
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
            f.write(self.head + "".join(few) + "</notices>")
        done = self.run("import", "import", name)
        if done and done.returncode == 0:
            with self.lock:
                self.stored += 20

    def pay(self, worker, turn, chance):
        payee = chance.randint(1, PAYEES)
        done = self.run("pay", "refund", "pay", "TH1", "--payee", str(payee), "--amount", "5.00", "--receipt",
                        f"{worker}-{turn}", "--received-by", f"学生{payee}", expected=(0, 3))
        if done and done.returncode == 0:
            with self.lock:
                self.paid.append(payee)
        elif done and self.paid.count(payee) < 8:  # one of the two may not have told yet
            self.count.check(False, f"payment refused too early: {done.stderr}")

    def check(self, worker, turn, chance):
        self.run("check", "check", *(["--full"] if chance.random() < 0.3 else []), expected=(1,))

    def report(self, worker, turn, chance):
        self.run("report", "report", "half-year", "2005H1", "--output", f"{worker}.{chance.choice(['txt', 'docx', 'json'])}")

    def backup(self, worker, turn, chance):
        done = self.run("backup", "backup", f"{worker}-{turn}.db")
        if done and done.returncode == 0:
            self.backups.append(f"{worker}-{turn}.db")

    def look(self, worker, turn, chance):
        words = chance.choice([["verify"], ["finding", "list"], ["petition", "show", "2005-001", "--names"],
                               ["refund", "show", "TH1"], ["batch", "list"]])
        self.run("look", *words)

    def work(self, number, what, until, seed):
        chance, turn = random.Random(seed * 100 + number), 0
        act = getattr(self, "import_" if what == "import" else what)
        while time.time() < until:
            act(f"w{number}", turn, chance)
            turn += 1

    def settle(self):
        db = sqlite3.connect(os.path.join(self.folder, "county.db"))
        def one(sql):
            return db.execute(sql).fetchone()[0]
        self.count.check(one("SELECT count(*) FROM refund_payment") == len(self.paid), "payments are not those told of")
        self.count.check(one("SELECT coalesce(sum(amount_fen), 0) FROM refund_payment") == AMOUNT * len(self.paid), "sum")
        each = dict(db.execute("SELECT payee, count(*) FROM refund_payment GROUP BY payee"))
        told = {}
        for payee in self.paid:
            told[str(payee)] = told.get(str(payee), 0) + 1
        self.count.check({str(k): v for k, v in each.items()} == told, "payments of each payee")
        self.count.check(max(each.values(), default=0) <= 10, "somebody was paid above what was due")
        notices = one("SELECT count(*) FROM notice")
        self.count.check(notices == 300 + self.stored, f"{notices} notices, not 300 + {self.stored}")
        self.count.check(one("SELECT count(*) FROM batch WHERE state = 'accepted'") == 3 + self.stored // 20, "batches")
        db.close()
        done = jianfu(self.folder, "verify", status=None)
        self.count.check(done.returncode == 0, f"verify: {done.stdout}")
        for name in self.backups if LONG else self.backups[-2:]:
            done = jianfu(self.folder, "verify", status=None, JIANFU_DB=name)
            self.count.check(done.returncode == 0, f"{name}: {done.stdout}{done.stderr}")
        self.count.check(not leftovers(self.folder), f"left behind: {leftovers(self.folder)}")
        for what in set(SCHEDULE):
            self.count.check(self.done[what] > 0, f"no {what} came to its end")


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    count = Count()
    root = workplace()
    try:
        office = Office(os.path.join(root, "office"), count)
        until = time.time() + SECONDS
        workers = [threading.Thread(target=office.work, args=(number, what, until, seed))
                   for number, what in enumerate(SCHEDULE)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        office.settle()
        print(", ".join(f"{what} {n}" for what, n in office.done.items()) + f", busy {office.busy}", flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    count.end()


main()
