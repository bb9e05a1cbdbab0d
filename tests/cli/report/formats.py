"""formats.py SCHEMA PAPER...: PAPER.json is as its schema says, and what it says stands in PAPER.html, .docx, .odt and .txt too, all of it and in that order.

By another hand than the program's: the figures are put into words here, from the raw values of the JSON. Of the text only
the paragraphs are compared, for its tables break their cells over lines.
"""
import html
import json
import os
import re
import sys
import zipfile
from xml.etree import ElementTree

import jsonschema

WORD = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
ODF_TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'


def shown(kind, value):
    if value is None:
        return '—'
    if kind == 'money':
        whole, cents = value.split('.')
        return '{:,}.{}'.format(int(whole), cents) if whole != '-0' else value
    if kind == 'count':
        return '{:,}'.format(value)
    if kind == 'thousandths':
        return '{}.{}%'.format(value // 10, value % 10)
    return value


def of_value(kind, value):
    return shown(value['type'], value['value']) if isinstance(value, dict) else shown(kind, value)


def paragraphs(paper):
    for block in paper['blocks']:
        if block['type'] in ('title', 'heading', 'annex'):
            yield block['text']
        elif block['type'] == 'paragraph':
            yield ''.join(of_value('text', piece) for piece in block['content'])


def everything(paper):
    for block in paper['blocks']:
        if block['type'] in ('title', 'heading', 'annex'):
            yield block['text']
        elif block['type'] == 'paragraph':
            yield ''.join(of_value('text', piece) for piece in block['content'])
        elif block['type'] in ('table', 'form'):
            yield block['caption']
            if block['type'] == 'table':
                yield from (column['title'] for column in block['columns'])
            for row in block['rows']:
                yield from (of_value(c['type'], v) for c, v in zip(block['columns'], row['cells'], strict=True))


def bare(text):
    return re.sub(r'[\s\u3000]+', '', text)


def of_html(name):
    page = open(name, encoding='utf-8').read()
    return html.unescape(re.sub(r'<[^>]*>', '', page[page.index('<main'):]))


def of_docx(name):
    root = ElementTree.fromstring(zipfile.ZipFile(name).read('word/document.xml'))
    return ''.join(t.text or '' for t in root.iter(WORD + 't'))


def of_odt(name):
    root = ElementTree.fromstring(zipfile.ZipFile(name).read('content.xml'))
    return ''.join(root.itertext())


def sound_zip(name, first):
    package = zipfile.ZipFile(name)
    assert package.testzip() is None
    assert package.namelist()[0] == first, package.namelist()
    for part in package.namelist():
        if part != 'mimetype':
            ElementTree.fromstring(package.read(part))
    assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in package.infolist())


def missing(texts, page):
    page = bare(page)
    at = 0
    for text in texts:
        found = page.find(bare(text), at)
        if found < 0:
            yield text
        else:
            at = found + len(bare(text))


def links_lead_somewhere(name):
    root = ElementTree.fromstring(zipfile.ZipFile(name).read('word/document.xml'))
    places = [b.get(WORD + 'name') for b in root.iter(WORD + 'bookmarkStart')]
    assert len(places) == len(set(places)), 'a place is named twice'
    return {link.get(WORD + 'anchor') for link in root.iter(WORD + 'hyperlink')} - set(places)


def leaves_signature_alone(name):
    """A text right before the signature or the list of what is attached has to stay on their page."""
    before = None
    if name.endswith('.docx'):
        for p in ElementTree.fromstring(zipfile.ZipFile(name).read('word/document.xml')).iter(WORD + 'p'):
            style = p.find(WORD + 'pPr/' + WORD + 'pStyle').get(WORD + 'val')
            if style in ('Signature', 'Attached') and before:
                return True
            before = style in ('Body', 'Note') and p.find(WORD + 'pPr/' + WORD + 'keepNext') is None
    else:
        for p in ElementTree.fromstring(zipfile.ZipFile(name).read('content.xml')).iter(ODF_TEXT + 'p'):
            style = p.get(ODF_TEXT + 'style-name')
            if style in ('Signature', 'Attached') and before:
                return True
            before = style in ('Body', 'Note')
    return False


