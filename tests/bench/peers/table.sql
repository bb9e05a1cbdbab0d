-- table.sql - the table that the peers of the bench fill: all columns of a notice line, a unique key and one index.
CREATE TABLE item(
    number, unit, division, payer_class, payer, payer_name, day, total, receipt, receipt_kind,
    item_name, quantity, price, amount, document, period,
    UNIQUE (unit, number));
CREATE INDEX item_unit ON item(unit);
