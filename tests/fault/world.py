"""world.py - what the drivers of tests/fault share: small counties to do harm to, what a database holds, counting."""
import glob
import gzip
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

BUILD = os.path.abspath(os.environ["BUILD"])
FIXTURES = os.environ.get("FIXTURES") or os.path.join(os.path.dirname(__file__), "../../fixtures")
JIANFU = os.path.join(BUILD, "jianfu")
FAULTY = os.path.join(BUILD, "fault/jianfu")
LONG = os.environ.get("FAULT_LONG") == "1"
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", JIANFU_TODAY="2005-07-10", JIANFU_ACTOR="tester", JIANFU_DB="county.db")
PLACE = "350199100000"
PAYEES = 40

# What differs from one run to the next, because the clock went on.
CLOCK = re.compile(r"^(at|.*_at|hash|prev_hash|head)$")


def jianfu(folder, *words, program=JIANFU, status=0, **more):
    """Run the program in a folder; another exit status than this is a fault of the test itself. None: any."""
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True,
                          env=dict(ENVIRONMENT, **{k: str(v) for k, v in more.items()}))
    if status is not None and done.returncode != status:
        raise SystemExit(f"{' '.join(words)}: status {done.returncode}, {done.stdout}{done.stderr}")
    return done


def generate(folder, *words):
    os.makedirs(folder, exist_ok=True)
    subprocess.run([os.path.join(BUILD, "generate"), *map(str, words), "--output", folder], check=True)
    return folder


def superseding(path, out):
    """The same papers as a later version with another payer's name."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    text = text.replace("<notice no=", '<notice version="2" no=').replace('payer-name="', 'payer-name="改')
    with open(out, "w", encoding="utf-8") as f:
        f.write(text)


def county(folder, notices=600, program=FAULTY, further=20, payees=PAYEES):
    """A database with register, rule book, half of the notices, a check, and an order that waits for its payments."""
    papers = generate(folder + "-papers", "--notices", notices, "--townships", 2, "--villages", 4, "--further", further)
    os.makedirs(folder, exist_ok=True)
    os.symlink(papers, os.path.join(folder, "papers"))  # they are not copied for each fault
    def take(*words, **more):
        return jianfu(folder, *words, program=program, **more)
    take("init")
    take("import", *[os.path.join(papers, name) for name in
                     ("00-rulebook-demo.xml", "10-register.xml", "20-notices-2004H2.xml")])
    take("check", status=1)
    with open(os.path.join(papers, "10-register.xml"), encoding="utf-8") as f:
        unit = re.search(r'<unit code="([^"]+)"', f.read()).group(1)
    with open(os.path.join(folder, "payees.csv"), "w", encoding="utf-8") as f:
        f.write("no,name,charged,allowed\n" + "".join(f"{n},学生{n},350.00,300.00\n" for n in range(1, payees + 1)))
    with open(os.path.join(folder, "pay.csv"), "w", encoding="utf-8") as f:
        f.write("payee,amount,receipt,received_by\n" +
                "".join(f"{n},20.00,R{n:04d},学生{n}\n" for n in range(1, payees + 1)))
    take("petition", "register", "--channel", "call", "--division", PLACE, "--unit", unit, "--category", "school",
         "--text", "每生多收50元", "--petitioner", "林某")
    take("petition", "accept", "2005-001")
    take("petition", "investigate", "2005-001", "--note", "查账")
    take("petition", "conclude", "2005-001", "--result", "substantiated", "--note", "多收")
    take("refund", "order", "2005-001", "--no", "TH1", "--unit", unit, "--deadline", "2005-12-31", "--basis",
         "国务院令第92号", "--payees", "payees.csv")
    return papers


RELEASES = sorted(int(name[:4]) for name in os.listdir(os.path.join(FIXTURES, "db")))
# migrations from these are interrupted: the oldest, one in the middle, the last before the newest
INTERRUPTED = (RELEASES[0], RELEASES[len(RELEASES) // 2], RELEASES[-2])


def old_database(path, version):
    """A database as a program of that schema version left it."""
    with gzip.open(os.path.join(FIXTURES, "db", f"{version:04d}.sql.gz"), "rb") as f:
        subprocess.run(["sqlite3", "-bail", path], input=f.read(), check=True)
    os.chmod(path, 0o600)


def other_pages(path):
    """The same in pages of another size, as databases of earlier versions have them."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 4096")
    db.execute("VACUUM")
    db.close()
    os.unlink(path + ".sha256")


def lose(path):
    """The database is gone, what stood beside it is not: what was written last."""
    db = sqlite3.connect(path)
    db.execute("UPDATE subject SET key = key || 1")
    db.commit()
    os.rename(path + "-wal", path + ".left")
    db.close()
    os.rename(path + ".left", path + "-wal")
    os.unlink(path)


def damage(path):
    """Letters where a page of the database was."""
    for ending in ("-wal", "-shm"):
        if os.path.exists(path + ending):
            os.unlink(path + ending)
    with open(path, "r+b") as f:
        f.seek(16384)
        f.write(b"7" * 400)


def bytes_of(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()[:16]


def rows_of(path, clock):
    """Every table as SQL text would name it: what the schema is, and all rows in order."""
    db = sqlite3.connect(path, timeout=60)
    try:
        bad = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        if bad:
            raise sqlite3.DatabaseError("; ".join(bad[:3]))
        h = hashlib.sha256()
        h.update(repr(db.execute("PRAGMA user_version").fetchone()).encode())
        tables = db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        for name, sql in tables:
            h.update(repr((name, sql)).encode())
            if not sql or not sql.startswith("CREATE TABLE"):
                continue
            quoted = "*"
            if not clock:
                columns = [row[1] for row in db.execute(f"PRAGMA table_info('{name}')")]
                quoted = ", ".join(f'"{c}"' for c in columns if not CLOCK.match(c))
            h.update(repr(db.execute(f'SELECT {quoted} FROM "{name}"').fetchall()).encode())
        return h.hexdigest()[:16]
    finally:
        db.close()


def holds(path, clock=True):
    """What a file holds, in one word: absent, its rows, or - where it is no sound database - its bytes."""
    if not os.path.exists(path):
        return "absent"
    try:
        return rows_of(path, clock)
    except sqlite3.DatabaseError:
        return "unsound " + bytes_of(path)


def leftovers(folder):
    """Files that nobody asked for."""
    return [name for name in os.listdir(folder) if ".part" in name or name.endswith(".tmp")]


def fresh(template, folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder, symlinks=True)


class Count:
    """Passed and failed, as tests/run.sh reads them. Of failures that differ in figures only the first is shown."""

    def __init__(self):
        self.passed = self.failed = 0
        self.shown = set()

    def check(self, right, what):
        if right:
            self.passed += 1
        else:
            self.failed += 1
            kind = re.sub(r"\d+", "N", what)
            if kind not in self.shown and len(self.shown) < 100:
                print("FAILED:", what, flush=True)
            self.shown.add(kind)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        raise SystemExit(1 if self.failed else 0)


def workplace():
    return tempfile.mkdtemp(prefix="jianfu-fault-")


__all__ = [name for name in dir() if not name.startswith("_")]
