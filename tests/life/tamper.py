"""tamper.py - what somebody with another program does to the database: rows changed, removed, slipped in and swapped, bytes of the
file turned over. `jianfu verify` must find each.

    tamper.py [CHANGES [SEED]]      by day 200 changes of a small county, LIFE_LONG=1: 1,000 of the whole sample county

Left alone are notices and their lines, for which their sums stand (see `jianfu verify --help`), with their records and subjects;
the index of the search, what a check keeps to go on from, and the sums of notices, which can all be made again.
"""
import concurrent.futures
import glob
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ["BUILD"])
FIXTURES = os.environ.get("FIXTURES") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures")
JIANFU = os.path.join(BUILD, "jianfu")
LONG = os.environ.get("LIFE_LONG") == "1"
CHANGES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000 if LONG else 200
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", JIANFU_TODAY="2005-07-10", JIANFU_ACTOR="tester")
LARGE = ("20-", "40-", "60-", "70-", "81-", "82-", "86-", "90-arrears", "91-")

CASES = ["petition_case", "refund_order", "refund_withdrawn", "refund_payee", "refund_payment", "refund_standing", "refund_finding",
         "refund_instalment", "refund_remainder", "refund_void", "refund_call", "remedy", "remedy_about", "inspection",
         "inspection_place", "petition_words", "actor"]
AUDIT = ["finding", "run", "run_rule", "run_reason"]
FILES = ["batch", "diagnostic", "quarantine"]
LOG = ["event", "event_head"]
# of the rows of these tables only those that are not of notices
PART = {"subject": "kind <> 'notice' AND record_id IS NOT NULL",
        "record": "subject_id NOT IN (SELECT subject_id FROM subject WHERE kind = 'notice')"}


