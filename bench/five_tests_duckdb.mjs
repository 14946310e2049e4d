// DuckDB beside five_tests_bench: loads a file of facts, says `ready`, then answers each line of SQL
// by its milliseconds and the numbers of its first row. Two threads, as the bench.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const [folder, facts] = process.argv.slice(2)
const { DuckDBInstance } = createRequire(folder + '/')('@duckdb/node-api')
const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
const connection = await instance.connect()
await connection.run(
  `CREATE TABLE facts AS SELECT * FROM read_csv('${facts}', delim = '\t', header = false, columns = {'seq': 'BIGINT', 'kind': 'VARCHAR', 'id': 'INTEGER', 'at': 'INTEGER', 'field': 'VARCHAR', 'value': 'INTEGER'})`
)
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const start = process.hrtime.bigint()
  const rows = await (await connection.runAndReadAll(line)).getRows()
  const took = Number(process.hrtime.bigint() - start) / 1e6
  console.log(took, ...rows[0].map(Number))
}
