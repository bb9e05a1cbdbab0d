"""everything.py DATABASE FOLDER - runs every command of commands.txt in every format against DATABASE and leaves what each
says in FOLDER: N.KIND.txt holds the command, then its output and its messages; of DOCX and ODT the parts of the
container. N.KIND.raw are the bytes themselves. Says which commands and subcommands of `jianfu help` are not tried.
"""
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
FORMATS = {'list': ['table', 'csv', 'json'], 'paper': ['text', 'html', 'docx', 'odt', 'json'], 'plain': [None], 'write': [None]}
database, folder = sys.argv[1:]
jianfu = os.environ['JIANFU']
os.makedirs(folder)
values, tried, count = {}, set(), 0


def run(arguments, lang=None):
    done = subprocess.run([jianfu, '--db', database] + (['--lang', lang] if lang else []) + arguments, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=60)
    if done.returncode in (70, 71) or done.returncode < 0:
        print('status {}: {}'.format(done.returncode, ' '.join(arguments)))
    return done


def parts(out, kind):
    if kind not in ('docx', 'odt') or not out:
        return out
    package = zipfile.ZipFile(io.BytesIO(out))
    return b'\n'.join(package.read(name) for name in package.namelist())


def keep(arguments, kind, done):
    global count
    count += 1
    name = os.path.join(folder, '{:05}.{}'.format(count, kind))
    with open(name + '.raw', 'wb') as raw:
        raw.write(done.stdout)
    with open(name + '.txt', 'wb') as text:
        text.write('$ {}\n'.format(' '.join(arguments)).encode() + parts(done.stdout, kind) + b'\n' + done.stderr)


def each(words):
    for i, word in enumerate(words):
        place = re.search(r'\{(\w+)\}', word)
        if place:
            for value in values[place[1]]:
                yield from each(words[:i] + [word.replace(place[0], str(value), 1)] + words[i + 1:])
            return
    yield words


for line in open(os.path.join(HERE, 'commands.txt'), encoding='utf-8'):
    line = line.strip()
    if line.startswith('@'):
        name, sql = line[1:].split(' ', 1)
        with sqlite3.connect('file:{}?mode=ro'.format(database), uri=True) as db:
            values[name] = [row[0] for row in db.execute(sql) if row[0] is not None]
        if not values[name]:
            print('nothing for {' + name + '}')
    elif line and not line.startswith('#'):
        mode, *words = line.split()
        tried |= {words[0], ' '.join(words[:2])}
        if mode == 'write' and database != 'copy-of-everything.db':
            shutil.copy(database, 'copy-of-everything.db')
            database = 'copy-of-everything.db'
        for arguments in each(words):
            for form in FORMATS[mode]:
                with_form = arguments + (['--format', form] if form else [])
                keep(with_form, form or mode, run(with_form, 'zh' if form in ('table', 'text') else None))

for line in run(['report', 'list', '--format', 'csv'], 'en').stdout.decode().splitlines()[1:]:
    name = line.split(',')[0]
    if not {'report ' + name, name} & tried:
        print('not tried: report ' + name)
for command in re.findall(r'^  ([a-z]+) ', run(['help'], 'en').stdout.decode(), re.M):
    wanted = {command}
    for usage in re.findall(r'^(?:usage:)? *jianfu {} ([a-z|-]+)[ \n]'.format(command), run(['help', command], 'en').stdout.decode(), re.M):
        wanted |= {'{} {}'.format(command, word) for word in usage.split('|')}
    for missing in sorted(wanted - tried):
        print('not tried: ' + missing)
print('{} answers'.format('some' if count > 500 else count))
