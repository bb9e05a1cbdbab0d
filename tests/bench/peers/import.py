"""import.py TABLE-SQL XSD DATABASE FILE... - a peer of the bench: what one writes in an afternoon with lxml and sqlite3.

Reads notices with iterparse, validated against the XSD, and puts their rows into the table with one executemany. Plain
default settings everywhere.
"""
import sqlite3
import sys

from lxml import etree

NAMESPACE = "{urn:jianfu:notice:1}"
OF_NOTICE = ("no", "unit", "division", "payer-class", "payer", "payer-name", "charged-on", "total", "receipt",
             "receipt-kind")
OF_ITEM = ("name", "quantity", "price", "amount", "document", "period")


def rows(schema, files):
    for file in files:
        for _, notice in etree.iterparse(file, tag=NAMESPACE + "notice", schema=schema):
            shared = [notice.get(name) for name in OF_NOTICE]
            for item in notice:
                yield shared + [item.get(name) for name in OF_ITEM]
            notice.clear()
            while notice.getprevious() is not None:
                del notice.getparent()[0]


def main():
    table, xsd, database, *files = sys.argv[1:]
    db = sqlite3.connect(database)
    with open(table, encoding="utf-8") as sql:
        db.executescript(sql.read())
    schema = etree.XMLSchema(etree.parse(xsd))
    marks = ",".join("?" * (len(OF_NOTICE) + len(OF_ITEM)))
    db.executemany("INSERT INTO item VALUES (" + marks + ")", rows(schema, files))
    db.commit()


main()
