// One Chromium, and what every page is checked for: errors in the console, answers that do not fit the contract, axe.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

import { operationOf, problems } from './contract.mjs'

const load = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = load('playwright-core')
const axeSource = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8')
export const results = fileURLToPath(new URL('results/', import.meta.url))
mkdirSync(results, { recursive: true })

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] })

/** A page with its own list of what went wrong on it. */
export async function open(browser, { url, scheme = 'light', width = 1440, height = 900, media = 'screen' }) {
  const context = await browser.newContext({ baseURL: url, colorScheme: scheme, viewport: { width, height }, bypassCSP: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const wrong = []
  const pending = []
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(`console: ${message.text()}`) })
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    const operation = operationOf(response.request().method(), pathname.replace(/^\/demo\/api/, '/api'))
    if (!operation || !/json/.test(response.headers()['content-type'] ?? '')) return
    pending.push(response.json().then((body) => wrong.push(...problems(operation, response.ok() || response.status() === 422 ? response.status() : 'default', body)), () => {}))
  })
  await page.emulateMedia({ media, colorScheme: scheme })
  return { page, wrong, settled: () => Promise.all(pending), close: () => context.close() }
}

/**
 * The page of this address is drawn (the address changes first, and what was there stays a while), everything has arrived (no skeleton stands
 * any more), and it listens to keys (effects run after a frame).
 */
export async function ready(page) {
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    if (!main?.querySelector('h1') || main.querySelector('[role="status"][aria-label="Loading"]')) return false
    return decodeURI(main.dataset.path) === (decodeURI(location.pathname).replace(/^\/demo(?=\/|$)/, '') || '/')
  }, null, { timeout: 20_000 })
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)) }))
}

/** A page of its own for `body`; nothing may have gone wrong on it, but for what `expected` says. One that fails leaves a picture. */
export async function on({ browser, url }, path, options, body, expected = () => false) {
  const opened = await open(browser, { url, ...options })
  try {
    await opened.page.goto(path)
    await ready(opened.page)
    await body(opened.page)
    await opened.settled()
    assert.deepEqual(opened.wrong.filter((each) => !expected(each)), [])
  } catch (error) {
    await opened.page.screenshot({ path: `${results}failed.png` }).catch(() => {}) // the cause is what counts
    throw error
  } finally {
    await opened.close()
  }
}

/** Of the whole page, or of what lies over it (what it covers is not to be judged). */
export async function axe(page, part) {
  await page.evaluate(axeSource)
  const found = await page.evaluate((selector) => window.axe.run(selector ?? document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }), part)
  return found.violations.flatMap((violation) => violation.nodes.slice(0, 3).map((node) => `axe ${violation.id}: ${node.target.join(' ')} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`))
}

/** What sticks out of a page that is wider than the screen. */
export const fitsWidth = (page) => page.evaluate(() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (over <= 0) return []
  const widest = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !each.closest('.table-frame, .tabs')).slice(0, 3)
  return [`${over} px wider than the screen: ${widest.map((each) => `${each.tagName}.${each.className}`).join(', ')}`]
})
