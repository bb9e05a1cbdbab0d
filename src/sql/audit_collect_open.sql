-- What src/audit/run.c wraps around a rule's `undecided` SELECT, which takes the place of the mark.
INSERT INTO audit_open (subject_id, part, reason)
SELECT subject_id, part, reason FROM (
@rule@
)
