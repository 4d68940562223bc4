"""What the database knows of a reader from the investigations they work on."""

from sightline.kit.facts import fact

fact(
    "investigations",
    gives="uuid[]",
    says="the investigations the reader works on",
    sql="select distinct investigation_id from justice_investigator "
    "where person_id = priv.reader() and since <= now() and (until is null or until > now())",
    covered="investigation_id in (select id from justice_investigation "
    "where agency_id in (select partner from priv.partners({kind})))",
)
