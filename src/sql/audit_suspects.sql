-- notice_current as long as a check looks closer: only the notices under suspicion in the turn that stands in audit_turn, each in
-- the version named there. A script, not statements: run.c runs it after the sweep and brings the view of views.sql back at the end.
DROP VIEW temp.notice_current;
CREATE TEMP VIEW notice_current AS
SELECT a.subject_id, n.record_id, n.number, n.unit_id, n.division_id, n.payer_class, n.payer, n.charged_on, n.total_fen,
       n.receipt, n.receipt_kind, n.voluntary
  FROM audit_turn t
 CROSS JOIN audit_suspect a ON a.turn = t.turn
 CROSS JOIN notice n ON n.record_id = a.record_id;
