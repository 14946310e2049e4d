// npm's @marcbachmann/cel-js: cel_reference.mjs declared|plain EXPRESSION. cel_bench drives it through lines: `world JSON` for each,
// then `results`, then `measure TIMES BATCHES` as often as it likes. Each answer is one line. A process has one expression, so that
// what the engine learns of it stays true.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const load = createRequire(fileURLToPath(new URL('../web/package.json', import.meta.url)))
const { Environment, parse } = load('@marcbachmann/cel-js')

const timestamp = 'google.protobuf.Timestamp'
const fields = {
  Person: { status: 'string', age: 'int', accounts: 'list<Account>' },
  Account: { status: 'string', person: 'Person', email: 'string', service: 'bool', last_login: timestamp, roles: 'list<string>' },
  Device: { encrypted: 'bool', os_version: 'string', screen_lock: 'int' },
  Change: { approvers: 'list<string>', author: 'string', emergency: 'bool' },
}
const types = Object.fromEntries(Object.keys(fields).map((name) => [name, class {}]))

function environment() {
  const made = new Environment()
  for (const name of Object.keys(fields)) made.registerType(name, { ctor: types[name], fields: fields[name] })
  const variables = { account: 'Account', person: 'Person', device: 'Device', change: 'Change', now: timestamp, allowed: 'list<string>' }
  for (const [name, type] of Object.entries(variables)) made.registerVariable(name, type)
  return made
}

function convert(name, json) {
  const made = declared ? new types[name]() : {}
  for (const [field, value] of Object.entries(json)) {
    const type = fields[name][field]
    if (type === 'int') made[field] = BigInt(value)
    else if (type === timestamp) made[field] = new Date(value)
    else if (type === 'Person') made[field] = convert('Person', value)
    else if (type === 'list<Account>') made[field] = value.map((account) => convert('Account', account))
    else made[field] = value
  }
  return made
}

const worldOf = (json) => ({
  account: convert('Account', json.account),
  person: convert('Person', json.person),
  device: convert('Device', json.device),
  change: convert('Change', json.change),
  now: new Date(json.now),
  allowed: json.allowed,
})

function batch(times) {
  const begin = process.hrtime.bigint()
  for (let i = 0; i < times; ++i) run(worlds[0])
  return Number(process.hrtime.bigint() - begin) / times
}

const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1]

const [form, expression] = process.argv.slice(2)
const declared = form === 'declared'
const worlds = []
const run = declared ? environment().parse(expression) : parse(expression)
const checked = declared ? run.check() : { valid: true }
if (!checked.valid) throw checked.error

const answers = {
  world: (rest) => worlds.push(worldOf(JSON.parse(rest))),
  results: () => worlds.map((world) => String(run(world))).join(' '),
  measure: (rest) => {
    const [times, batches] = rest.split(' ').map(Number)
    return middle(Array.from({ length: batches }, () => batch(times)))
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command] = line.split(' ', 1)
  console.log(`${answers[command](line.slice(command.length + 1)) ?? ''}`)
}
