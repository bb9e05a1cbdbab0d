"""make_xml.py - writes hostile XML files into the current folder, one for each trick; canary.txt is what they try to read.

Most are a good notice with one thing changed, so that nothing else can be the reason of a refusal.
"""
GOOD = '''<?xml version="1.0" encoding="UTF-8"?>
<notices xmlns="urn:jianfu:notice:1">
  <source unit="樟溪县减负办（演示）" division="350199000000" period="2005H1" prepared-by="测试员" on="2005-06-30"/>
  <notice no="H-1" unit="108NJ" division="350199108201" payer-class="household" payer="350199108201-0001" payer-name="陈测试" charged-on="2005-03-02" total="20.00">
    <item name="测试费" quantity="1" price="20.00" amount="20.00" document="测试价[2004]1号"/>
  </notice>
</notices>
'''
HEAD, ROOT = '<?xml version="1.0" encoding="UTF-8"?>', '<notices xmlns="urn:jianfu:notice:1">'


def put(name, content, encoding='utf-8'):
    with open(name + '.xml', 'wb') as out:
        out.write(content if isinstance(content, bytes) else content.encode(encoding))


def changed(name, old, new, encoding='utf-8'):
    assert GOOD.count(old), old
    put(name, GOOD.replace(old, new, 1), encoding)


def doctype(name, subset, entity='&x;'):
    put(name, GOOD.replace(ROOT, '<!DOCTYPE notices [' + subset + ']>\n' + ROOT, 1).replace('陈测试', entity))


with open('canary.txt', 'w') as out:
    out.write('CANARY-CONTENT\n')
put('canary', '<!ENTITY x "CANARY-CONTENT">\n')

# ---- entities and what else would open a file or an address
doctype('bomb-quadratic', '<!ENTITY x "' + '哈' * 3000 + '">', '&x;' * 3000)
doctype('bomb-recursive', '<!ENTITY x "&y;"><!ENTITY y "&x;">')
doctype('external-file', '<!ENTITY x SYSTEM "canary.txt">')
doctype('external-address', '<!ENTITY x SYSTEM "http://127.0.0.1:9/canary">')
doctype('external-parameter', '<!ENTITY % p SYSTEM "canary.xml">%p;')
doctype('default-attribute', '<!ATTLIST notice payer-name CDATA "默认">', '陈测试')
changed('doctype-system', ROOT, '<!DOCTYPE notices SYSTEM "canary.xml">\n' + ROOT)
changed('doctype-public', ROOT, '<!DOCTYPE notices PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd">\n' + ROOT)
changed('xinclude', '    <item ', '    <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="canary.txt" parse="text"/>\n    <item ')
XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:'
for name, attribute in (('schema-location', 'schemaLocation="urn:jianfu:notice:1 canary.xml"'),
                        ('schema-location-address', 'schemaLocation="urn:jianfu:notice:1 http://127.0.0.1:9/x.xsd"'),
                        ('schema-location-other', 'schemaLocation="urn:other canary.xml"'),
                        ('schema-location-none', 'noNamespaceSchemaLocation="canary.xml"'),
                        ('type', 'type="anyType"'), ('nil', 'nil="true"')):
    changed('xsi-' + name, ROOT, ROOT[:-1] + XSI + attribute + '>')
changed('instruction-stylesheet', ROOT, '<?xml-stylesheet href="canary.xml" type="text/xsl"?>\n' + ROOT)
changed('instruction-within', '    <item ', '    <?php system("id") ?>\n    <item ')
changed('instruction-in-text', HEAD, HEAD + '\n<?xml version="1.0"?>')
changed('xml-base', ROOT, ROOT[:-1] + ' xml:base="file:///etc/passwd">')
changed('catalog', ROOT, '<?oasis-xml-catalog catalog="canary.xml"?>\n' + ROOT)
changed('comment-double-hyphen', '    <item ', '    <!-- a -- b -->\n    <item ')
changed('cdata', '    <item ', '    <![CDATA[<item/>]]>\n    <item ')
changed('namespace-other', '<item ', '<item xmlns="urn:other" ')
changed('namespace-prefixed', 'payer-name=', 'xmlns:n="urn:jianfu:notice:1" n:payer-name=')
changed('namespace-undeclared', 'payer-name=', 'n:payer-name=')
changed('attribute-twice', 'payer-name=', 'payer-name="甲" payer-name=')

# ---- encodings
raw = GOOD.encode()
put('utf7', GOOD.replace('UTF-8', 'UTF-7').encode('utf-7'))
put('utf7-undeclared', GOOD.replace(HEAD, '').replace('陈测试', '+/v8-').replace('樟溪县减负办（演示）', 'x').replace('测试员', 'y').encode('utf-7'))
put('ebcdic', GOOD.replace('UTF-8', 'IBM037').encode('cp037', 'replace'))
put('utf32', GOOD.replace('UTF-8', 'UTF-32').encode('utf-32'))
for name, bad in (('overlong-less-than', b'\xc0\xbc'), ('overlong-nul', b'\xc0\x80'), ('overlong-three', b'\xe0\x80\xbc'),
                  ('overlong-four', b'\xf0\x80\x80\xbc'), ('surrogate', b'\xed\xa0\x80'),
                  ('surrogate-pair', b'\xed\xa0\xbd\xed\xb8\x80'), ('beyond', b'\xf4\x90\x80\x80'), ('five-bytes', b'\xf8\x88\x80\x80\x80'),
                  ('lone-continuation', b'\x80'), ('nul', b'\x00'), ('noncharacter', '\uffff'.encode())):
    put('bytes-' + name, raw.replace('陈测试'.encode(), '陈'.encode() + bad))
