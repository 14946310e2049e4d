// The cases of npm's @bufbuild/cel-spec, one line of JSON each, in the form that `probata cel --jsonl` reads.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const load = createRequire(fileURLToPath(new URL('../../web/package.json', import.meta.url)))
const { tests } = load('@bufbuild/cel-spec/testdata/conformance.js')

function* cases(suite, path) {
  for (const inner of suite.suites ?? []) yield* cases(inner, [...path, inner.name])
  for (const test of suite.tests ?? []) yield { file: path[0], section: path.slice(1).join('/'), ...test.original }
}

for (const each of cases(tests, [])) console.log(JSON.stringify(each))
