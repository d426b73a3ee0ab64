-- The table that postgres-incidents.json fills: one document for each incident, its newest
-- revision, and a view with the columns that queries want. A tombstone deletes the row.
CREATE TABLE IF NOT EXISTS incident (
  incident_id text PRIMARY KEY,
  document    text NOT NULL
);

CREATE OR REPLACE VIEW incidents AS
SELECT
  incident_id,
  (d ->> 'revision')::int                                AS revision,
  d ->> 'type'                                           AS type,
  d -> 'modes'                                           AS modes,
  d ->> 'modality'                                       AS modality,
  (d #>> '{date,start}')::date                           AS date_start,
  (d #>> '{date,end}')::date                             AS date_end,
  d #>> '{place,name}'                                   AS place,
  d #>> '{place,admin1}'                                 AS admin1,
  d #>> '{place,country}'                                AS country,
  (d #>> '{place,lat}')::float8                          AS lat,
  (d #>> '{place,lon}')::float8                          AS lon,
  d -> 'actors'                                          AS actors,
  d -> 'recipients'                                      AS recipients,
  (d #>> '{quantities,killed,low}')::int                 AS killed_low,
  (d #>> '{quantities,killed,high}')::int                AS killed_high,
  (d #>> '{reports,articles}')::int                      AS articles,
  (d #>> '{reports,independent}')::int                   AS independent,
  d -> 'conflicts'                                       AS conflicts,
  d ->> 'first_reported_at'                              AS first_reported_at,
  d ->> 'last_reported_at'                               AS last_reported_at,
  d -> 'claims'                                          AS claims
FROM (SELECT incident_id, document::jsonb AS d FROM incident) AS newest
WHERE d ->> 'merged_into' IS NULL;
