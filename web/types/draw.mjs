// Draws ../src/api/types.ts from the server's document: those entities that entities.ts names, and what they consist of.
import { readFileSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

const here = (path) => new URL(path, import.meta.url)
const whole = JSON.parse(readFileSync(here('../../chalicelib/handlers/openapi.json'), 'utf8'))
const names = [...readFileSync(here('../src/api/entities.ts'), 'utf8').matchAll(/Told\['(\w+)'\]/g)].map((found) => found[1])

const schemas = {}
const take = (name) => {
  if (name in schemas) return
  const schema = whole.components.schemas[name]
  if (!schema) throw new Error(`The server's document has no ${name}`)
  schemas[name] = schema
  for (const [, other] of JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g)) take(other)
}
names.forEach(take)

const document = { openapi: whole.openapi, info: whole.info, paths: {}, components: { schemas } }
const drawn = astToString(await openapi(document, { defaultNonNullable: false }))
writeFileSync(here('../src/api/types.ts'), `// Drawn by \`make web-types\` from the server's OpenAPI document; never edited.\n\n${drawn}`)