DEJAVU = {'-': 0.338, ',': 0.318, '.': 0.318, '%': 0.95}  # of the height of its type; a figure: 0.636


def broken_figures(name):
    """Numbers, days and codes that go over two lines in DejaVu Serif, where Times New Roman is not installed."""
    root = ElementTree.fromstring(zipfile.ZipFile(name).read('word/document.xml'))
    for table in root.iter(WORD + 'tbl'):
        columns = [int(column.get(WORD + 'w')) - 120 for column in table.iter(WORD + 'gridCol')]
        for row in table.iter(WORD + 'tr'):
            cells = list(row.iter(WORD + 'tc'))
            for room, cell in zip(columns, cells if len(cells) == len(columns) else ()):
                size = cell.find('.//' + WORD + 'sz')
                text = ''.join(t.text for t in cell.iter(WORD + 't'))
                for code in re.findall('^[-0-9,.%]{1,12}$|〔[0-9]{4}〕[0-9]{1,4}号', text):
                    ems = sum(1 if c > '\x7f' else DEJAVU.get(c, 0.636) for c in code)
                    if ems * int(size.get(WORD + 'val')) * 10 > room:
                        yield code


def narrow_columns(name):
    """Titles of columns too narrow for a signature (twips, 10.5 points)."""
    root = ElementTree.fromstring(zipfile.ZipFile(name).read('word/document.xml'))
    for table in root.iter(WORD + 'tbl'):
        titles = [''.join(t.text for t in cell.iter(WORD + 't')) for cell in table.find(WORD + 'tr').iter(WORD + 'tc')]
        for title, column in zip(titles, table.iter(WORD + 'gridCol')):
            wanted = {'领款人签名': 1300}.get(title, 0)
            if int(column.get(WORD + 'w')) < wanted:
                yield title


schema = json.load(open(sys.argv[1], encoding='utf-8'))
for paper in sys.argv[2:]:
    data = json.load(open(paper + '.json', encoding='utf-8'))
    jsonschema.validate(data, schema)
    sound_zip(paper + '.docx', '[Content_Types].xml')
    sound_zip(paper + '.odt', 'mimetype')
    pages = {'docx': of_docx(paper + '.docx'), 'odt': of_odt(paper + '.odt')}
    if os.path.exists(paper + '.html'):
        pages['html'] = of_html(paper + '.html')
    for kind, page in pages.items():
        for command in re.findall('jianfu [a-z].*', page)[:5]:
            print('{}.{}: a command stands in it: {}'.format(paper, kind, command[:60]))
        for text in list(missing(everything(data), page))[:5]:
            print('{}.{}: not there, or not in its place: {}'.format(paper, kind, text))
    text_page = open(paper + '.txt', encoding='utf-8').read() if 'html' in pages else ''
    for text in list(missing(paragraphs(data) if text_page else [], text_page))[:5]:
        print('{}.txt: not there, or not in its place: {}'.format(paper, text))
    for title in narrow_columns(paper + '.docx') if paper in ('half-year', 'payees') else ():
        print('{}.docx: column {} is too narrow'.format(paper, title))
    # nine columns of money on a page that stands need Times
    for figure in list(broken_figures(paper + '.docx'))[:5] if paper != 'transfers' else ():
        print('{}.docx: {} goes over two lines'.format(paper, figure))
    for ending in ('.docx', '.odt'):
        if leaves_signature_alone(paper + ending):
            print('{}{}: the signature may stand on a page without text'.format(paper, ending))
    if links_lead_somewhere(paper + '.docx'):
        print('{}.docx: links without a place'.format(paper))
    with open(paper + '.all', 'w', encoding='utf-8') as out:
        out.write('\n'.join(pages.values()))
    print('{}: {}'.format(paper, 'compared' if any(everything(data)) else 'empty'))
