"""statements.py - named statements of src/sql that nothing asks for: no text in C (alone, parted by '|', or with a %s for its
end), no template and no table. REPORT.sums goes with the statement REPORT. Tests do not count. Prints what it finds."""
import glob
import re

NAME = r"[a-z_]+\.[a-z0-9_.%-]+"


def texts():
    for path in glob.glob("src/*/*.[ch]"):
        if not path.startswith("src/tools/"):
            with open(path, encoding="utf-8") as file:
                yield from re.findall(r'"((?:[^"\\\n]|\\.)*)"', file.read())
    for path in glob.glob("src/*/*.tsv") + glob.glob("src/templates/*.txt"):
        with open(path, encoding="utf-8") as file:
            yield file.read()


asked = {name for text in texts() for name in re.findall(NAME, text)}
beginnings = tuple(name[:-2] for name in asked if name.endswith("%s"))
for path in sorted(glob.glob("src/sql/*.sql")):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            name = line.split()[2] if line.startswith("-- name: ") else None
            if name and not asked & {name, name.removesuffix(".sums")} and not name.startswith(beginnings):
                print(f"{path}:{number}: {name}")
