"""long_life.py - ten half-years of an office in a row: papers come in, checks, decisions, cases, refunds, reports, backups. Prints what
each half-year took, and fails when the sums are wrong, verifying finds something, or size or memory grow out of level.

    long_life.py [HALF-YEARS [NOTICES-A-YEAR]]   by day 2 of 600, LIFE_LONG=1: 10 of 20,000

LIFE_RUNNER is put before each call of the program: LIFE_RUNNER="valgrind -q --error-exitcode=99 ...".
The year that others are measured by is the second: in it papers of the rule book have ended, and more is found than in the first.
The generator makes one year, 2004H2 and 2005H1; for the later ones the same papers are dated on and numbered anew.
"""
import collections
import glob
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

BUILD = os.path.abspath(os.environ["BUILD"])
LONG = os.environ.get("LIFE_LONG") == "1"
HALVES = int(sys.argv[1]) if len(sys.argv) > 1 else 10 if LONG else 2
NOTICES = int(sys.argv[2]) if len(sys.argv) > 2 else 20000 if LONG else 600
RUNNER = os.environ.get("LIFE_RUNNER", "").split()
LEVEL = 1.5  # what a year may take more than the second
CACHES = 96  # megabytes: the page caches fill up to their bounds as the file grows; the goal of the bench for any size
PLACE = "350199100000"
PUPILS = 40
Spent = collections.namedtuple("Spent", "seconds megabytes")


