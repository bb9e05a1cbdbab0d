-- Whose names, telephones and addresses may not show in what is told of a petition.

CREATE VIEW petition_secrets AS               -- of its petitioner and representatives, one a line, as jf_mask_text wants them
SELECT p.record_id,
       coalesce(p.petitioner || char(10), '') || coalesce((SELECT group_concat(r.name, char(10)) FROM petition_representative r
                                                           WHERE r.record_id = p.record_id), '') AS names,
       coalesce(p.telephone || char(10), '') || coalesce((SELECT group_concat(r.telephone, char(10)) FROM petition_representative r
                                                          WHERE r.record_id = p.record_id), '') AS telephones,
       coalesce(p.address || char(10), '') || coalesce((SELECT group_concat(r.address, char(10)) FROM petition_representative r
                                                        WHERE r.record_id = p.record_id), '') AS addresses
FROM petition p;
