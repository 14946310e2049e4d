// Browser tests: node run.mjs [WORD…] (only tests whose name has a word). PROBATA_URL names the running server; without it, the fake one is started.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { axe, fitsWidth, launch, open, ready, results } from './browser.mjs'
import { demoJourneys } from './demo.mjs'
import { journeys } from './journeys.mjs'
import { offeredJourneys } from './offered.mjs'
import { findPlaces } from './places.mjs'
import { saidJourneys } from './said.mjs'

async function startFake() {
  const fake = spawn(process.execPath, [fileURLToPath(new URL('fake/server.mjs', import.meta.url)), '8397'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => fake.stdout.once('data', resolve))
  return { url: 'http://127.0.0.1:8397', stop: () => fake.kill() }
}

const server = process.env.PROBATA_URL ? { url: process.env.PROBATA_URL.replace(/\/$/, ''), stop: () => {} } : await startFake()
const words = process.argv.slice(2)
const browser = await launch()
const places = await findPlaces(server.url)
let passed = 0
const failed = []

/** What fails is tried once more: a machine that does much besides is no fault of a page. That it was is told, and failing twice is failing. */
async function test(name, body) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) return
  const began = Date.now()
  const tryOnce = () => body().then(() => null, (error) => String(error.stack).split('\n').slice(0, 12))
  const first = await tryOnce()
  const second = first && await tryOnce()
  if (!second) {
    passed++
    console.log(`✓ ${name} ${Date.now() - began} ms${first ? `, at the second try: ${first.join('\n    ')}` : ''}`)
  } else {
    failed.push(name)
    console.log(`✕ ${name}: ${second.join('\n    ')}`)
  }
}

async function visit(name, path, options, check) {
  const opened = await open(browser, { url: server.url, ...options })
  try {
    await opened.page.goto(path)
    await ready(opened.page)
    await opened.page.screenshot({ path: `${results}${name}.png`, fullPage: true })
    await opened.settled()
    const wrong = [...opened.wrong, ...await check(opened.page)]
    if (wrong.length > 0) throw new Error([...new Set(wrong)].join('\n'))
  } finally {
    await opened.close()
  }
}

for (const [name, path] of Object.entries(places.pages)) {
  for (const scheme of ['light', 'dark']) await test(`${name} renders, fits the contract, no axe violation: ${scheme}`, () => visit(`${name}-${scheme}`, path, { scheme }, axe))
  await test(`${name} works at 360 px`, () => visit(`${name}-360`, path, { width: 360, height: 740 }, async (page) => [...await fitsWidth(page), ...await axe(page)]))
  await test(`${name} prints`, () => visit(`${name}-print`, path, { media: 'print', width: 794, height: 1123 }, async (page) => {
    const shown = await page.locator('.no-print:visible').count()
    return [...await fitsWidth(page), ...(shown > 0 ? [`${shown} controls of the screen are printed`] : [])]
  }))
}
for (const [name, body] of Object.entries({ ...journeys, ...saidJourneys, ...offeredJourneys, ...demoJourneys })) await test(name, () => body({ browser, url: server.url, places }))

await browser.close()
server.stop()
console.log(`${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length === 0 ? 0 : 1
