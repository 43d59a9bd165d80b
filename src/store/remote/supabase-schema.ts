import { postgresSchema, tablesOf } from './postgres-schema.js'

/**
 * The SQL that `supabaseServer` needs: the tables of `postgresSchema` and two functions. Run it once or in a migration;
 * running it again changes nothing. The SQL turns row-level security on, so no user can reach a record before you
 * create a policy.
 *
 * @example
 * console.log(supabaseSchema())
 */
export function supabaseSchema(prefix = 'tacet'): string {
  const { stores, records } = tablesOf(prefix)
  const request = requestName(prefix)
  return `${postgresSchema(prefix)}
ALTER TABLE ${stores} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${records} ENABLE ROW LEVEL SECURITY;

CREATE OR REPLACE FUNCTION ${prefix}_condition(condition jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $condition$
DECLARE
  field text := condition->>'field';
  operand jsonb := condition->'operand';
  parts text;
  path text;
BEGIN
  -- Names and values become quoted literals (%L), and nothing else of the condition becomes SQL.
  CASE condition->>'type'
    WHEN 'and' THEN
      SELECT string_agg(${prefix}_condition(part), ' AND ') INTO parts FROM jsonb_array_elements(condition->'parts') AS part;
      RETURN coalesce('(' || parts || ')', 'true');
    WHEN 'or' THEN
      SELECT string_agg(${prefix}_condition(part), ' OR ') INTO parts FROM jsonb_array_elements(condition->'parts') AS part;
      RETURN coalesce('(' || parts || ')', 'false');
    WHEN 'not' THEN
      RETURN 'NOT ' || ${prefix}_condition(condition->'part');
    WHEN 'field' THEN
      IF condition->>'operator' = 'eq' AND field <> 'id' THEN
        -- An index over the fields can answer containment.
        IF (condition->>'isDate')::boolean THEN operand := jsonb_build_object('$date', operand); END IF;
        RETURN format('(fields @> %L OR fields @> %L)', jsonb_build_object(field, operand),
          jsonb_build_object(field, jsonb_build_array(operand)));
      END IF;
      path := CASE condition->>'operator'
        WHEN 'eq' THEN '@ == $operand'
        WHEN 'gt' THEN '@ > $operand'
        WHEN 'gte' THEN '@ >= $operand'
        WHEN 'lt' THEN '@ < $operand'
        WHEN 'lte' THEN '@ <= $operand'
        WHEN 'startsWith' THEN '@ starts with $operand'
        WHEN 'exists' THEN '@ != null'
      END;
    ELSE
      path := NULL;
  END CASE;
  IF path IS NULL OR field IS NULL THEN
    RAISE EXCEPTION 'The filter has an unknown condition' USING ERRCODE = '22023';
  END IF;
  path := CASE WHEN (condition->>'isDate')::boolean THEN '$[*]."$date" ? (' ELSE '$[*] ? (' END || path || ')';
  -- A missing field gives null, which is neither true nor false.
  RETURN format('coalesce(jsonb_path_exists(%s, %L, %L), false)',
    CASE field WHEN 'id' THEN 'to_jsonb(id)' ELSE format('fields->%L', field) END,
    path, jsonb_build_object('operand', operand));
END
$condition$;

CREATE OR REPLACE FUNCTION ${request}(request jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY INVOKER AS $request$
DECLARE
  wanted text := request->>'store';
  operation text := request->>'operation';
  most int := least(coalesce((request->>'limit')::int, 256), 10000);
  shown text := CASE WHEN (request->>'vectors')::boolean THEN 'vector::text' ELSE 'NULL::text' END;
  language regconfig := coalesce(request->>'language', 'simple')::regconfig;
  known jsonb;
  place text;
  passes text := coalesce(${prefix}_condition(request->'filter'), 'true');
  words tsquery;
  result jsonb;
BEGIN
  SELECT shape INTO known FROM ${stores} WHERE name = wanted;
  IF operation = 'open' AND known IS NULL THEN
    INSERT INTO ${stores} (name, shape) VALUES (wanted, request->'shape') ON CONFLICT DO NOTHING;
    SELECT shape INTO known FROM ${stores} WHERE name = wanted;
  END IF;
  IF known IS NULL THEN
    RAISE EXCEPTION 'The store is not there, or may not be read' USING ERRCODE = '42501';
  END IF;
  place := format('vector::vector(%s) %s $2::vector', (known->>'dimensions')::int,
    CASE known->>'metric' WHEN 'cosine' THEN '<=>' ELSE '<#>' END);
  CASE operation
    WHEN 'open' THEN
      RETURN known;
    WHEN 'put' THEN
      IF EXISTS (SELECT FROM jsonb_to_recordset(request->'records') AS r(vector text)
          WHERE vector_dims(r.vector::vector) <> (known->>'dimensions')::int) THEN
        RAISE EXCEPTION 'A vector has another length' USING ERRCODE = '22023';
      END IF;
      INSERT INTO ${records} (store, id, vector, fields, words)
        SELECT wanted, r.id, r.vector::vector, r.fields, to_tsvector(language, r.words)
        FROM jsonb_to_recordset(request->'records') AS r(id text, vector text, fields jsonb, words text)
        ORDER BY r.id COLLATE "C"
        ON CONFLICT (store, id) DO UPDATE
        SET vector = excluded.vector, fields = excluded.fields, words = excluded.words;
    WHEN 'delete' THEN
      DELETE FROM ${records} WHERE store = wanted AND id IN (SELECT jsonb_array_elements_text(request->'ids'));
    WHEN 'clear' THEN
      DELETE FROM ${records} WHERE store = wanted;
    WHEN 'count' THEN
      SELECT to_jsonb(count(*)) INTO result FROM ${records} WHERE store = wanted;
    WHEN 'get' THEN
      SELECT jsonb_agg(jsonb_build_object('id', id, 'fields', fields, 'vector', vector::text)) INTO result
        FROM ${records} WHERE store = wanted AND id IN (SELECT jsonb_array_elements_text(request->'ids'));
    WHEN 'read' THEN
      SELECT jsonb_agg(jsonb_build_object('id', id, 'fields', fields, 'vector', vector::text) ORDER BY id) INTO result
        FROM (SELECT * FROM ${records} WHERE store = wanted AND (request->>'after' IS NULL OR id > request->>'after')
          ORDER BY id LIMIT most) AS page;
    WHEN 'by-vector' THEN
      EXECUTE format($query$
        SELECT jsonb_agg(hit ORDER BY place) FROM (
          SELECT jsonb_build_object('id', id, 'fields', fields, 'score', %s, 'vector', %s) AS hit, %s AS place
          FROM ${records} WHERE store = $1 AND %s
          ORDER BY %s LIMIT $3) AS hits
        $query$,
        CASE known->>'metric' WHEN 'cosine' THEN '1 - (' || place || ')' ELSE '-(' || place || ')' END,
        shown, place, passes,
        CASE WHEN (request->>'exact')::boolean THEN '(' || place || ') + 0' ELSE place END)
        INTO result USING wanted, request->>'vector', most;
    WHEN 'by-words' THEN
      words := replace(plainto_tsquery(language, request->>'text')::text, ' & ', ' | ')::tsquery;
      IF request->>'beginning' IS NOT NULL THEN
        words := words || to_tsquery('simple', quote_literal(request->>'beginning') || ':*');
      END IF;
      EXECUTE format($query$
        SELECT jsonb_agg(hit ORDER BY (hit->>'score')::float8 DESC, hit->>'id') FROM (
          SELECT jsonb_build_object('id', id, 'fields', fields, 'score', ts_rank(words, $2, 1), 'vector', %s) AS hit
          FROM ${records} WHERE store = $1 AND words @@ $2 AND %s
          ORDER BY ts_rank(words, $2, 1) DESC, id LIMIT $3) AS hits
        $query$, shown, passes)
        INTO result USING wanted, words, most;
    ELSE
      RAISE EXCEPTION 'This is no operation of the function' USING ERRCODE = '22023';
  END CASE;
  RETURN coalesce(result, '[]');
END
$request$;
`
}

/** The name of the function that answers requests. */
export function requestName(prefix: string): string {
  return `${prefix}_request`
}
