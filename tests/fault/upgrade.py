"""upgrade.py - a database of every released schema version (fixtures/db) comes to this program's version, keeps its rows
and a copy of what it was, verifies, and goes on working; one of a newer version is refused and not a byte of it changes.
What happens when it is interrupted is tried in crash.py and sweep.py."""
from collections import Counter
from world import *

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../schemas/db")
VERSIONS = sorted(int(name[:4]) for name in os.listdir(SCHEMAS))
NEWEST = VERSIONS[-1]

# Numbers of which no database went out, and why; every other one has its fixture.
UNRELEASED = {
    21: "came to the main line after 23: no program there had it as its newest",
    22: "no migration ever had this number",
    23: "was there before 21 was; nothing went out between 20 and 27",
    24: "came to the main line after 25",
    25: "was there before 24 was; nothing went out between 20 and 27",
    26: "no migration ever had this number",
    28: "came to the main line on the day of 30",
    29: "came to the main line on the day of 30",
}


def tables(path):
    """Every table's columns and rows."""
    db = sqlite3.connect(path)
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                          "name NOT GLOB 'petition_index*' AND name NOT GLOB 'sqlite_*'")]
    out = {}
    for name in names:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info('{name}')")]
        out[name] = columns, db.execute(f'SELECT * FROM "{name}"').fetchall()
    db.close()
    return out


def project(columns, rows, wanted):
    places = [columns.index(c) for c in wanted]
    return Counter(tuple(row[i] for i in places) for row in rows)


def lost(before, after):
    """Rows that are gone, looking at the columns that both have. What only helps a check to be quick may be thrown away."""
    for name, (columns, rows) in before.items():
        if name.startswith("check_") or not rows:
            continue
        if name not in after:
            yield f"table {name} with {len(rows)} rows"
            continue
        common = [c for c in columns if c in after[name][0]]
        gone = project(columns, rows, common) - project(*after[name], common)
        if gone:
            yield f"{name}: {list(gone)[0]} of {common}"


def cookie_of(path):
    """What SQLite counts up at each change of the schema."""
    db = sqlite3.connect(path)
    try:
        return db.execute("PRAGMA schema_version").fetchone()[0]
    finally:
        db.close()


def upgraded(count, root, version):
    folder = os.path.join(root, f"v{version}")
    os.makedirs(folder)
    path = os.path.join(folder, "county.db")
    old_database(path, version)
    before, old, cookie = tables(path), holds(path), cookie_of(path)
    for name in ("record", "event", "batch", "refund_payment", "finding", "petition", "notice"):
        count.check(before[name][1], f"version {version}: the fixture has rows in {name}")
    done = jianfu(folder, "verify", status=None)
    count.check(done.returncode == 0, f"version {version}: verify: {done.stdout}{done.stderr}")
    db = sqlite3.connect(path)
    count.check(db.execute("PRAGMA user_version").fetchone()[0] == NEWEST, f"version {version}: not up to date")
    schema = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    db.close()
    gone = list(lost(before, tables(path)))
    count.check(not gone, f"version {version}: lost: {gone[:3]}")
    kept = holds(path + f".before-v{NEWEST}")
    count.check(kept == (old if version < NEWEST else "absent"), f"version {version}: the copy is {kept}, was {old}")
    if version == NEWEST:
        count.check((holds(path), cookie_of(path)) == (old, cookie), "the newest version was migrated")
    if not LONG and version not in INTERRUPTED and version != NEWEST:
        return schema
    jianfu(folder, "check", status=1, JIANFU_ACTOR="陈经办")
    for words in (["report", "half-year", "2005H1"], ["petition", "show", "2005-001"], ["refund", "list"], ["verify"]):
        done = jianfu(folder, *words, status=None)
        count.check(done.returncode == 0, f"version {version}: {words}: {done.stderr}")
    return schema


def refused_untouched(count, root):
    """The database is newer: in whichever mode, with whichever command."""
    for mode in ("DELETE", "WAL"):
        folder = os.path.join(root, "newer-" + mode)
        os.makedirs(folder)
        path = os.path.join(folder, "county.db")
        jianfu(folder, "init")
        db = sqlite3.connect(path)
        db.execute(f"PRAGMA journal_mode = {mode}")
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
        db.commit()
        db.close()
        before, names = bytes_of(path), {"county.db"}
        for words in (["verify"], ["import", "nothing.xml"], ["check"], ["batch", "list"], ["init"], ["actor", "list"],
                      ["backup", "copy.db"], ["restore", "county.db"], ["report", "half-year", "2005H1"]):
            done = jianfu(folder, *words, status=None)
            told = "newer" in done.stderr or words[0] in ("init", "restore")
            count.check(done.returncode in (2, 3, 4, 5) and told, f"newer, {mode}: {words}: {done.returncode} {done.stderr}")
            count.check(bytes_of(path) == before, f"newer, {mode}: {words} changed it")
            now = {name for name in os.listdir(folder) if not name.endswith(("-wal", "-shm"))}
            count.check(now == names, f"newer, {mode}: {words} left {now - names}")


def main():
    count = Count()
    root = workplace()
    try:
        for version in range(1, NEWEST + 1):
            count.check((version in RELEASES) != (version in UNRELEASED), f"version {version}: a fixture, or a reason why none")
            count.check(version in VERSIONS or version in UNRELEASED, f"version {version}: released without a migration")
        count.check(RELEASES[-1] == NEWEST, f"no fixture of the newest version {NEWEST}")
        schemas = {version: upgraded(count, root, version) for version in RELEASES}
        for version, schema in schemas.items():
            differs = [a[1] for a, b in zip(schema, schemas[RELEASES[-1]]) if a != b]
            count.check(schema == schemas[RELEASES[-1]], f"version {version} ends with another schema: {differs[:5]}")
        refused_untouched(count, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    count.end()


main()