def jianfu(db, *words, status=(0,)):
    done = subprocess.run([JIANFU, "--db", db, *words], capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode not in status:
        raise SystemExit(f"{' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def county(folder):
    """The sample county, or the smaller part of it, with files refused and kept aside, a check, and decisions of each kind."""
    db = os.path.join(folder, "county.db")
    papers = sorted(glob.glob(os.path.join(FIXTURES, "rulebook/*.xml"))) + [
        path for path in sorted(glob.glob(os.path.join(FIXTURES, "county/*.xml")))
        if LONG or not os.path.basename(path).startswith(LARGE)]
    bad = os.path.join(FIXTURES, "xml/notice/invalid/negative-amount.xml")
    jianfu(db, "init")
    jianfu(db, "import", *papers)
    jianfu(db, "import", bad, status=(1, 2, 3))
    jianfu(db, "import", "--quarantine", bad, status=(0, 1, 2, 3))
    jianfu(db, "check", status=(0, 1))
    for words in (("confirm", "1"), ("confirm", "2"), ("confirm", "3"), ("rectify", "2", "--reason", "已退"),
                  ("dismiss", "4", "--reason", "有批文"), ("dismiss", "3", "--reason", "复核"),
                  ("waive", "5", "--reason", "救灾", "--approver", "李局长", "--until", "2005-12-31")):
        jianfu(db, "finding", *words)
    jianfu(db, "check", status=(0, 1))
    for words in (("confirm", "6"), ("dismiss", "7", "--reason", "重复")):
        jianfu(db, "finding", *words)
    jianfu(db, "inspection", "result", "J2005-001", "--visit", "350199108201-0003", "--by", "检查一组", "--on", "2005-05-13",
           "--answer", "card=yes", "--answer", "receipts=no", "--payment", "年检费:30:108NJ:2005-02-01:-")
    jianfu(db, "verify")
    with sqlite3.connect(db) as c:
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    c.close()
    return db


def columns(c, table):
    """Name, type, may be NULL, place in the key."""
    return [(row[1], row[2], not row[3], row[5]) for row in c.execute(f"PRAGMA table_info('{table}')")]


def groups(c):
    """What is attacked, in groups of equal weight: log, cases and payments, findings and checks, files, papers."""
    papers = [name for (name,) in c.execute(
        "SELECT name FROM sqlite_schema m WHERE type = 'table' AND name NOT IN ('notice', 'notice_item') AND EXISTS "
        "(SELECT 1 FROM pragma_table_info(m.name) WHERE pk = 1 AND name = 'record_id')")] + ["subject", "term"]
    held = [[t for t in group if c.execute(f"SELECT EXISTS (SELECT 1 FROM {t})").fetchone()[0]]
            for group in (LOG, CASES, AUDIT, FILES, papers)]
    return held


def where(table):
    return PART.get(table, "1")


def pick(c, table, rng):
    """A row, as names and values."""
    cols = [name for name, *_ in columns(c, table)]
    count = c.execute(f"SELECT count(*) FROM {table} WHERE {where(table)}").fetchone()[0]
    row = c.execute(f"SELECT {', '.join(cols)} FROM {table} WHERE {where(table)} LIMIT 1 OFFSET ?", (rng.randrange(count),)).fetchone()
    return dict(zip(cols, row))


def this_row(c, table, row):
    keys = [name for name, _, _, pk in columns(c, table) if pk]
    return " AND ".join(f"{k} = :k_{k}" for k in keys), {f"k_{k}": row[k] for k in keys}


def other(value, kind, nullable, rng, elsewhere):
    """Another value of the kind."""
    for _ in range(20):
        way = rng.randrange(6)
        if way == 0 and nullable:
            new = None
        elif way == 1:
            new = elsewhere
        elif kind == "INTEGER":
            new = rng.choice([0, 1, (value or 0) + 1, (value or 0) - 1, (value or 0) + 100000, (value or 0) * 2])
        elif kind == "BLOB":
            new = bytearray(value or b"\0" * 32)
            new[rng.randrange(len(new))] ^= 1 << rng.randrange(8)
            new = bytes(new)
        else:
            text = value or ""
            at = rng.randrange(len(text) + 1)
            new = rng.choice([text + "1", text[:at] + text[at + 1:], text[:at] + "改" + text[at:], "", "2005-01-01", text[::-1]])
        if new != value or type(new) is not type(value):
            return new
    return None


def change_row(c, table, rng):
    """One change that the database takes; what it was."""
    way = rng.choice(["update"] * 6 + ["delete", "insert", "swap", "swap"])
    cols = columns(c, table)
    row, second = pick(c, table, rng), pick(c, table, rng)
    name, kind, nullable, _ = rng.choice(cols)
    if way == "update":
        new = other(row[name], kind, nullable, rng, second[name])
        if new == row[name] and type(new) is type(row[name]):
            return None
        condition, key = this_row(c, table, row)
        changed = c.execute(f"UPDATE {table} SET {name} = :new WHERE {condition}", dict(key, new=new)).rowcount
        return f"{table}.{name} of {key}: {row[name]!r} -> {new!r}" if changed == 1 else None
    if way == "delete":
        condition, key = this_row(c, table, row)
        return f"{table}: {key} removed" if c.execute(f"DELETE FROM {table} WHERE {condition}", key).rowcount == 1 else None
    if way == "insert":
        for k, t, _, pk in cols:
            if pk and t == "INTEGER" and rng.randrange(2):
                row[k] = c.execute(f"SELECT max({k}) + 1 FROM {table}").fetchone()[0]
            elif pk:
                row[k] = other(row[k], t, False, rng, second[k])
        c.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(':' + k for k in row)})", row)
        return f"{table}: slipped in {dict(list(row.items())[:4])}"
    if row[name] == second[name]:
        return None
    c.execute("SAVEPOINT swap")
    for into, value in ((row, second[name]), (second, row[name])):
        condition, key = this_row(c, table, into)
        c.execute(f"UPDATE {table} SET {name} = :new WHERE {condition}", dict(key, new=value))
    return f"{table}.{name}: {row[name]!r} and {second[name]!r} swapped"


