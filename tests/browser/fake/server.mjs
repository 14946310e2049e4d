// A stand-in for `probata serve`, with every state of every page, reached at will: node server.mjs [PORT]. Serves web/dist.
// POST /fake {"firstLook": true} switches states, as does {"offered": "waits"}.
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

import * as answers from './answers.mjs'

const dist = fileURLToPath(new URL('../../../web/dist', import.meta.url))
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const streams = new Set()

const routes = [
  [/^\/status$/, (_, __, demo) => answers.status(demo)],
  [/^\/applies$/, (_, query) => answers.getApplies(query)],
  [/^\/catalog$/, (_, query) => answers.getCatalog(query)],
  [/^\/catalog\/([^/]+)$/, ([what], query) => answers.getCatalogPart(what, query)],
  [/^\/offered-catalog$/, () => answers.getOffered()],
  [/^\/offered-catalog\/results$/, (_, query) => answers.getOfferedResults(query)],
  [/^\/policies$/, (_, query) => answers.listPolicies(query)],
  [/^\/policies\/([^/]+)$/, ([name], query) => answers.getPolicy(name, query)],
  [/^\/home$/, (_, query) => answers.home(query)],
  [/^\/controls$/, (_, query) => answers.listControls(query)],
  [/^\/controls\/([^/]+)$/, ([id], query) => answers.getControl(id, query)],
  [/^\/controls\/([^/]+)\/tests\/([^/]+)\/items$/, ([id], query) => answers.listItems(id, query)],
  [/^\/exceptions\/([^/]+)\/([^/]+)$/, ([id, test], query) => answers.explain(id, test, query)],
  [/^\/kinds$/, (_, query) => answers.listKinds(query)],
  [/^\/kinds\/([^/]+)$/, ([kind]) => answers.getKind(kind)],
  [/^\/records\/([^/]+)$/, ([kind], query) => answers.listRecords(kind, query)],
  [/^\/records\/([^/]+)\/([^/]+)$/, ([kind, id], query) => answers.getRecord(kind, id, query)],
  [/^\/sources$/, (_, query) => answers.listSources(query)],
  [/^\/entries$/, (_, query) => answers.listEntries(query)],
  [/^\/entries\/(\d+)$/, ([seq], query) => answers.getEntry(Number(seq), query)],
  [/^\/checkpoints$/, (_, query) => answers.listCheckpoints(query)],
  [/^\/search$/, (_, query) => answers.search(query)],
]

function send(response, { status, body }) {
  response.writeHead(status, { 'content-type': status < 400 || status === 422 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(body))
}

function tell(event, data) {
  for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

async function bodyOf(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

async function api(request, response, url, demo) {
  const path = url.pathname.slice(demo ? '/demo/api'.length : '/api'.length)
  if (path === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write('event: heartbeat\ndata: {}\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
    return
  }
  if (path === '/facts' && request.method === 'POST') {
    if (demo) return send(response, { status: 403, body: { title: 'nothing is added to the demo company', detail: '', hint: '', status: 403 } })
    const answer = answers.append(await bodyOf(request), url.searchParams.get('dry') === '1')
    send(response, answer)
    if (answer.body.receipt) tell('entries', { size: answer.body.receipt.size, count: answer.body.appended, kinds: ['account'] })
    return
  }
  if (path === '/offered-catalog/acceptance' && request.method === 'POST') {
    return send(response, demo ? { status: 403, body: { title: 'nothing is added to the demo company', detail: '', hint: '', status: 403 } } : answers.acceptOffered(await bodyOf(request)))
  }
  for (const [pattern, answer] of routes) {
    const match = pattern.exec(path)
    if (match) return send(response, answer(match.slice(1).map(decodeURIComponent), url.searchParams, demo))
  }
  send(response, { status: 404, body: { title: `there is no ${path}`, detail: '', hint: 'See schemas/openapi.yaml.', status: 404 } })
}

function file(response, pathname) {
  const asked = join(dist, normalize(pathname))
  const found = extname(pathname) && existsSync(asked) ? asked : join(dist, 'index.html')
  response.writeHead(200, { 'content-type': types[extname(found)] ?? 'application/octet-stream', 'content-security-policy': policy })
  createReadStream(found).pipe(response)
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1')
  if (url.pathname === '/fake') return void bodyOf(request).then((text) => { Object.assign(answers.state, JSON.parse(text)); response.end() })
  if (url.pathname.startsWith('/api/')) return void api(request, response, url, false)
  if (url.pathname.startsWith('/demo/api/')) return void api(request, response, url, true)
  file(response, url.pathname)
})
const port = Number(process.argv[2] ?? 8399)
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
