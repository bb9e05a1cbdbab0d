-- What src/audit/run.c wraps around a rule's SELECT: its rows go into audit_hit in one statement. The first mark becomes the
-- rule's own columns, or what stands for those that it does not return; the second its SELECT, prepared alone as read-only
-- before.
INSERT INTO audit_hit (subject_id, part, division, unit, charged_on, charged_fen, allowed_fen, excess_fen, standard_id,
                       severity, detail)
SELECT @columns@ FROM (
@rule@
)
