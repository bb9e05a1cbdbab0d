"""attack.py spoil DATABASE | look FOLDER - every free text of a county becomes an attack on whoever reads it; then all
that the program said of it (everything.py) is looked at as a terminal, a browser, WPS or a spreadsheet would."""
import csv
import glob
import html.parser
import io
import json
import re
import sqlite3
import sys
import zipfile
from xml.etree import ElementTree

TEXTS = '''division.name unit.name unit.telephone household.head_name document.title document.issuer document.note item.name
item_alias.alias standard.article standard.note term.text notice.payer_name notice.receipt subscription_line.title
subscription_line.ordered_by subscription_line.withheld_from board.telephone petition.petitioner petition.telephone
petition.address petition.text petition_representative.name petition_representative.telephone petition_representative.address
refund_order.basis refund_payee.name refund_payment.receipt refund_payment.received_by refund_payment.proxy remedy.text
remedy.basis remedy.proof remedy.paper remedy.proved_by remedy.reason proposal.name proposal.purpose proposal.proposer
proposal_spending.purpose publicity.topic publicity.done_by accountability.summary accountability_person.name
accountability_person.post accountability_person.sanction accountability_person.paper nil_report.reported_by
village_account_entry.summary village_account_entry.counterparty village_account_entry.voucher
village_account_entry.approved_by inspection.title inspection.paper inspection.members inspection_plan.title
inspection_plan.note inspection_visit.inspectors inspection_visit.note inspection_answer.note inspection_payment.name
inspection_payment.evidence inspection_problem.evidence inspection_problem.text arrear.debtor_name arrear_owed.decided_by
arrear_payment.receipt transfer_allocation.from_name transfer_allocation.purpose transfer_payment.purpose
transfer_payment.account transfer_use.purpose transfer_use.text batch.file_name batch.source_unit batch.prepared_by
batch.imported_by diagnostic.message diagnostic.hint quarantine.content quarantine.reason finding.detail run.actor
calendar_off.name calendar_work.name'''.split()
ATTACK = '''1+1|' /C calc'!A0<script>alert(1)</script>"'><img src=x onerror=alert(2)>]]>&{@county}{petition.received}%s%n''' \
    '''\x1b[31m\x1b]0;t\x07\x9b31m\u202e\u2066\u200b\u2028\ufeffjavascript:alert(3)\r\n=2\t${7*7}\\'''
SIGNS = '=+-@\t\r＝＋－＠'
UNSAFE = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]')


def spoil(path):
    db = sqlite3.connect(path)
    for (trigger,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute('DROP TRIGGER "{}"'.format(trigger))
    db.execute('PRAGMA ignore_check_constraints = ON')
    for i, text in enumerate(TEXTS):
        table, column = text.split('.')
        attack = SIGNS[i % len(SIGNS)] + ATTACK
        db.execute('UPDATE {0} SET {1} = ? || {1} WHERE {1} IS NOT NULL'.format(table, column), (attack,))
    db.execute("UPDATE event SET body = replace(body, '告知', ?)", (json.dumps('=' + ATTACK)[1:-1],))
    db.commit()


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults = set()

    def handle_starttag(self, tag, attributes):
        if tag in ('script', 'img', 'iframe', 'object', 'embed', 'form', 'input', 'base', 'link'):
            self.faults.add('element ' + tag)
        for name, value in attributes:
            if name.startswith('on') or (name in ('href', 'src') and not (value or '').startswith('#')):
                self.faults.add('attribute {}={}'.format(name, value))


def of_csv(raw):
    text = raw.decode()
    if UNSAFE.search(text.removeprefix('\ufeff')):
        yield 'control characters'
    for row in csv.reader(io.StringIO(text.removeprefix('\ufeff'), newline='')):
        for cell in row:
            if cell and cell[0] in SIGNS + '\n' and not re.fullmatch(r'-[0-9.]+', cell):
                yield 'a formula: ' + cell[:20]


def of_json(raw):
    if UNSAFE.search(raw.decode()):
        yield 'control characters'
    json.loads(raw)


def of_html(raw):
    page = Page()
    page.feed(raw.decode())
    yield from page.faults
    if UNSAFE.search(raw.decode()):
        yield 'control characters'


def of_office(raw):
    package = zipfile.ZipFile(io.BytesIO(raw))
    for name in package.namelist():
        part = package.read(name)
        if name == 'mimetype':
            continue
        root = ElementTree.fromstring(part)
        if UNSAFE.search(part.decode()):
            yield name + ': control characters'
        for element in root.iter():
            if element.tag.endswith('}instrText') and (element.text or '').strip() not in ('PAGE', 'NUMPAGES', 'SECTIONPAGES'):
                yield '{}: field {}'.format(name, element.text)
            if element.tag.endswith('}script') or element.tag.endswith('}event-listener'):
                yield '{}: {}'.format(name, element.tag)
            for attribute, value in element.attrib.items():
                if 'TargetMode' in attribute or (attribute.endswith('}href') and not value.startswith('#')):
                    yield '{}: {}={}'.format(name, attribute, value)


def of_text(raw):
    if UNSAFE.search(re.sub('^\f', '', raw.decode(), flags=re.M)):  # a new page
        yield 'control characters'


LOOKS = {'csv': of_csv, 'json': of_json, 'html': of_html, 'docx': of_office, 'odt': of_office}


def look(folder):
    seen, faults = {}, {}
    for name in sorted(glob.glob(folder + '/*.raw')):
        kind = name.split('.')[-2]
        raw, said = open(name, 'rb').read(), open(name[:-4] + '.txt', 'rb').read()
        command, _, said = said.partition(b'\n')
        seen[kind] = seen.get(kind, 0) + (b'calc' in said)
        try:
            found = list(LOOKS.get(kind, of_text)(raw)) if raw else []
            if kind not in ('docx', 'odt', 'html', 'csv', 'json'):
                found += list(of_text(said))
        except Exception as e:
            found = ['{}: {}'.format(type(e).__name__, e)]
        for fault in found:
            words = command.decode().split()
            faults.setdefault((kind, fault, words[1], words[2] if len(words) > 2 else ''), command.decode())
    for (kind, fault, *_), command in sorted(faults.items()):
        print('{}: {!r} of {}'.format(kind, fault, command))
    print('attacked:', ' '.join(sorted(kind for kind, times in seen.items() if times > 3)))


{'spoil': spoil, 'look': look}[sys.argv[1]](sys.argv[2])
