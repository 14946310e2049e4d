// Checks JSON against schemas/openapi.yaml: the examples in it (node contract.mjs), and what a running server answers (run.mjs).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const load = createRequire(new URL('../../web/package.json', import.meta.url))
const { parse } = load('yaml')
const Ajv = load('ajv/dist/2020').default
const addFormats = load('ajv-formats').default

export const document = parse(readFileSync(new URL('../../schemas/openapi.yaml', import.meta.url), 'utf8'))

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema({ $id: 'probata', components: document.components })

const operations = new Map(Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).filter(([, operation]) => operation.operationId)
    .map(([method, operation]) => [operation.operationId, { path, method, ...operation }])))

/** What is wrong with an answer of this operation; empty when nothing is. */
export function problems(operationId, status, body) {
  const operation = operations.get(operationId)
  let response = operation?.responses[status]
  if (response?.$ref) response = document.components.responses[response.$ref.split('/').at(-1)]
  const media = response?.content && Object.values(response.content)[0]
  if (!media) return [`${operationId} ${status}: not described`]
  const reference = JSON.parse(JSON.stringify(media.schema).replaceAll('"#/', '"probata#/'))
  const validate = ajv.compile(reference)
  return validate(body) ? [] : validate.errors.map((error) => `${operationId} ${status} ${error.instancePath || '/'} ${error.message}`)
}

const patterns = [...operations].map(([id, { path, method }]) => ({ id, method, pattern: new RegExp(`^/api${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) }))

/** The operation that a request is one of; undefined where it is none. */
export function operationOf(method, pathname) {
  return patterns.find((each) => each.method === method.toLowerCase() && each.pattern.test(pathname))?.id
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  let wrong = 0
  for (const [id, operation] of operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      for (const media of Object.values(response.content ?? {})) {
        if (media.example === undefined) { console.log(`${id} ${status}: no example`); wrong++; continue }
        for (const problem of problems(id, status, media.example)) { console.log(problem); wrong++ }
      }
    }
  }
  console.log(wrong === 0 ? 'examples fit the schemas' : `${wrong} problems`)
  process.exit(wrong === 0 ? 0 : 1)
}
