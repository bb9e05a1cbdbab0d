# Chinese on any machine: by option, by environment, and where only C.UTF-8 exists.
run --lang zh schema
LANGUAGE=zh_CN run schema
LANG=zh_CN.UTF-8 LC_ALL= run schema
LC_ALL=C run --lang zh help
LC_ALL=C run schema
run --lang zh import nowhere.xml
quiet init
run --lang zh import "$FIXTURES/xml/notice/invalid/not-xml.xml"
run --lang zh import "$FIXTURES/xml/notice/invalid/unknown-attribute.xml"