put('nul-after-end', raw + b'\x00')
put('nul-before', b'\x00' + raw)
put('truncated-character', raw[:raw.index('陈测试'.encode()) + 2])
# behind an element that is not known the schema looks no more, and the last record still waits
unseen = GOOD.replace('  <notice ', '  <contr/>\n  <notice ').replace(' payer-class="household"', '')
put('truncated-behind-unseen-fault', unseen[:unseen.index('</notices>')].rstrip().encode() + '陈'.encode()[:2])
put('truncated-last-byte', raw.rstrip()[:-1])
put('truncated-gb18030', GOOD.replace('UTF-8', 'GB18030').encode('gb18030')[:-14 - len('notices>')] + '镕'.encode('gb18030')[:1])
put('bom-twice', b'\xef\xbb\xbf' * 2 + raw)
put('bom-within', GOOD.replace('陈测试', '陈\ufeff测试'))
put('bom-utf16-bytes-utf8', b'\xff\xfe' + raw)
put('bom-utf8-declared-gb18030', b'\xef\xbb\xbf' + GOOD.replace('UTF-8', 'GB18030').encode('gb18030'))
put('utf16-odd', GOOD.replace('UTF-8', 'UTF-16').encode('utf-16-le')[:-1])
put('utf16-lone-surrogate', b'\xff\xfe' + GOOD.replace('UTF-8', 'UTF-16').encode('utf-16-le').replace('陈'.encode('utf-16-le'), b'\x00\xd8'))
put('utf16-without-mark', GOOD.replace('UTF-8', 'UTF-16').encode('utf-16-le'))
put('utf16-declared-utf8', b'\xff\xfe' + GOOD.encode('utf-16-le'))
put('utf8-declared-utf16', GOOD.replace('UTF-8', 'UTF-16'))
put('gb18030-declared-utf8', GOOD.encode('gb18030'))
put('latin1-declared', GOOD.replace('UTF-8', 'ISO-8859-1'))
put('big5-declared', GOOD.replace('UTF-8', 'Big5').encode('big5', 'replace'))
put('encoding-endless', GOOD.replace('UTF-8', 'U' * 5000))

# ---- characters that hide or turn around what is read
for name, character in (('bidi', '\u202e'), ('isolate', '\u2066'), ('zero-width', '\u200b'), ('joiner', '\u2060'), ('soft-hyphen', '\u00ad'),
                        ('tag', '\U000e0041'), ('line-separator', '\u2028'), ('next-line', '\u0085')):
    changed('key-' + name, 'no="H-1"', 'no="H-1' + character + '"')
    changed('text-' + name, '陈测试', '陈' + character + '试')
changed('reference-nul', '陈测试', '&#0;')
changed('reference-surrogate', '陈测试', '&#xD800;')
changed('reference-beyond', '陈测试', '&#x110000;')
changed('reference-endless', '陈测试', '&#' + '9' * 100000 + ';')
changed('reference-escape', '陈测试', '&#27;[31m')
changed('reference-bidi', 'no="H-1"', 'no="H-1&#x202E;"')
changed('digits-full-width', 'total="20.00"', 'total="２０.00"')
changed('digits-arabic', 'total="20.00"', 'total="٢٠.00"')

# ---- too much of everything
changed('attributes-million', 'payer-name=', ' '.join('a%d="1"' % i for i in range(1000000)) + ' payer-name=')
changed('attributes-half-million', 'payer-name=', ' '.join('a%d=""' % i for i in range(500000)) + ' payer-name=')
changed('quotes-behind-no-tag', '    <item ', '    <!-- ' + '"' * 30000 + ' --><?x ' + "'" * 30000 + '?>\n    <item ')
ITEM = GOOD[GOOD.index('    <item '):GOOD.index('  </notice>')]
changed('rows-many', ITEM, ITEM * 100001)
changed('namespaces-many', ROOT, ROOT[:-1] + ''.join(' xmlns:n%d="urn:n:%d"' % (i, i) for i in range(100000)) + '>')
changed('namespaces-within', '<notice ', '<notice ' + ''.join('xmlns:n%d="urn:n:%d" ' % (i, i) for i in range(65)))
changed('namespaces-nested', '<notice ', ''.join('<a%d xmlns:n%d="urn:%d">' % (i, i, i) for i in range(10000)) + '<notice ')
changed('nesting', '    <item ', '<x>' * 100000 + '<item ')
changed('text-huge', '    <item ', '    ' + '字' * 3000000 + '<item ')
# each piece of text is a fault, whose line was looked for through all of the comment
changed('text-in-pieces', '  <notice ', '<!--' + 'a' * 8000000 + '-->' + '&amp;' * 60000 + '<notice ')
changed('attribute-huge', '陈测试', '陈' * 3000000)
changed('name-huge', '<item ', '<' + 'x' * 3000000 + ' ')
changed('comment-huge', '    <item ', '    <!--' + '字' * 3000000 + '-->\n    <item ')
changed('instruction-huge', '    <item ', '    <?x ' + '字' * 3000000 + '?>\n    <item ')
changed('cdata-huge', '    <item ', '    <![CDATA[' + ' ' * 9000000 + ']]>\n    <item ')
changed('comments-many', '    <item ', '<!---->' * 300000 + '<item ')
changed('same-hash', 'payer-name=', ' '.join('%s="1"' % ''.join('Ab' if i >> b & 1 else 'BA' for b in range(16)) for i in range(20000)) + ' payer-name=')