def attack_rows(path, table, rng):
    c = sqlite3.connect(path, isolation_level=None)
    c.execute("PRAGMA foreign_keys = OFF")
    c.execute("PRAGMA ignore_check_constraints = ON")
    triggers = c.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        c.execute(f"DROP TRIGGER {name}")
    told = None
    while not told:
        c.execute("BEGIN")
        try:
            told = change_row(c, table, rng)
        except (sqlite3.IntegrityError, OverflowError):
            told = None  # a key that is taken, a type that does not fit: the database itself refuses
        c.execute("COMMIT" if told else "ROLLBACK")
    for _, sql in triggers:
        c.execute(sql)
    c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    c.close()
    return told


def attack_bytes(path, pages, rng):
    name, page, size = rng.choice(pages)
    at = (page - 1) * size + rng.randrange(size)
    with open(path, "r+b") as f:
        f.seek(at)
        old = f.read(1)[0]
        new = old ^ (1 << rng.randrange(8)) if rng.randrange(2) else rng.randrange(256)
        new = new if new != old else old ^ 255
        f.seek(at)
        f.write(bytes([new]))
    return f"byte {at} ({name}, page {page}): {old:02x} -> {new:02x}"


def content(path, tables):
    """What the attacked tables hold; None where it cannot be read."""
    c = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    h = hashlib.sha256()
    try:
        for table in tables:
            cols = ", ".join(f"quote({name})" for name, *_ in columns(c, table))
            for row in c.execute(f"SELECT {cols} FROM {table} NOT INDEXED WHERE {where(table)} ORDER BY 1, 2"):
                h.update(repr((table, row)).encode())
        return h.hexdigest()
    except (sqlite3.DatabaseError, UnicodeError):
        return None
    finally:
        c.close()


def one(number, db, folder, held, pages, before):
    """One attack: whether it was found (None: it changed nothing), and what it was."""
    rng = random.Random(SEED * 1000003 + number)
    path = os.path.join(folder, f"{number}.db")
    shutil.copyfile(db, path)
    try:
        if number % 4 == 3:
            told = attack_bytes(path, pages, rng)
        else:
            told = attack_rows(path, rng.choice(rng.choice(held)), rng)
        done = subprocess.run([JIANFU, "--db", path, "verify"], capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode == 0 and content(path, before[0]) == before[1]:
            return None, told
        return done.returncode in (1, 2, 3, 4), f"{told}; status {done.returncode}"
    finally:
        for end in ("", "-wal", "-shm"):
            if os.path.exists(path + end):
                os.unlink(path + end)


def main():
    with tempfile.TemporaryDirectory() as folder:
        db = county(folder)
        c = sqlite3.connect(db)
        held = groups(c)
        names = sorted({table for group in held for table in group})
        size = c.execute("PRAGMA page_size").fetchone()[0]
        trees = {row[0] for row in c.execute("SELECT name FROM sqlite_schema WHERE rootpage > 0 AND tbl_name IN (%s)"
                                             % ",".join(f"'{n}'" for n in names))}
        c.close()
        listed = subprocess.run(["sqlite3", "-separator", "\t", db, "SELECT name, pageno FROM dbstat"], capture_output=True, text=True,
                                check=True).stdout.splitlines()
        pages = [(name, int(page), size) for name, page in (line.split("\t") for line in listed) if name in trees]
        before = (names, content(db, names))
        found = nothing = 0
        missed = []
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            for verdict, told in pool.map(lambda n: one(n, db, folder, held, pages, before), range(CHANGES)):
                found += verdict is True
                nothing += verdict is None
                if verdict is False:
                    missed.append(told)
        for told in missed:
            print(f"not found: {told}")
        print(f"{CHANGES} changes (seed {SEED}) of {len(names)} tables and {len(pages)} pages: {found} found, {nothing} changed nothing "
              f"that counts, {len(missed)} not found")
        print(f"{int(not missed)} passed, {int(bool(missed))} failed")
        sys.exit(bool(missed))


main()
