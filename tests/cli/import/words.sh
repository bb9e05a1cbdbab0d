# What is wrong with a file that is no XML, in Chinese and in words of the program's own, with what to do about it.
quiet init
mkdir files
cd files || exit 1
H='<?xml version="1.0" encoding="UTF-8"?>'
R='<notices xmlns="urn:jianfu:notice:1">'
offer() { # the first line of what is said about a file of these bytes
    printf "$2" >"$1"
    "$JIANFU" --lang zh import --dry-run "$1" >/dev/null 2>said.txt
    echo "status $? $(grep "^$1:" said.txt | grep -m 1 -E 'XML-|Excel')"
}
offer ampersand.xml "$H$R<a b=\"甲&乙\"/></notices>"
offer reference.xml "$H$R<a b=\"甲&nbsp;乙\"/></notices>"
offer reference-open.xml "$H$R<a b=\"甲&amp乙\"/></notices>"
offer less-than.xml "$H$R 3 < 5</notices>"
offer chinese-quotes.xml "$H$R<a b=“甲”/></notices>"
offer quote-missing.xml "$H$R<a b=\"甲/></notices>"
offer quote-open.xml "$H$R<a b=\"甲"
offer no-value.xml "$H$R<a b/></notices>"
offer twice.xml "$H$R<a b=\"1\" b=\"2\"/></notices>"
offer no-blank.xml "$H$R<a b=\"1\"c=\"2\"/></notices>"
offer closed-wrongly.xml "$H$R\n<a></notices></a>"
offer tag-open.xml "$H$R<a "
offer ends-early.xml "$H$R<a>"
offer two-roots.xml "$H$R</notices>$R</notices>"
offer nothing-but-lines.xml "\n\n"
offer hyphens.xml "$H<!-- a -- b --><a/>"
offer comment-open.xml "$H<!-- a"
offer instruction.xml "$H<?xml-?a"
offer instruction-nameless.xml "$H<? a ?><a/>"
offer doctype.xml "$H<!DOCTYPE a PUBLIC \"-//X\"><a/>"
offer doctype-nameless.xml "$H<!DOCTYPE [ ]><a/>"
offer version-alone.xml "<?xml version?><a/>"
offer character-reference.xml "$H$R<a b=\"&#x;\"/></notices>"
offer line-before.xml "\n$H<a/>"
offer declaration-twice.xml "$H\n$H<a/>"
offer declaration.xml "<?xml version=1.0?><a/>"
offer declaration-encoding.xml "<?xml encoding=\"UTF-8\"?><a/>"
offer prefix.xml "$H$R<x:a/></notices>"
offer section.xml "$H$R]]></notices>"
offer character.xml "$H$R<a b=\"&#1;\"/></notices>"
offer excel-2003.xml '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
offer page.xml '<html xmlns="http://www.w3.org/TR/REC-html40"></html>'
offer table.xlsx 'PK\003\004\024\000'
offer table.et '\320\317\021\340\241\261\032\341'
offer paper.pdf '%%PDF-1.4\n'
offer packed.rar 'Rar!\032\007\000'
offer packed.7z '7z\274\257\047\034'
offer packed.xml.gz '\037\213\010\000'
offer nothing.xml ''
offer mark.xml '\357\273\277'
