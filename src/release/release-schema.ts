const name = { type: 'string', pattern: '^[\\w.-]{1,64}$' } as const
const names = { propertyNames: name } as const
const share = { type: 'number', minimum: 0, maximum: 1 } as const
const count = { type: 'integer', minimum: 0 } as const

const fields = <Properties extends object>(
  properties: Properties,
  required: readonly (keyof Properties & string)[] = [],
) => ({ type: 'object', properties, required, additionalProperties: false }) as const

/**
 * The JSON Schema of a release, for editors and for tools that make releases. `openReleases` checks releases with the same schema, and
 * their policies with that of `tacet/guard`. The package holds it as a file too: `docs/release.schema.json`.
 */
export const releaseSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A release of tacet/release',
  ...fields(
    {
      $schema: { type: 'string' },
      format: { const: 'tacet-release' },
      version: { const: 1 },
      id: name,
      previous: name,
      channels: {
        type: 'object',
        required: ['stable'],
        ...names,
        properties: { stable: { not: { anyOf: [{ required: ['share'] }, { required: ['ramp'] }] } } },
        patternProperties: {
          '': fields({
            prompts: {
              type: 'object',
              ...names,
              additionalProperties: fields(
                { version: { type: 'string', pattern: '^[\\da-f]{12}$' }, source: { type: 'string' } },
                ['version'],
              ),
            },
            models: {
              type: 'object',
              propertyNames: { enum: ['embed', 'classify', 'label', 'language', 'generate', 'rerank'] },
              additionalProperties: fields(
                { id: { type: 'string', minLength: 1 }, digest: { type: 'string', minLength: 1 } },
                ['id', 'digest'],
              ),
            },
            guard: { type: 'object' },
            thresholds: { type: 'object', ...names, additionalProperties: { type: 'number' } },
            share,
            ramp: {
              type: 'array',
              items: fields({ from: { type: 'string', format: 'date-time' }, share }, ['from', 'share']),
            },
            reference: fields({ runs: count, failed: count, guarded: count, up: count, down: count }, [
              'runs',
              'failed',
              'guarded',
              'up',
              'down',
            ]),
          }),
        },
      },
    },
    ['format', 'version', 'id', 'channels'],
  ),
} as const