class Office:
    def __init__(self, folder):
        self.folder, self.db, self.today = folder, os.path.join(folder, "county.db"), "2004-07-01"
        self.spent = collections.defaultdict(list)  # by name of the work, one of each half-year
        self.faults = []

    def run(self, *words, what=None, status=(0,)):
        """Run the program; how long and how much memory goes under `what`."""
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen([*RUNNER, os.path.join(BUILD, "jianfu"), "--db", self.db, *words], cwd=self.folder, stdout=out,
                                     stderr=subprocess.STDOUT,
                                     env=dict(os.environ, LC_ALL="C.UTF-8", JIANFU_TODAY=self.today, JIANFU_ACTOR="tester"))
            _, left, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(left)
            out.seek(0)
            text = out.read().decode("utf-8", "replace")
        if child.returncode not in status:
            raise SystemExit(f"{self.today}: {' '.join(words)}: status {child.returncode}\n{text}\n0 passed, 1 failed")
        self.spent[what or words[0]].append(Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
        return text

    def ask(self, sql, *values):
        c = sqlite3.connect(self.db)
        try:
            return c.execute(sql, values).fetchall()
        finally:
            c.close()

    def fault(self, text):
        self.faults.append(f"{self.today}: {text}")


def dated_on(text, years, name):
    """The papers of 2004H2 and 2005H1 so many years later, with numbers of their own."""
    if "2004H2" in name or "2004A" in name:
        text = text.replace(' on="2005-06-30"/>', ' on="2004-12-31"/>')
    text = re.sub(r'"(200[45])', lambda m: f'"{int(m[1]) + years}', text)
    return re.sub(r' (no|receipt)="(0\d)', rf' \1="{years}-\2', text)


def bring(office, papers, half):
    """Import what comes in during the half-year; the sum of the control sums of its notices in fen."""
    years, spring = divmod(half, 2)
    wanted = (["20-notices-2005H1*", "30-school-charges-2005S", "40-subscriptions-2005", "50-petitions", "60-card-issues", "70-boards"]
              if spring else ["20-notices-2004H2*", "30-school-charges-2004A"])
    paths, total = [], 0
    for path in sorted(p for name in wanted for p in glob.glob(os.path.join(papers, name + ".xml"))):
        with open(path, encoding="utf-8") as f:
            text = dated_on(f.read(), years, path)
        if "<notices" in text:
            total += round(float(re.search(r'<control [^>]*sum="([0-9.]+)"', text)[1]) * 100)
        paths.append(os.path.join(office.folder, f"{half}-{os.path.basename(path)}"))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(text)
    office.run("import", *paths)
    for path in paths:
        os.unlink(path)
    return total


def decide(office):
    """People look at some of the new findings."""
    new = [row[0] for row in office.ask("SELECT finding_id FROM finding WHERE state = 'open' ORDER BY first_run DESC, finding_id LIMIT 8")]
    for finding, words in zip(new, (("confirm",), ("confirm",), ("confirm",), ("dismiss", "--reason", "有批文"),
                                    ("waive", "--reason", "救灾", "--approver", "李局长", "--until", office.today))):
        office.run("finding", words[0], str(finding), *words[1:])
    for finding in new[1:2]:
        office.run("finding", "rectify", str(finding), "--reason", "已退")


def handle(office, unit, half):
    """One case from the call to the last receipt."""
    no = f"{office.today[:4]}-1{half:02d}"
    with open(os.path.join(office.folder, "payees.csv"), "w", encoding="utf-8") as f:
        f.write("no,name,charged,allowed\n" + "".join(f"{n},学生{n},350.00,300.00\n" for n in range(1, PUPILS + 1)))
    deadline = f"{office.today[:4]}-12-31"
    for words in (("petition", "register", "--no", no, "--channel", "call", "--division", PLACE, "--unit", unit, "--category", "school",
                   "--text", f"每生多收50元，第{half}次", "--petitioner", "林某"),
                  ("petition", "accept", no), ("petition", "investigate", no, "--note", "查账"),
                  ("petition", "conclude", no, "--result", "substantiated", "--note", "多收"),
                  ("refund", "order", no, "--no", f"TH{half}", "--unit", unit, "--deadline", deadline, "--basis", "国务院令第92号",
                   "--payees", "payees.csv"),
                  ("refund", "pay", f"TH{half}", "--payee", "1", "--amount", "50.00", "--received-by", "学生1", "--receipt", f"A{half}-1"),
                  ("refund", "pay", f"TH{half}", "--all-due", "--receipts", f"A{half}"),
                  ("petition", "refunded", no), ("petition", "reply", no, "--opinion", "support"),
                  ("refund", "sample", f"TH{half}", "--seed", str(half))):
        office.run(*words)
    for (payee,) in office.ask("SELECT payee FROM refund_call JOIN refund_order o ON o.subject_id = order_id WHERE o.number = ?", f"TH{half}"):
        office.run("refund", "confirm", f"TH{half}", "--payee", payee, "--answer", "yes")
    office.run("petition", "close", no)
    if half % 2:  # and money that findings order back
        found = office.ask("SELECT f.finding_id FROM finding f JOIN subject s USING (subject_id) WHERE s.kind = 'notice' AND "
                           "f.state = 'open' AND f.excess_fen > 0 ORDER BY f.finding_id DESC LIMIT 1")
        for (finding,) in found:
            office.run("finding", "confirm", str(finding))
            office.run("refund", "order", "--finding", str(finding), "--no", f"TF{half}", "--deadline", deadline, "--basis", "国务院令第92号")
            office.run("refund", "pay", f"TF{half}", "--all-due", "--receipts", f"F{half}")


def report(office, half):
    period = f"{2004 + (half + 1) // 2}H{2 - half % 2}"
    office.run("report", "half-year", period, "--output", f"{period}.docx")
    office.run("report", "half-year", period, "--output", f"{period}.html")
    office.run("village", "350199100201", "--year", period[:4], "--output", "village.txt")
    office.run("petition", "due", status=(0, 1))
    return period


def look(office, fen, anchors):
    """Is everything still there, and right?"""
    stored = office.ask("SELECT sum(total_fen) FROM notice_day")[0][0]
    if stored != fen:
        office.fault(f"the notices add up to {stored} fen, the files to {fen}")
    owed = office.ask("SELECT count(*) FROM refund_payee WHERE rest_fen <> 0")[0][0]
    if owed:
        office.fault(f"{owed} payees wait though all were paid")
    said = office.run("verify", *(("--anchor", anchors[0]) if anchors else ()), status=(0, 1))
    if "DO NOT agree" in said or "NOT sound" in said or "BROKEN" in said or (anchors and "unchanged" not in said):
        office.fault(f"verify: {said}")
    anchors.append(re.search(r"head ([0-9a-f]{64})", said)[1] if "head " in said else "")
    os.path.exists(os.path.join(office.folder, "backup.db")) and os.unlink(os.path.join(office.folder, "backup.db"))
    office.run("backup", "backup.db")
    for name in glob.glob(os.path.join(office.folder, "backup.db*")):
        os.unlink(name)


def level(office, what, years, least=0):
    """Of the years after the second, none takes more than LEVEL times what the second took, and than the least that is a matter."""
    for year, value in enumerate(years[2:], 3):
        if value > max(LEVEL * years[1], least):
            office.fault(f"{what} of year {year}: {value:.1f}, of year 2: {years[1]:.1f}")


COLUMNS = ("import", "check", "finding", "petition", "refund", "report", "verify", "backup")


def live(office, papers):
    with open(os.path.join(papers, "10-register.xml"), encoding="utf-8") as f:
        unit = re.search(r'<unit code="([^"]+)"', f.read())[1]
    with open(os.path.join(papers, "00-rulebook-demo.xml"), encoding="utf-8") as f:
        book = f.read().replace("2006-01-31", "2019-12-31")  # what the schools may charge goes on
    with open(os.path.join(papers, "00-rulebook-demo.xml"), "w", encoding="utf-8") as f:
        f.write(book)
    office.run("init")
    office.run("import", os.path.join(papers, "00-rulebook-demo.xml"), os.path.join(papers, "10-register.xml"))
    office.spent.clear()
    fen, anchors, sizes, memory, before = 0, [], [], [], 0
    print("half-year      MB   +MB   records  events  findings " + " ".join(f"{c + ' s':>10}" for c in COLUMNS) + "    peak MB")
    for half in range(HALVES):
        began = time.time()
        office.today = f"{2005 + half // 2}-07-10" if half % 2 else f"{2005 + half // 2}-01-10"
        fen += bring(office, papers, half)
        office.run("check", status=(0, 1))
        decide(office)
        handle(office, unit, half)
        period = report(office, half)
        look(office, fen, anchors)
        size = office.ask("SELECT page_count * page_size / 1048576.0 FROM pragma_page_count, pragma_page_size")[0][0]
        counts = [office.ask(f"SELECT count(*) FROM {t}")[0][0] for t in ("record", "event", "finding")]
        peak = max((s.megabytes, name) for name, list_ in office.spent.items() for s in list_)
        print(f"{period:9} {size:7.1f} {size - before:5.1f} {counts[0]:9} {counts[1]:7} {counts[2]:9} " +
              " ".join(f"{sum(s.seconds for s in office.spent[c]):10.2f}" for c in COLUMNS) + f"  {peak[0]:6.1f} ({peak[1]})"
              f"  in {time.time() - began:.0f} s", flush=True)
        sizes.append(size - before)
        memory.append(peak[0])
        before = size
        office.spent.clear()
    whole = [sum(sizes[i:i + 2]) for i in range(0, len(sizes) - 1, 2)]
    level(office, "megabytes", whole)
    level(office, "peak memory", [max(memory[i:i + 2]) for i in range(0, len(memory) - 1, 2)], CACHES)


def main():
    with tempfile.TemporaryDirectory() as folder:
        papers = os.path.join(folder, "papers")
        os.mkdir(papers)
        towns = max(2, NOTICES // 1000)
        subprocess.run([os.path.join(BUILD, "generate"), "--notices", str(NOTICES), "--townships", str(min(towns, 21)), "--villages",
                        str(min(2 * towns, 255)), "--output", papers], check=True)
        office = Office(folder)
        live(office, papers)
        for text in office.faults:
            print(text)
        print(f"{int(not office.faults)} passed, {int(bool(office.faults))} failed")
        sys.exit(bool(office.faults))


main()
